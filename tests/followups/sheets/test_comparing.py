"""What a sheet would change, and that all of it is saved or nothing, never over what somebody has not seen."""

from dataclasses import replace

import pytest

from followups import answering, publishing
from followups.answering import Given
from followups.models import ActivityReport, FollowUp
from followups.sheets.applying import Outdated, apply
from followups.sheets.carrying import pack, unpack
from followups.sheets.comparing import compare
from followups.sheets.reading import Record
from followups.sheets.rows import rows_of
from pledges import publishing as pledge_publishing
from pledges.models import Revision
from portal.models import User
from tests import factories
from tests.approving import approve_by_both, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
UNKNOWN = "kolumn Rad-id: Raden hör inte till någon uppföljning som du kan ändra. Hämta ett nytt kalkylark."


@pytest.fixture
def polis():
    return person("polis", "editor", "police", municipality=factories.municipality())


@pytest.fixture
def report():
    """Three activities of the police and one of the kommun, the first of them answered."""
    pledge = factories.pledge(activities=0)
    for number in (1, 2, 3):
        factories.activity(pledge, order=number, responsible="police")
    factories.activity(pledge, order=4, responsible="municipality")
    return factories.follow_up(pledge, "2025-t1", {pledge.activities.get(order=1): ("ongoing", 2)})


def fetched(report, by) -> list[Record]:
    """The lines of a sheet as it is fetched now, from row 2 on."""
    rows = rows_of(FollowUp.objects.with_keys([report.pk]).for_sheets(), by=by)
    return [
        Record(number, report.pk, row.activity_id, row.activity, row.version, row.given)
        for number, row in enumerate(rows, 2)
    ]


def filled(records, index: int, status="done", count=None, comment="") -> list[Record]:
    changed = replace(records[index], given=Given(status, count, comment))
    return [*records[:index], changed, *records[index + 1 :]]


def told(report, activity: int, status: str, *, by) -> None:
    """Somebody answers in the portal."""
    key = report.pledge.activities.get(order=activity).pk
    answering.answer(report, key, status=status, done_count=None, comment="I portalen.", by=by)


def statuses(report) -> list[str]:
    found = {row.activity.order: row.status for row in report.reports.all()}
    return [found.get(number, "") for number in (1, 2, 3, 4)]


def saved(records, by, overwriting=()):
    return apply(records, seen=compare(records, by=by).seen, overwriting=overwriting, by=by)


def test_each_change_is_shown_as_it_is_and_as_it_becomes_and_is_written_nowhere(report, polis):
    records = filled(fetched(report, polis), 0, "done", 5, "Två\nrader.")
    found = compare(records, by=polis)
    (change,) = found.changes
    assert change.differences == [
        ("Läge", "Pågår", "Genomförd"),
        ("Antal", "2", "5"),
        ("Kommentar", "Så gick det: ongoing.", "Två\nrader."),
    ]
    assert (change.record.row, found.unchanged, found.problems, found.conflicts) == (2, 3, [], [])
    assert statuses(report) == ["ongoing", "", "", ""]


def test_what_is_saved_is_one_version_and_one_line_of_history_with_who(report, polis):
    records = filled(filled(fetched(report, polis), 0, "done", 5), 1, "late", None, "Snö.")
    done = saved(records, polis)
    assert (done.answers, [one.pk for one in done.follow_ups]) == (2, [report.pk])
    assert statuses(report) == ["done", "late", "", ""]
    assert ActivityReport.objects.get(activity__order=2).answered_by == polis
    assert FollowUp.objects.get().version == 2
    made = Revision.objects.of_thing(report).get()
    assert (made.verb, made.by) == ("saved", polis)
    assert "läge Pågår → Genomförd, antal 2 → 5" in made.note


@pytest.mark.parametrize("what", ["missing", "of another kommun", "of another activity", "known only as a document"])
def test_what_one_may_not_touch_is_answered_as_what_does_not_exist(report, polis, what):
    (first, *_) = fetched(report, polis)
    other = factories.follow_up(factories.pledge(factories.municipality("Sävsjö", "0684")), "2025-t1")
    foreign = other.pledge.activities.get().pk
    if what == "known only as a document":
        FollowUp.objects.update(availability="document")
    tried = {
        "missing": replace(first, follow_up_id=999_999_999),
        "of another kommun": replace(first, follow_up_id=other.pk, activity_id=foreign),
        "of another activity": replace(first, activity_id=foreign),
        "known only as a document": first,
    }[what]
    changed = [replace(tried, given=Given("done"))]
    assert compare(changed, by=polis).problems == [f"Rad 2, {UNKNOWN}"]
    with pytest.raises(Outdated):
        saved(changed, polis)
    assert not ActivityReport.objects.exclude(status="ongoing").exists()


def test_the_same_row_twice_is_told_by_both_numbers(report, polis):
    records = fetched(report, polis)
    again = replace(records[0], row=9)
    assert compare([*records, again], by=polis).problems == ["Rad 9, kolumn Rad-id: Samma rad finns redan på rad 2."]


