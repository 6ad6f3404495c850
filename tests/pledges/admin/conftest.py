"""A person who works in the back office, and forms as a browser sends them."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from pledges.models import Membership
from tests.factories import user
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in


@pytest.fixture
def editor(db):
    made = user("anna@example.se")
    made.set_password("ett-langt-losenord")
    made.save()
    for role in ("administrator", "coordinator"):
        Membership.objects.create(user=made, role=role, party="police", whole_country=True)
    return made


@pytest.fixture
def office(client, editor):
    """A client that is logged in to the back office and has been there, so that later requests ask nothing extra.

    The first request writes the session; content types are looked up once in a process.
    """
    ContentType.objects.get_for_models(*apps.get_models())
    sign_in(client, editor).get("/admin/")
    return client


@pytest.fixture
def page(office):
    """Opens a page of the back office, to fill in its form."""
    return lambda address: Page(office, address)
