"""Answering an activity: what may be said, by whom, and what is written down when it is."""

import pytest

from followups import answering, publishing
from followups.answering import WrongAnswer, answer
from followups.models import ActivityReport, FollowUp
from followups.workflow import FOLLOW_UPS
from pledges import publishing as pledge_publishing
from pledges import revisions, workflow
from pledges.admin.history import entries
from pledges.models import Activity, Revision
from pledges.publishing import Refused
from portal.models import User
from tests import factories
from tests.approving import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def pledge():
    made = factories.pledge(activities=0)
    factories.activity(made, order=1, text="Patrullera.", responsible="police")
    factories.activity(made, order=2, text="Laga lampor.", responsible="municipality")
    factories.counted_activity(made, 15, order=3, text="Minst femton.", responsible="joint", lead="police")
    factories.activity(made, order=4, text="Träffas.", responsible="body", responsible_body="Rådet")
    return made


@pytest.fixture
def report(pledge):
    """As the form that starts a follow-up leaves it; the fourth activity came later and has no row."""
    made = factories.follow_up(pledge, "2025-t1")
    for activity in pledge.activities.all()[:3]:
        ActivityReport.objects.create(follow_up=made, activity=activity)
    return made


@pytest.fixture
def polis(pledge):
    return person("polis", "editor", "police", municipality=pledge.municipality)


def given(report, number: int, status="ongoing", done_count=None, comment="", *, by) -> bool:
    activity = report.pledge.activities.get(order=number)
    return answer(report, activity.pk, status=status, done_count=done_count, comment=comment, by=by)


def written(report) -> list[tuple]:
    rows = report.reports.order_by("activity__order")
    return [(row.status, row.done_count, row.comment, row.is_answered) for row in rows if row.is_answered]


def test_an_answer_is_saved_with_who_and_when_and_raises_the_version_by_one(report, polis):
    assert given(report, 1, "ongoing", 3, " Varje\r\nkväll. ", by=polis) is True
    row = report.reports.get(activity__order=1)
    assert (row.status, row.done_count, row.comment, row.answered_by) == ("ongoing", 3, "Varje\nkväll.", polis)
    assert FollowUp.objects.get().version == 2
    made = Revision.objects.of_thing(report).get()
    assert (made.verb, made.version, made.by) == ("saved", 2, polis)
    assert made.note == (
        "Aktivitet ”Patrullera.”: läge Ingen redovisning → Pågår, antal inget → 3, kommentar ingen → ”Varje\nkväll.”"
    )


def test_the_same_answer_again_changes_nothing(report, polis):
    given(report, 1, by=polis)
    assert given(report, 1, by=polis) is False
    assert (FollowUp.objects.get().version, Revision.objects.of_thing(report).count()) == (2, 1)


def test_an_activity_that_is_newer_than_the_follow_up_gets_its_row(report, polis):
    assert given(report, 4, "done", by=polis) is True
    assert written(report) == [("done", None, "", True)]


def test_an_answer_can_be_taken_back(report, polis):
    given(report, 1, by=polis)
    assert given(report, 1, "not_reported", by=polis) is True
    assert written(report) == []


WRONG = (
    (1, ("nonsense",), "status", "Välj ett läge i listan."),
    (1, ("not_reported", 3), "status", "Välj läge. Utan läge publiceras aktiviteten som ”Ingen redovisning”."),
    (1, ("cancelled",), "comment", "Skriv varför aktiviteten utgår."),
    (1, ("done", -1), "done_count", "Skriv antalet som ett heltal, 0 eller mer."),
    (1, ("done", 2**31), "done_count", "Skriv antalet som ett heltal, 0 eller mer."),
    (3, ("done",), "done_count", "Skriv hur många under perioden, 0 om inga. Målet är minst 15\xa0insatser."),
    (1, ("done", 1, "a\x00b"), "comment", "Kommentaren är för lång, eller har tecken som inte går att spara."),
)


def test_what_cannot_be_so_is_told_by_field_and_nothing_is_written(report, polis):
    for number, values, field, message in WRONG:
        with pytest.raises(WrongAnswer) as wrong:
            given(report, number, *values, by=polis)
        assert wrong.value.problems == {field: message}
    assert (written(report), FollowUp.objects.get().version, Revision.objects.count()) == ([], 1, 0)


