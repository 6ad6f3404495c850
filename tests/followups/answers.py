"""A follow-up with an activity of each party, and its answers as a browser and htmx send it."""

import pytest

from followups import publishing
from followups.models import ActivityReport
from pledges import publishing as pledge_publishing
from pledges.models import Activity
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def pledge():
    made = factories.pledge(promises=2, activities=0)
    rows = [
        factories.activity(made, order=1, text="Patrullera.", responsible="police"),
        factories.counted_activity(made, 15, order=2, text="Minst femton.", responsible="police"),
        factories.activity(made, order=3, text="Laga lampor.", responsible="municipality"),
        factories.activity(made, order=4, text="Träffas."),
    ]
    for row, promise in zip(rows, (0, 0, 1), strict=False):
        row.promises.add(made.promises.all()[promise])
    return made


@pytest.fixture
def report(pledge):
    made = factories.follow_up(pledge, "2026-t3")
    for activity in pledge.activities.all():
        ActivityReport.objects.create(follow_up=made, activity=activity)
    return made


@pytest.fixture
def earlier(pledge):
    """What was published of tertial 2: the police's two, and the kommun's."""
    by = factories.user()
    pledge_publishing.publish(pledge, by=by)
    said = dict(zip(pledge.activities.all(), (("ongoing", None), ("ongoing", 12), ("late", None)), strict=False))
    return publishing.publish(factories.follow_up(pledge, "2026-t2", said), by=by)


@pytest.fixture
def form(client, report):
    """Opens the answers as an editor of a party, with a client of their own."""

    def open_as(party: str = "police", query: str = "", client=client) -> Page:
        somebody = person(party, "editor", party, municipality=report.municipality)
        return Page(sign_in(client, somebody), address(report) + query)

    return open_as


def address(report) -> str:
    return f"/admin/followups/followup/{report.pk}/svar/"


def key(number: int, name: str) -> str:
    return f"svar-{Activity.objects.get(order=number).pk}-{name}"


def row(number: int):
    return ActivityReport.objects.get(activity__order=number, follow_up__slug="2026-t3")


def said(number: int) -> tuple:
    found = row(number)
    return found.status, found.done_count, found.comment, found.is_answered


def typed(page: Page, number: int, **values) -> Page:
    page.fields |= {key(number, name): value for name, value in values.items()}
    return page


def sent_row(page: Page, number: int, **values):
    """One row as htmx sends it; returns the answer."""
    stem = key(number, "")
    data = {name: value for name, value in page.fields.items() if name.startswith(stem)}
    data |= {stem + name: value for name, value in values.items()} | {"rad": stem.removesuffix("-")}
    return page.client.post(page.address, data, headers=HTMX)


@pytest.fixture
def client_of():
    from django.test import Client

    return Client
