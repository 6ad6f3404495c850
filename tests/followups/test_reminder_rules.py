"""Who is reminded of what on which day, as plain values."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from followups.reminders.rules import Line, Owed, Pending, notices, occasion, to_tell
from pledges.querysets import Scope

day = datetime.date
DUE = day(2026, 9, 30)
LINE = Line("0662", "2026-t2", "Gislaved: uppföljning av tertial 2 2026", "Snart.", "/admin/")
SENT = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


def works(*work: tuple[str, str], code: str = "0662") -> Scope:
    return Scope(by_code={code: frozenset(work)})


PEOPLE = {
    1: works(("editor", "police")),
    2: works(("reviewer", "police")),
    3: works(("reviewer", "municipality")),
    4: works(("coordinator", "police")),
    5: works(("reviewer", "municipality"), code="0684"),
    6: Scope(country=frozenset({("administrator", "police")})),
}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (day(2026, 9, 15), None),
        (day(2026, 9, 16), ("soon", "14 dagar före")),
        (day(2026, 9, 26), ("soon", "14 dagar före")),
        (day(2026, 9, 27), ("soon", "3 dagar före")),
        (day(2026, 9, 30), ("soon", "3 dagar före")),
        (day(2026, 10, 1), ("late", "gång 1")),
        (day(2026, 10, 14), ("late", "gång 1")),
        (day(2026, 10, 15), ("late", "gång 2")),
        (day(2026, 10, 29), ("late", "gång 3")),
        (day(2026, 11, 12), ("late", "gång 4")),
        (day(2026, 11, 25), ("late", "gång 4")),
        (day(2026, 11, 26), None),
    ],
)
def test_a_report_is_told_of_twice_before_its_day_and_four_times_after(on, expected):
    assert occasion(DUE, on) == expected


def test_whoever_edits_in_the_kommun_is_told_of_its_reports():
    found = notices(day(2026, 9, 20), PEOPLE, [Owed(LINE, DUE)], [])
    assert [(notice.user, notice.kind, notice.occasion) for notice in found] == [
        (user, "soon", "14 dagar före") for user in (1, 2, 3)
    ]


def pending(stage: str, **fields) -> Pending:
    return Pending(line=LINE, stage=stage, since=SENT, **{"by": 1, **fields})


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (pending("review"), [2, 3, 4]),
        (pending("review", by=2), [3, 4]),
        (pending("review", by=2, approved={"police": 2}), [3]),
        (pending("review", by=3, approved={"municipality": 3}), [2, 4]),
        (pending("editing", by=3), [1, 2]),
        (pending("approved", by=3), [2, 4]),
        (pending("approved", by=3, is_scheduled=True), []),
    ],
)
def test_what_is_on_its_way_waits_for_those_whose_step_is_next(item, told):
    assert [notice.user for notice in notices(day(2026, 11, 23), PEOPLE, [], [item])] == told


def test_what_is_approved_is_told_of_when_it_has_lain_for_three_days():
    found = [len(notices(day(2026, 11, n), PEOPLE, [], [pending("approved", by=3)])) for n in (20, 22, 23, 30)]
    assert found == [0, 0, 2, 2]


def test_nobody_hears_twice_nor_of_what_they_declined_nor_twice_a_day():
    found = notices(day(2026, 9, 20), PEOPLE, [Owed(LINE, DUE)], [])
    told = {(1, "soon", "0662", "2026-t2", "14 dagar före")}
    assert to_tell(found, told=told, declined={2: {"soon"}, 3: {"late"}}, rested=set()) == {3: [found[2]]}
    assert to_tell(found, told=set(), declined={}, rested={1, 2, 3}) == {}


def test_the_most_urgent_comes_first():
    later = Owed(Line("0662", "2026-t3", "", "", ""), day(2027, 1, 31))
    found = notices(day(2026, 9, 29), {1: PEOPLE[1]}, [later, Owed(LINE, DUE)], [pending("editing", by=3)])
    assert [(notice.kind, notice.line.about) for notice in found] == [("waiting", "2026-t2"), ("soon", "2026-t2")]