def test_a_target_that_is_not_begun_or_is_dropped_needs_no_count(report, polis):
    assert given(report, 3, "not_started", by=polis)
    assert given(report, 3, "cancelled", None, "Pengarna räckte inte.", by=polis)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (("editor", "police"), [1, 3, 4]),
        (("coordinator", "municipality"), [2, 4]),
        (("administrator", "municipality"), [1, 2, 3, 4]),
    ],
)
def test_each_party_answers_for_its_own_and_for_what_is_of_both(report, who, may):
    somebody = person("nagon", *who, municipality=report.municipality)
    refusals = {}
    for number in (1, 2, 3, 4):
        try:
            given(report, number, done_count=1, by=somebody)
        except Refused as refusal:
            refusals[number] = str(refusal)
    assert sorted(refusals) == [number for number in (1, 2, 3, 4) if number not in may]
    assert set(refusals.values()) <= {
        "Polisen svarar för den här aktiviteten.", "Kommunen svarar för den här aktiviteten.",
    }  # fmt: skip
    assert len(written(report)) == len(may)


def test_who_speaks_for_both_parties_or_runs_the_portal_answers_all(report):
    both = person("bada", "editor", "police", municipality=report.municipality)
    person("bada", "editor", "municipality", municipality=report.municipality)
    for somebody in (User.objects.get(pk=both.pk), User.objects.create_superuser("drift@example.se")):
        assert [given(report, number, done_count=somebody.pk, by=somebody) for number in (1, 2, 3, 4)] == [True] * 4


def test_another_kommuns_follow_up_is_as_if_it_did_not_exist(report):
    stranger = person("annan", "editor", "police", municipality=factories.municipality("Sävsjö", "0684"))
    with pytest.raises(FollowUp.DoesNotExist):
        given(report, 1, by=stranger)
    assert written(report) == []


def test_another_pledges_activity_is_no_row_here(report, polis):
    other = factories.pledge(report.municipality, first=2028, last=2028).activities.get()
    for key in (other.pk, 10**9):
        with pytest.raises(Refused, match="Aktiviteten hör inte till uppföljningen"):
            answer(report, key, status="done", done_count=None, comment="", by=polis)


def test_what_was_sent_is_taken_back_by_a_change_and_by_nothing_less(report, polis):
    pledge_publishing.publish(report.pledge, by=polis)
    given(report, 1, by=polis)
    workflow.send(FOLLOW_UPS, report, by=polis)
    given(report, 1, by=polis)
    assert FollowUp.objects.get().stage == "review"
    given(report, 1, "done", by=polis)
    assert FollowUp.objects.get().stage == "editing"


def test_a_correction_changes_the_working_copy_and_a_withdrawn_one_waits(report, polis):
    pledge_publishing.publish(report.pledge, by=polis)
    given(report, 1, by=polis)
    publishing.publish(report, by=polis)
    given(report, 1, "done", by=polis)
    assert FollowUp.objects.get().current_edition.content["answers"][0]["status"] == "ongoing"
    assert Activity.objects.get(order=1).status == "ongoing"
    pledge_publishing.withdraw(report, by=polis, reason="Fel siffror.")
    with pytest.raises(Refused, match="Uppföljningen är tillbakadragen"):
        given(report, 1, "late", by=polis)


def test_a_later_save_of_the_whole_is_not_said_to_have_changed_the_answers(report, polis):
    pledge_publishing.publish(report.pledge, by=polis)
    revisions.record(report, "saved", by=polis, content=publishing.draft_content(whole()))
    given(report, 1, "done", by=polis)
    FollowUp.objects.update(title="Ny rubrik")
    revisions.record(report, "saved", by=factories.user(), content=publishing.draft_content(whole()))
    changed = [[change.label for change in entry.changes] for entry in entries(report)]
    assert changed == [["Rubrik"], [], []]


def whole() -> FollowUp:
    return FollowUp.objects.for_content().get()


def test_several_answers_are_one_change(report, polis):
    rows = {Activity.objects.get(order=number).pk: answering.Given("done") for number in (1, 4)}
    sheet = answering.hold(report.pk, by=polis)
    answering.tell(report, answering.write(sheet, rows, by=polis), by=polis)
    assert FollowUp.objects.get().version == 2
    assert Revision.objects.get().note.splitlines() == [
        "Aktivitet ”Patrullera.”: läge Ingen redovisning → Genomförd",
        "Aktivitet ”Träffas.”: läge Ingen redovisning → Genomförd",
    ]
