"""The row of a kommun that lists read says what is public, and follows when that changes."""

import datetime

import pytest
from django.core.management import call_command

from followups import publishing
from followups.models import FollowUp, MunicipalityOverview
from followups.overview import refresh
from followups.situations import situations
from pledges import publishing as pledge_publishing
from pledges.models import Pledge
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def pledge():
    made = factories.pledge(activities=2)
    pledge_publishing.publish(made, by=factories.user())
    return Pledge.objects.get(pk=made.pk)


def report(pledge, span, status="done"):
    made = factories.follow_up(pledge, span, {pledge.activities.first(): (status, None)})
    publishing.publish(made, by=factories.user())
    return FollowUp.objects.get(pk=made.pk)


def row():
    return MunicipalityOverview.objects.get()


def test_a_published_pledge_and_its_reports_are_in_the_row(pledge):
    report(pledge, "2025-t1-2")
    assert row().pledges == [
        {
            "slug": "2025-2026",
            "title": "Medborgarlöfte 2025–2026",
            "part": "",
            "availability": "full",
            "starts_on": "2025-01-01",
            "ends_on": "2026-12-31",
        }
    ]
    assert row().reports == [
        {"slug": "2025-t1-2", "year": 2025, "first": 1, "last": 2, "half": None, "reported_on": ""}
    ]
    assert row().statuses == {"done": 1, "not_reported": 1}


def test_withdrawing_takes_it_out_of_the_row(pledge):
    made = report(pledge, "2025-t1")
    pledge_publishing.withdraw(made, by=factories.user(), reason="Fel siffror.")
    assert (row().reports, row().statuses) == ([], {"not_reported": 2})
    pledge_publishing.withdraw(pledge, by=factories.user(), reason="Fel kommun.")
    assert (row().pledges, row().statuses) == ([], {})


def test_a_draft_is_not_in_the_row(pledge):
    factories.follow_up(pledge, "2025-t2", {pledge.activities.first(): ("done", None)})
    factories.pledge(pledge.municipality, first=2027, last=2027)
    refresh(pledge.municipality)
    assert ([one["slug"] for one in row().pledges], row().reports) == (["2025-2026"], [])


def test_the_row_does_not_grow_with_the_history(pledge, django_assert_num_queries):
    for year in range(2011, 2024):
        old = factories.pledge(pledge.municipality, first=year, last=year)
        pledge_publishing.publish(old, by=factories.user())
        report(old, f"{year}-t1-3")
    with django_assert_num_queries(4):
        refresh(pledge.municipality)
    assert [one["slug"] for one in row().pledges] == ["2025-2026", *map(str, range(2023, 2012, -1))]
    assert sorted(one["year"] for one in row().reports) == list(range(2013, 2024))


def test_a_report_of_long_ago_is_told_when_its_year_is_asked_for(pledge):
    for year in range(2016, 2025):
        old = factories.pledge(pledge.municipality, first=year, last=year)
        pledge_publishing.publish(old, by=factories.user())
        report(old, f"{year}-t1-3")
    day = datetime.date(2026, 11, 25)
    (found,) = situations([pledge.municipality], [row()], year=2017, day=day, due_months=1)
    assert [block.is_reported for block in found.blocks] == [True]
    assert sorted(found.years) == [2017, 2024, 2025, 2026]


def test_rows_that_are_missing_are_made_by_a_command_that_may_be_run_again(pledge, capsys):
    MunicipalityOverview.objects.all().delete()
    for arguments in ((), (), ("--all",)):
        call_command("rebuild", *arguments)
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Översikten")]
    assert said == ["Översikten: nytt är 1 post.", "Översikten: inget nytt att läsa in.", "Översikten: nytt är 1 post."]
    assert row().pledges[0]["slug"] == "2025-2026"
