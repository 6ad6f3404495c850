"""A corrected pledge: each edition keeps its page and its file, and says what changed since the one before."""

import re

import pytest

from pledges import publishing
from pledges.models import Pledge
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]

PAGE = "/gislaved/2025-2026/"


@pytest.fixture
def corrected() -> Pledge:
    """A pledge of two editions."""
    pledge = factories.pledge()
    publishing.publish(pledge, by=factories.user())
    pledge.promises.update(text="Vi lovar något annat.")
    publishing.publish(pledge, by=factories.user(), note="Löftet var fel återgivet.")
    return Pledge.objects.get(pk=pledge.pk)


def test_an_older_edition_keeps_its_words_and_leads_to_the_latest(client, corrected):
    page = client.get(f"{PAGE}utgava-1/").content.decode()
    assert "Vi lovar sak 1." in page
    assert "Vi lovar något annat." not in page
    assert "Det här är en äldre utgåva." in page
    assert f'<a href="{PAGE}">Läs den senaste utgåvan</a>' in page
    assert f"http://127.0.0.1:8000{PAGE}utgava-1/ (hämtad" in page
    assert f'href="{PAGE}utgava-1.pdf"' in page


def test_the_latest_says_what_changed_and_lists_all(client, corrected):
    for address in (PAGE, f"{PAGE}utgava-2/"):
        page = client.get(address).content.decode()
        assert "Det här är en äldre utgåva." not in page
        assert re.findall(r'<li><a href="([^"]+)">Utgåva (\d)</a>', page) == [
            (f"{PAGE}utgava-2/", "2"), (f"{PAGE}utgava-1/", "1"),
        ]  # fmt: skip
        assert "Så skiljer sig utgåvan från den förra" in page
        changed = re.search(r"<dl class=\"changes\">(.*?)</dl>", page, re.DOTALL)[1]
        words = re.findall(r"<(del|ins)><span[^>]*>\w+: </span>([^<]+)<", changed)
        told = {kind: " ".join(word for which, word in words if which == kind) for kind in ("del", "ins")}
        assert told == {"del": "sak 1.", "ins": "något annat."}
        assert "Löftet var fel återgivet." in page


@pytest.mark.parametrize(("name", "number"), [("utgava-1", 1), ("utgava-2", 2), ("medborgarlofte", 2)])
def test_each_edition_keeps_its_own_file(client, corrected, name, number):
    edition = corrected.editions.get(number=number)
    answer = client.get(f"{PAGE}{name}.pdf")
    answer.close()
    assert answer.headers["ETag"] == f'"{edition.pdf_sha256}"'


@pytest.mark.parametrize("number", ["0", "01", "3", "99999", "x"])
def test_an_edition_that_never_was_is_not_there(client, corrected, number):
    assert client.get(f"{PAGE}utgava-{number}/").status_code == 404
    assert client.get(f"{PAGE}utgava-{number}.pdf").status_code == 404


def test_the_editions_of_what_is_withdrawn_are_gone_and_a_draft_has_none(client, corrected):
    factories.pledge(first=2028, last=2028)
    assert client.get("/gislaved/2028/utgava-1/").status_code == 404
    publishing.withdraw(corrected, by=factories.user(), reason="Fel.")
    for ending in ("utgava-1/", "utgava-2/", "utgava-1.pdf"):
        answer = client.get(f"{PAGE}{ending}")
        assert answer.status_code == 410
        assert "Vi lovar" not in answer.content.decode()
