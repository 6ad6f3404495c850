"""Who may do what where: memberships, their days and places, and what each role gives."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from pledges.models import Activity, AreaMembership, Membership, Municipality, Notice, Place, Pledge, Promise, Theme
from pledges.permissions import administers_accounts, may, may_work, parties_of
from portal.models import User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
day = datetime.date


@pytest.fixture
def mine():
    return factories.municipality()


@pytest.fixture
def other():
    return factories.municipality("Sävsjö", "0684")


def worker(role="editor", party="police", **where) -> User:
    made = factories.user(f"{role}-{party}-{User.objects.count()}@example.se")
    Membership.objects.create(user=made, role=role, party=party, **where)
    return User.objects.get(pk=made.pk)


def codes(user) -> set[str]:
    return set(Municipality.objects.editable_by(user).values_list("code", flat=True))


def test_a_membership_of_a_kommun_gives_that_kommun_alone(mine, other):
    assert codes(worker(municipality=mine)) == {"0662"}


def test_a_membership_of_an_area_gives_the_kommuner_that_it_covers_today(mine, other):
    area = factories.area("Värnamo", mine)
    AreaMembership.objects.create(municipality=other, area=area, last_day=day(2026, 11, 24), source="Prov")
    assert codes(worker(area=area)) == {"0662"}


def test_a_membership_of_a_region_or_the_country_gives_all_of_it(mine, other):
    away = factories.municipality("Boden", "2582", county=factories.county("25", "Norrbottens län"))
    away.county.region = factories.PoliceRegion.objects.create(name="Nord", slug="nord")
    away.county.save()
    assert codes(worker(region=mine.county.region)) == {"0662", "0684"}
    assert codes(worker(whole_country=True)) == {"0662", "0684", "2582"}


@pytest.mark.parametrize(
    ("days", "works"),
    [
        ({}, True),
        ({"first_day": day(2026, 11, 25)}, True),
        ({"last_day": day(2026, 11, 25)}, True),
        ({"first_day": day(2026, 11, 26)}, False),
        ({"last_day": day(2026, 11, 24)}, False),
    ],
)
def test_a_membership_counts_from_its_first_day_to_its_last(mine, days, works):
    user = worker(municipality=mine, **days)
    assert (may_work(user), codes(user)) == (works, {"0662"} if works else set())


def test_an_account_that_is_closed_or_has_no_membership_sees_nothing(mine):
    closed = worker(municipality=mine)
    closed.is_active = False
    for user in (closed, factories.user("ny@example.se")):
        assert (may_work(user), codes(user), may(user, "edit", mine)) == (False, set(), False)


def test_everything_in_a_kommun_follows_the_kommun(mine, other):
    user = worker(municipality=mine)
    for where in (mine, other):
        pledge = factories.pledge(where)
        factories.follow_up(pledge)
        factories.news_item(where)
        Place.objects.create(municipality=where, name="Torget")
        Notice.objects.create(municipality=where, text="Hej")
    from followups.models import FollowUp
    from pledges.models import NewsItem

    for model in (Pledge, FollowUp, NewsItem, Place, Notice):
        assert set(model.objects.editable_by(user).values_list("municipality", flat=True)) == {"0662"}, model
    for model in (Promise, Activity):
        assert set(model.objects.editable_by(user).values_list("pledge__municipality", flat=True)) == {"0662"}, model


def test_what_belongs_to_the_country_may_be_chosen_by_all_and_changed_by_few(mine):
    Theme.objects.create(name="Trafik", slug="trafik")
    local, national = worker(municipality=mine), worker("administrator", whole_country=True)
    assert [Theme.objects.choosable_by(user).count() for user in (local, national)] == [1, 1]
    assert [Theme.objects.editable_by(user).count() for user in (local, national)] == [0, 1]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("editor", {"edit", "send"}),
        ("reviewer", {"edit", "send", "approve", "return", "publish", "withdraw"}),
        ("coordinator", {"edit", "send", "approve", "return", "publish", "withdraw"}),
        ("administrator", {"edit", "send", "withdraw"}),
    ],
)
def test_each_role_may_take_its_steps_in_its_own_kommun_and_none_elsewhere(mine, other, role, allowed):
    user = worker(role, municipality=mine)
    verbs = ("edit", "send", "approve", "return", "publish", "withdraw")
    assert {verb for verb in verbs if may(user, verb, mine)} == allowed
    assert {verb for verb in verbs if may(user, verb, other)} == set()


def test_an_account_approves_for_the_parties_that_it_speaks_for(mine, other):
    user = worker("reviewer", "police", municipality=mine)
    assert (parties_of(user, mine), parties_of(user, other)) == ({"police"}, set())
    assert parties_of(worker("editor", "police", municipality=mine), mine) == set()


def test_who_runs_the_portal_reaches_everything_but_speaks_for_no_party(mine):
    operator = User.objects.create_superuser("drift@example.se")
    assert codes(operator) == {"0662"}
    assert (may(operator, "edit", mine), may(operator, "approve", mine), parties_of(operator, mine)) == (
        True,
        False,
        set(),
    )
    assert administers_accounts(operator)


def test_accounts_are_administered_by_administrators_of_the_country_alone(mine):
    assert administers_accounts(worker("administrator", whole_country=True))
    assert not administers_accounts(worker("administrator", municipality=mine))
    assert not administers_accounts(worker("coordinator", whole_country=True))


def test_a_scope_is_asked_for_once(mine, django_assert_num_queries):
    user = worker(municipality=mine)
    with django_assert_num_queries(1):
        assert may(user, "edit", mine)
        assert may_work(user)
        Pledge.objects.editable_by(user)


@pytest.mark.parametrize("where", [{}, {"whole_country": True, "municipality": "mine"}])
def test_a_membership_is_in_exactly_one_place(mine, where):
    where = {key: mine if value == "mine" else value for key, value in where.items()}
    with pytest.raises(IntegrityError, match="membership_in_one_place"), transaction.atomic():
        worker(**where)
