"""What anybody may do only so often: exact however many ask at once, and without a trace of who did it."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from portal import limits
from portal.accounts.network import connection_of
from portal.limits import Limit, TooMany, spend
from portal.models import LimitedAct
from portal.wording import NBSP, wait_text

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
LIMITS = Limit(3, MINUTE), Limit(5, HOUR)
WHO = "198.51.100.7/32"


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is, in minutes after 23:58 UTC."""

    def be(minutes: float) -> None:
        now = datetime.datetime(2026, 11, 25, 23, 58, tzinfo=datetime.UTC) + minutes * MINUTE
        monkeypatch.setattr(timezone, "now", lambda: now)

    be(0)
    return be


def refused(who: str = WHO, purpose: str = "prov") -> int:
    """How many seconds one has to wait; 0 when it was allowed."""
    try:
        spend(purpose, who, *LIMITS)
    except TooMany as error:
        return error.seconds
    return 0


@pytest.mark.django_db
def test_the_limit_is_reached_told_in_seconds_and_passes_again(clock):
    assert [refused() for _ in range(4)] == [0, 0, 0, 60]
    clock(0.5)
    assert refused() == 30
    clock(1)
    assert refused() == 0


@pytest.mark.django_db
def test_both_limits_hold_and_what_is_refused_is_not_counted(clock):
    assert [refused() for _ in range(9)] == [0] * 3 + [60] * 6
    clock(2)
    assert [refused() for _ in range(3)] == [0, 0, 58 * 60]
    clock(60)
    assert [refused() for _ in range(4)] == [0, 0, 0, 120]


@pytest.mark.django_db
def test_midnight_lets_nobody_through_twice(clock):
    clock(1.9)
    assert [refused() for _ in range(3)] == [0, 0, 0]
    clock(2.1)
    assert refused() == 48


@pytest.mark.django_db
def test_others_and_other_things_are_counted_by_themselves(clock):
    assert [refused() for _ in range(4)] == [0, 0, 0, 60]
    assert refused("198.51.100.8/32") == 0
    assert refused(purpose="annat") == 0


@pytest.mark.django_db
def test_what_is_kept_says_nothing_of_who_it_was_and_is_another_thing_the_next_day(clock):
    refused()
    clock(24 * 60)
    refused()
    keys = [act.key for act in LimitedAct.objects.all()]
    assert len(set(keys)) == 2
    assert [len(key) for key in keys] == [64, 64]


@pytest.mark.django_db
def test_the_sweep_forgets_what_counts_no_more(clock):
    refused()
    clock(30)
    refused()
    clock(61)
    assert limits.sweep() == "Räknade formulär: 1. Räknade frågor: 0."
    assert LimitedAct.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_no_more_than_the_limit():
    def one(_number: int) -> int:
        try:
            return refused()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(one, range(24)))
    assert waits.count(0) == 3
    assert LimitedAct.objects.count() == 3


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("198.51.100.7", "198.51.100.7/32"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7/32"),
        ("", "okänt"),
    ],
)
def test_a_connection_is_an_address_or_what_one_household_has_of_them(address, known):
    assert connection_of(RequestFactory(REMOTE_ADDR=address).get("/")) == known


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1, "en sekund"),
        (59, "59 sekunder"),
        (60, "en minut"),
        (61, "2 minuter"),
        (3540, "59 minuter"),
        (3541, "en timme"),
        (3601, "2 timmar"),
    ],
)
def test_how_long_to_wait_is_told_in_words(seconds, text):
    assert wait_text(seconds).replace(NBSP, " ") == text
