"""The operators' page: in words, with what to do, and for nobody else."""

import pytest

from portal.health import signs
from portal.health.signs import Sign, State
from tests import factories
from tests.approving import person
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(monkeypatch):
    """Two parts, one of which needs somebody."""

    def database():
        return Sign(State.OK, "Databasen svarar.")

    def queue():
        return Sign(State.WARNING, "Ingen arbetare är i gång.", advice="Starta arbetaren.")

    monkeypatch.setattr(signs, "load", lambda _setting: (database, queue))


@pytest.mark.usefixtures("parts")
def test_who_runs_the_portal_sees_each_part_in_words_with_what_to_do(client):
    operator = sign_in(client, factories.user("drift@example.se", is_superuser=True))
    text = " ".join(operator.get("/admin/lage/").content.decode().split())
    assert "<strong>Något behöver ses över.</strong>" in text
    assert '<h3>Databasen <span class="state is-ok">Bra</span></h3> <p>Databasen svarar.</p>' in text
    assert '<h3>Kön och arbetaren <span class="state is-warning">Behöver ses över</span></h3>' in text
    assert '<p class="advice">Starta arbetaren.</p>' in text
    assert "<code>publish_due</code></h3> <p>Har aldrig gått bra.</p>" in text
    assert 'href="/admin/lage/"' in operator.get("/admin/").content.decode()


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize("role", ["editor", "reviewer", "coordinator"])
def test_others_find_no_such_page(client, role):
    other = sign_in(client, person("bo", role, "police", whole_country=True))
    assert other.get("/admin/lage/").status_code == 404
    assert "/admin/lage/" not in other.get("/admin/").content.decode()


@pytest.mark.usefixtures("parts")
def test_without_a_database_the_page_says_so_and_the_rest_is_there(client, monkeypatch):
    operator = sign_in(client, factories.user("drift@example.se", is_superuser=True))
    monkeypatch.setattr("portal.querysets.server", lambda: 1 / 0)
    assert operator.get("/admin/lage/").status_code == 200
