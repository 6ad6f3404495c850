"""Choosing which reminders to have, on one's own page."""

import pytest

from followups.models import ReminderOptOut
from tests.approving import person
from tests.factories import municipality
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo():
    return person("bo", "editor", "police", municipality=municipality())


@pytest.fixture
def own(client, bo):
    return Page(sign_in(client, bo), "/konto/")


def kinds(user) -> set[str]:
    return ReminderOptOut.objects.of(user).kinds()


def test_all_are_had_until_one_says_otherwise_and_then_again(own, bo):
    names = ["paminnelser-soon", "paminnelser-late", "paminnelser-waiting", "paminnelser-asked"]
    assert [name for name in own.fields if name.startswith("paminnelser")] == names
    del own.fields["paminnelser-late"], own.fields["paminnelser-asked"]
    own.send("paminnelser")
    assert "Dina val av påminnelser är sparade." in own.text
    assert kinds(bo) == {"late", "asked"}
    assert [name for name in own.fields if name.startswith("paminnelser")] == [names[0], names[2]]
    own.fill(**{"paminnelser-late": "on", "paminnelser-asked": "on"}).send("paminnelser")
    assert kinds(bo) == set()


def test_another_form_on_the_page_changes_nothing_of_it(own, bo):
    own.client.post("/konto/", {})
    assert kinds(bo) == set()


def test_it_is_for_oneself_alone(client, bo):
    other = person("eva", "editor", "police", municipality=municipality())
    assert client.post("/konto/", {"paminnelser": "1"}).status_code == 302
    sign_in(client, bo).post("/konto/", {"paminnelser": "1", "user": other.pk})
    assert (kinds(bo), kinds(other)) == ({"soon", "late", "waiting", "asked"}, set())
