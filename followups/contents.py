"""A follow-up as one JSON document: what its edition freezes, and what page, PDF and open data show.

`follow_up_content` is the only writer. Keys are only ever added; days are ISO strings beside a Swedish
text. See pledges.contents for the pledge's own.
"""

import datetime

from followups.models import ActivityReport, FollowUp
from followups.standings import NOT_REPORTED, Answer, standing_of
from pledges.summaries import STATUS_TEXT, summary
from pledges.targets import goal_of, progress
from pledges.tertial import ReportingRange
from portal.wording import day_text, figure, paragraphs

SCHEMA = 1


def follow_up_content(follow_up: FollowUp, earlier: list[Answer]) -> dict:
    """The whole follow-up as plain values. Fetch it with `FollowUp.objects.for_content()` to bound the queries.

    `earlier` are the published answers of the same pledge's follow-ups up to this one, for the sums.
    Activities and promises are those of the pledge's published edition.
    """
    pledge = published_pledge(follow_up)
    answers = answer_contents(follow_up, pledge, earlier) if pledge else []
    return {
        "schema": SCHEMA,
        **identity(follow_up, pledge),
        **circumstances(follow_up),
        "promises": [{"number": promise["number"], "text": promise["text"]} for promise in pledge["promises"]]
        if pledge
        else [],
        "summary": summary(answer["status"] for answer in answers),
        "earlier": earlier_contents(earlier) if answers else [],
        "narratives": narrative_contents(follow_up, pledge),
        "answers": answers,
    }


def published_pledge(follow_up: FollowUp) -> dict | None:
    """The content of the pledge's current edition, or None when its text is lost or not published."""
    pledge = follow_up.pledge
    return pledge.current_edition.content if pledge and pledge.current_edition else None


def identity(follow_up: FollowUp, pledge: dict | None) -> dict:
    municipality, span = follow_up.municipality, follow_up.range
    return {
        "municipality": {
            "code": municipality.code,
            "name": municipality.name,
            "official_name": municipality.official_name,
            "slug": municipality.slug,
        },
        "pledge": {"slug": pledge["slug"], "title": pledge["title"]} if pledge else None,
        "slug": follow_up.slug,
        "year": span.year,
        "first_tertial": span.first,
        "last_tertial": span.last,
        "half_year": span.half,
        "range_label": span.label,
        "in_words": span.in_words,
        "title": follow_up.title,
        "availability": follow_up.availability,
        "is_demo": follow_up.is_demo or municipality.is_demo,
    }


def circumstances(follow_up: FollowUp) -> dict:
    """The document, when it was reported and presented, and who answered for which party."""
    document = follow_up.document
    return {
        "document": {"id": document.pk, "title": document.title, "available": document.is_available}
        if document
        else None,
        "reported": _day(follow_up.reported_on),
        "presented": {"to": follow_up.presented_to, **(_day(follow_up.presented_on) or {"on": "", "text": ""})}
        if follow_up.presented_to or follow_up.presented_on
        else None,
        "respondents": [
            {
                "party": person.party,
                "party_text": person.get_party_display(),
                "name": person.name,
                "title": person.title,
            }
            for person in follow_up.respondents.all()
        ],
    }


def narrative_contents(follow_up: FollowUp, pledge: dict | None) -> list[dict]:
    """What was done in words; `about` is "" for the whole, `promise` a number or None."""
    numbers = {promise["id"]: promise["number"] for promise in pledge["promises"]} if pledge else {}
    return [
        {
            "promise": numbers.get(narrative.promise_id),
            "about": _about(narrative, numbers),
            "paragraphs": paragraphs(narrative.text),
        }
        for narrative in follow_up.narratives.all()
    ]


def _about(narrative, numbers: dict[int, int]) -> str:
    if narrative.promise_id in numbers:
        return f"Löfte {numbers[narrative.promise_id]}"
    return narrative.focus_area.name if narrative.focus_area else ""


def answer_contents(follow_up: FollowUp, pledge: dict, earlier: list[Answer]) -> list[dict]:
    """One answer for each activity of the pledge, also where nothing was reported. None for a document alone."""
    if follow_up.availability != FollowUp.Availability.FULL:
        return []
    given = {report.activity_id: report for report in follow_up.reports.all()}
    activities = [activity for group in pledge["groups"] for activity in group["activities"]]
    return [answer_content(activity, given.get(activity["id"]), follow_up, earlier) for activity in activities]


def earlier_contents(earlier: list[Answer]) -> list[dict]:
    """How the activities stood in each earlier report, as it is told now; oldest first."""
    by_span: dict[ReportingRange, list[Answer]] = {}
    for answer in earlier:
        by_span.setdefault(answer.span, []).append(answer)
    return [
        {
            "label": span.label,
            "summary": summary(answer.status for answer in answers),
            "is_demo": any(answer.is_demo for answer in answers),
        }
        for span, answers in sorted(by_span.items(), key=lambda item: (item[0].last_day, item[0].first_day))
    ]


def answer_content(activity: dict, report: ActivityReport | None, follow_up: FollowUp, earlier: list[Answer]) -> dict:
    status = report.status if report else NOT_REPORTED
    count = report.done_count if report else None
    own = Answer(activity["id"], follow_up.range, status, count)
    target = activity["target"]
    per = target["per"] if target else "total"
    standing = standing_of([*(answer for answer in earlier if answer.activity == activity["id"]), own], per)
    progress_text, progress_share = progress(standing.count, target)
    return {
        "activity": activity["id"],
        "number": activity["number"],
        "text": activity["text"],
        "promises": activity["promises"],
        "responsible_text": activity["responsible_text"],
        "target_text": target["text"] if target else "",
        **said(status, count, report.comment if report else "", follow_up.range),
        "done_so_far": standing.count,
        "goal": goal_of(target),
        "progress_text": progress_text,
        "progress_share": progress_share,
        "covers": standing.covers,
    }


def said(status: str, count: int | None, comment: str, span: ReportingRange) -> dict:
    """What is answered for one activity, in this range alone."""
    return {
        "status": status,
        "status_text": STATUS_TEXT[status],
        "done_count": count,
        "done_text": f"{figure(count)} under {span.label.lower()}" if count is not None else "",
        "comment_paragraphs": paragraphs(comment),
    }


def _day(day: datetime.date | None) -> dict | None:
    return {"on": day.isoformat(), "text": day_text(day)} if day else None
