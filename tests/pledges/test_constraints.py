"""What the database itself refuses, whoever writes."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from pledges.models import (
    Activity,
    ActivityGroup,
    AreaMembership,
    Document,
    Municipality,
    NewsItem,
    Pledge,
    Promise,
    Quote,
    Signatory,
)
from tests import factories

pytestmark = pytest.mark.django_db
day = datetime.date


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def check_deferred() -> None:
    """Foreign keys are checked at commit; do it now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_two_pledges_of_a_kommun_cannot_overlap_by_a_single_day():
    factories.pledge(first=2019, last=2020)
    with refused("pledge_no_overlap"):
        factories.pledge(first=2020, last=2021)


def test_a_pledge_may_start_the_day_after_the_last_one_and_in_another_kommun():
    factories.pledge(first=2019, last=2020)
    factories.pledge(first=2021, last=2022)
    factories.pledge(factories.municipality("Sävsjö", "0684"), first=2019, last=2020)


def test_parts_of_a_kommun_have_pledges_of_their_own_at_the_same_time():
    factories.pledge(slug="2022-norrmalm", part="Norrmalm", first=2022, last=2022)
    factories.pledge(slug="2022-sodermalm", part="Södermalm", first=2022, last=2022)
    with refused("pledge_no_overlap"):
        factories.pledge(slug="2022-norrmalm-2", part="Norrmalm", first=2022, last=2022)


def test_a_withdrawn_pledge_leaves_its_time_to_another(quick_pdf):
    from pledges import publishing

    old = factories.pledge(first=2022, last=2022)
    publishing.publish(old, by=factories.user())
    publishing.withdraw(Pledge.objects.get(pk=old.pk), by=factories.user(), reason="Fel kommun.")
    factories.pledge(first=2022, last=2022, slug="2022-2")


def test_a_pledge_cannot_end_before_it_starts():
    with refused("range lower bound|pledge_days_in_order"):
        factories.pledge(starts_on=day(2022, 1, 2), ends_on=day(2022, 1, 1))


@pytest.mark.parametrize("slug", ["gislaved", "22", "2022_a", "2022-Å", ""])
def test_a_pledge_has_an_address_that_starts_with_a_year(slug):
    with refused("pledge_address_starts_with_year"):
        factories.pledge(slug=slug)


def test_a_signing_day_says_how_sure_it_is():
    with refused("pledge_signed_with_precision"):
        factories.pledge(signed_on=day(2022, 2, 1))


def test_nothing_is_published_without_actor_day_and_edition():
    made = factories.pledge()
    for values, name in (
        ({"state": "published"}, "pledge_state_has_actor|pledge_published_has_edition"),
        ({"state": "withdrawn"}, "pledge_withdrawn_has_reason|pledge_state_has_actor|pledge_published_has_edition"),
        ({"state": "på väg"}, "pledge_state|pledge_published_has_edition"),
    ):
        with refused(name), transaction.atomic():
            Pledge.objects.filter(pk=made.pk).update(**values)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"extent": "counted"}, "activity_target_has_unit"),
        ({"extent": "counted", "target_count": 2}, "activity_target_has_unit"),
        ({"extent": "counted", "target_unit": "möten"}, "activity_target_has_unit"),
        ({"extent": "counted", "target_count": 0, "target_unit": "möten"}, "activity_target_has_unit"),
        ({"extent": "conditional", "target_count": 2, "target_unit": "möten"}, "activity_target_has_unit"),
        ({"target_share_percent": 20}, "activity_share_complete"),
        ({"target_share_of": "kvällstid"}, "activity_share_complete"),
        ({"happens_until": day(2022, 5, 1)}, "activity_days_in_order"),
        ({"target_share_percent": 120, "target_share_of": "kvällstid"}, "activity_share_complete"),
        ({"responsible": "body"}, "activity_body_named"),
        ({"responsible": "police", "lead": "police"}, "activity_lead_only_when_joint"),
        ({"happens_on": day(2022, 5, 2), "happens_until": day(2022, 5, 1)}, "activity_days_in_order"),
        ({"status": "kanske"}, "activity_status_known"),
    ],
)
def test_an_activity_is_whole(fields, name):
    with refused(name):
        factories.activity(factories.pledge(), **fields)


def test_ages_are_in_order_and_other_roles_are_named():
    made = factories.pledge()
    with refused("promise_ages_in_order"), transaction.atomic():
        Promise.objects.create(pledge=made, text="Lova", age_from=20, age_to=15)
    with refused("signatory_other_role_named"), transaction.atomic():
        Signatory.objects.create(pledge=made, name="A", role="other", party="police")


def test_a_quote_stands_in_one_place():
    item = factories.news_item()
    with refused("quote_in_one_place"), transaction.atomic():
        Quote.objects.create(text="Ja", person="A")
    with refused("quote_in_one_place"), transaction.atomic():
        Quote.objects.create(text="Ja", person="A", pledge=factories.pledge(), news_item=item)


def test_a_document_has_a_valid_range_and_a_described_file():
    where = factories.municipality()
    for fields in (
        {"year": 2020, "first_tertial": 2, "last_tertial": 1},
        {"year": 2020, "last_tertial": 1},
        {"first_tertial": 1, "last_tertial": 1},
    ):
        with refused("document_tertials_valid"), transaction.atomic():
            Document.objects.create(municipality=where, title="D", kind="other", **fields)
    with refused("document_file_is_described"), transaction.atomic():
        Document.objects.create(municipality=where, title="D", kind="other", file="documents/a.pdf")


def test_a_kommun_belongs_to_an_area_once_at_a_time():
    where = factories.municipality()
    area = factories.area("Värnamo", where)
    with refused("membership_once_at_a_time"):
        AreaMembership.objects.create(municipality=where, area=area, first_day=day(2020, 1, 1), source="Prov")


def test_a_kommun_may_belong_to_several_areas():
    where = factories.municipality()
    factories.area("Norr", where)
    factories.area("Söder", where)


def test_a_kommunkod_has_four_digits():
    with refused("municipality_code_four_digits"):
        factories.municipality("Fel", "66A2")


@pytest.mark.parametrize("kind", [Document, NewsItem])
def test_nothing_hangs_on_the_pledge_of_another_kommun(kind):
    theirs = factories.pledge(factories.municipality("Sävsjö", "0684"))
    mine = factories.municipality()
    fields = {"kind": "other"} if kind is Document else {"slug": "n"}
    with refused("same_municipality"):
        kind.objects.create(municipality=mine, pledge=theirs, title="T", **fields)
        check_deferred()


def test_groups_and_promises_belong_to_the_same_pledge_as_what_names_them():
    first, second = factories.pledge(first=2021, last=2021), factories.pledge(first=2022, last=2022)
    group = ActivityGroup.objects.create(pledge=first)
    with refused("activity_same_pledge"), transaction.atomic():
        Activity.objects.create(pledge=second, group=group, text="A")
        check_deferred()
    with refused("group_same_pledge"), transaction.atomic():
        ActivityGroup.objects.create(pledge=second, promise=first.promises.get())
        check_deferred()


def test_two_kommuner_cannot_share_an_address():
    factories.municipality()
    with refused("slug"):
        Municipality.objects.create(
            code="9998", name="X", official_name="X", slug="gislaved", county=factories.county()
        )