def test_columns_that_were_sorted_apart_from_the_rest_are_found_out(report, polis):
    records = fetched(report, polis)
    records[0] = replace(records[0], activity=records[1].activity, given=Given("done"))
    (problem,) = compare(records, by=polis).problems
    assert problem.startswith("Rad 2, kolumn Aktivitet: Texten hör inte till rad-id:t. Har bara några av kolumnerna")


@pytest.mark.parametrize(
    ("index", "given", "problem"),
    [
        (0, ("cancelled", None, ""), "Rad 2, kolumn Kommentar: Skriv varför aktiviteten utgår."),
        (
            1,
            ("not_reported", 3, ""),
            "Rad 3, kolumn Läge: Välj läge. Utan läge publiceras aktiviteten som ”Ingen redovisning”.",
        ),
        (3, ("done", None, ""), "Rad 5, kolumn Läge: Kommunen svarar för den här aktiviteten."),
        (
            1,
            ("done", None, "x" * 10_001),
            "Rad 3, kolumn Kommentar: Kommentaren är för lång, eller har tecken som inte går att spara.",
        ),
    ],
)
def test_the_rules_of_an_answer_are_told_by_row_and_column_before_anything_is_saved(
    report, polis, index, given, problem
):
    records = filled(filled(fetched(report, polis), 2, "done"), index, *given)
    assert compare(records, by=polis).problems == [problem]
    with pytest.raises(Outdated):
        saved(records, polis)
    assert statuses(report) == ["ongoing", "", "", ""]


def test_a_withdrawn_follow_up_keeps_its_answers(report, polis):
    pledge_publishing.publish(report.pledge, by=polis)
    publishing.publish(report, by=polis)
    pledge_publishing.withdraw(FollowUp.objects.get(), by=polis, reason="Fel.")
    found = compare(filled(fetched(report, polis), 0, "done", 1), by=polis)
    assert found.problems == [
        "Rad 2, kolumn Läge: Uppföljningen är tillbakadragen. Publicera den igen innan svaren ändras."
    ]


def test_what_was_changed_in_the_portal_meanwhile_is_kept_unless_one_chooses_otherwise(report, polis):
    records = filled(filled(fetched(report, polis), 0, "done", 5, "I arket."), 1, "done")
    told(report, 1, "late", by=polis)
    found = compare(records, by=polis)
    assert [change.record.row for change in found.changes] == [3]
    (conflict,) = found.conflicts
    assert conflict.differences[0] == ("Läge", "Försenad", "Genomförd")
    assert saved(records, polis).answers == 1
    assert statuses(report) == ["late", "done", "", ""]
    again = saved(records, polis, overwriting=[conflict.key])
    assert (again.answers, statuses(report)) == (1, ["done", "done", "", ""])


def test_a_row_that_nobody_filled_in_never_undoes_what_was_saved_after_the_sheet_was_made(report, polis):
    records = fetched(report, polis)
    told(report, 1, "late", by=polis)
    found = compare(records, by=polis)
    assert (found.changes, found.conflicts, found.unchanged) == ([], [], 4)


def test_what_nobody_has_seen_is_not_overwritten(report, polis):
    records = filled(filled(fetched(report, polis), 0, "done", 5), 1, "done")
    seen = compare(records, by=polis).seen
    told(report, 1, "late", by=polis)
    with pytest.raises(Outdated) as outdated:
        apply(records, seen=seen, overwriting=(), by=polis)
    assert [change.record.row for change in outdated.value.comparison.conflicts] == [2]
    assert statuses(report) == ["late", "", "", ""]


def test_work_that_has_ended_meanwhile_saves_nothing(report, polis):
    records = filled(fetched(report, polis), 0, "done", 5)
    seen = compare(records, by=polis).seen
    polis.memberships.update(last_day="2020-01-01")
    with pytest.raises(Outdated):
        apply(records, seen=seen, overwriting=(), by=User.objects.get(pk=polis.pk))
    assert statuses(report) == ["ongoing", "", "", ""]


def test_a_change_takes_back_what_was_sent_for_review_and_says_so_before(report, polis):
    pledge_publishing.publish(report.pledge, by=polis)
    approve_by_both(report)
    records = filled(fetched(report, polis), 0, "done", 5)
    assert compare(records, by=polis).taken_back == [report]
    saved(records, polis)
    report.refresh_from_db()
    assert (report.stage, report.approvals.count()) == ("editing", 0)


def test_what_is_carried_is_read_by_its_own_account_alone_and_not_when_old(report, polis, monkeypatch):
    records = filled(fetched(report, polis), 0, "done", 5, "å")
    packed = pack(records, by=polis)
    assert unpack(packed, by=polis) == records
    assert unpack(packed, by=factories.user("bo@example.se")) is None
    assert unpack(packed[:-2] + "xx", by=polis) is None
    assert unpack("", by=polis) is None
    monkeypatch.setattr("followups.sheets.carrying.LASTS", -1)
    assert unpack(packed, by=polis) is None
