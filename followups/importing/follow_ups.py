"""A follow-up from its entry in a fixture to the database, and out to the public with its corrections."""

from django.utils import timezone

from followups.models import ActivityReport, FollowUp, Narrative, Respondent
from followups.publishing import publish
from pledges.importing.activities import numbered
from pledges.importing.loading import Loading, beginning_with, moment, store
from pledges.importing.shapes import Entry
from pledges.models import Activity, Document
from pledges.tertial import ReportingRange

COLUMNS = ("title", "availability", "reported_on", "presented_to", "presented_on", "is_demo")


def load_follow_up(loading: Loading, entry: Entry) -> None:
    """Create and publish the follow-up, unless it was loaded before or the kommun has one at its address."""
    is_new = loading.is_new("uppfoljning", entry["range"])
    if not is_new or FollowUp.objects.of(loading.municipality).with_address(entry["range"]).exists():
        return
    follow_up = _follow_up(loading, entry)
    _load_parts(follow_up, entry)
    _answer(loading, follow_up, entry.get("answers", []))
    publish(follow_up, by=loading.robot, at=_moment(follow_up, follow_up.reported_on))
    for correction in entry.get("corrections", []):
        _answer(loading, follow_up, correction["answers"])
        at = _moment(follow_up, correction["day"])
        publish(follow_up, by=loading.robot, at=at, note=correction["note"])
    loading.count("uppföljningar")


def _follow_up(loading: Loading, entry: Entry) -> FollowUp:
    span = ReportingRange.from_slug(entry["range"])
    if span is None:
        raise entry.problem(f"”{entry['range']}” är ingen period; skriv som 2020-t3, 2020-t1-2 eller 2020-h1.")
    follow_up = FollowUp(
        municipality=loading.municipality,
        year=span.year,
        first_tertial=span.first,
        last_tertial=span.last,
        half_year=span.half,
        slug=span.slug,
        **entry.only(*COLUMNS),
    )
    if "pledge" in entry:
        follow_up.pledge = loading.pledge(entry, entry["pledge"])
    if "document" in entry:
        follow_up.document = _document(loading, entry)
        follow_up.title = follow_up.title or follow_up.document.title
    store(follow_up, entry)
    return follow_up


def _document(loading: Loading, entry: Entry) -> Document:
    found = [document for document in Document.objects.of(loading.municipality) if document.title == entry["document"]]
    if not found:
        raise entry.problem(f"dokumentet ”{entry['document']}” finns inte hos kommunen.")
    return found[0]


def _load_parts(follow_up: FollowUp, entry: Entry) -> None:
    for person in entry.get("respondents", []):
        store(Respondent(follow_up=follow_up, **person), person)
    for narrative in entry.get("narratives", []):
        store(_narrative(follow_up, narrative), narrative)


def _narrative(follow_up: FollowUp, found: Entry) -> Narrative:
    narrative = Narrative(follow_up=follow_up, text=found["text"])
    if "promise" in found:
        narrative.promise = numbered(found, list(follow_up.pledge.promises.all()), found["promise"])
    if "focus_area" in found:
        named = [focus for focus in follow_up.pledge.focusareas.all() if focus.name == found["focus_area"]]
        if not named:
            raise found.problem(f"fokusområdet ”{found['focus_area']}” finns inte i löftet.")
        narrative.focus_area = named[0]
    return narrative


def _answer(loading: Loading, follow_up: FollowUp, answers: list[Entry]) -> None:
    """Store the answers; one that is there already, as in a correction, is replaced."""
    activities = list(Activity.objects.of(follow_up.pledge)) if follow_up.pledge else []
    given = {report.activity_id: report for report in follow_up.reports.all()}
    for answer in answers:
        activity = beginning_with(answer, activities, answer["activity"])
        report = given.get(activity.pk) or ActivityReport(follow_up=follow_up, activity=activity)
        report.status = answer["status"]
        report.done_count = answer.get("count")
        report.comment = answer.get("comment", "")
        report.answered_at, report.answered_by = timezone.now(), loading.robot
        store(report, answer)


def _moment(follow_up: FollowUp, day):
    """When a demonstration pretends to have been published; a real follow-up is published now."""
    return moment(day) if day and (follow_up.is_demo or follow_up.municipality.is_demo) else None
