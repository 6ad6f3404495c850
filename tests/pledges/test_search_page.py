"""The page of a search: what is public and nothing else, narrowed, counted, and kind when there is nothing."""

import re

import pytest

from followups import publishing as follow_up_publishing
from followups.models import FollowUp
from pledges import publishing
from pledges.models import Pledge
from portal.search.indexing import Findable, replace
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def pledge():
    made = factories.pledge(activities=0, first=2025, last=2026)
    made.promises.update(text="Färre unga ska använda narkotika.")
    factories.activity(made, text="Hålla trygghetsvandringar i Reftele.", responsible="police")
    factories.activity(made, order=2, text="Bygga en lekplats.", responsible="municipality")
    publishing.publish(made, by=factories.user())
    return Pledge.objects.get(pk=made.pk)


def hits(client, **asked):
    html = client.get("/sok/", asked).content.decode()
    return re.findall(r'class="hit-title"><a href="([^"]+)"', html)


def test_what_is_published_is_found_and_leads_to_its_place(client, pledge):
    assert hits(client, q="vandring") == ["/gislaved/2025-2026/#aktivitet-1"]
    assert hits(client, q="narkotika") == ["/gislaved/2025-2026/#lofte-1"]


def test_a_draft_an_edit_and_what_is_withdrawn_are_not_found(client, pledge):
    factories.pledge(pledge.municipality, first=2027, last=2027).promises.update(text="Hemligt utkast.")
    pledge.activities.update(text="Något helt annat.")
    assert (hits(client, q="utkast"), hits(client, q="annat")) == ([], [])
    publishing.withdraw(pledge, by=factories.user(), reason="Fel kommun.")
    assert hits(client, q="vandring") == []


def test_how_it_goes_is_found_and_goes_with_its_follow_up(client, pledge):
    activity = pledge.activities.first()
    made = factories.follow_up(pledge, "2025-t1", {activity: ("done", None)})
    follow_up_publishing.publish(made, by=factories.user())
    assert hits(client, q="vandring", lage="done") == ["/gislaved/2025-2026/#aktivitet-1"]
    assert "/gislaved/uppfoljning/2025-t1/" in hits(client, q="uppföljning tertial 1 2025")
    publishing.withdraw(FollowUp.objects.get(pk=made.pk), by=factories.user(), reason="Fel.")
    assert hits(client, q="vandring", lage="done") == []
    assert hits(client, q="uppföljning tertial") == []


def test_an_invented_answer_about_a_real_pledge_is_not_told_of_its_activity(client, pledge):
    made = factories.follow_up(pledge, "2025-t1", {pledge.activities.first(): ("done", None)}, is_demo=True)
    follow_up_publishing.publish(made, by=factories.user())
    assert hits(client, q="vandring", lage="done") == []
    assert "/gislaved/2025-2026/#aktivitet-1" in hits(client, q="vandring")


def test_hits_are_narrowed_by_links_that_say_how_many_and_can_be_let_go(client, pledge):
    html = client.get("/sok/", {"q": "gislaved"}).content.decode()
    narrow = re.search(
        r'<a href="(/sok/\?q=gislaved&amp;ansvarig=police)"[^>]*>Polisen</a> <span class="meta-line">1<', html
    )
    assert narrow
    narrowed = client.get(narrow[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r'hit-title"><a href="([^"]+)"', narrowed) == ["/gislaved/2025-2026/#aktivitet-1"]
    assert '<a href="/sok/?q=gislaved" rel="nofollow" aria-current="true">Polisen</a>' in narrowed


def test_what_is_old_is_a_link_away_and_stays_so_when_hits_are_narrowed(client, pledge):
    replace("prov", [Findable(title=f"Torg {n}", address=f"/t{n}/", where="Här", year=2026) for n in range(25)])
    replace("förr", [Findable(title="Torg då", address="/forr/", where="Här", year=2015)])
    recent = client.get("/sok/", {"q": "torg"}).content.decode()
    assert ">25 träffar<" in recent
    older = re.search(r'<a href="(/sok/[^"]+)" rel="nofollow">Sök också i det som är äldre', recent)
    assert older[1] == "/sok/?q=torg&amp;aldre=1"
    everything = client.get("/sok/", {"q": "torg", "aldre": "1"}).content.decode()
    assert ">26 träffar<" in everything
    assert "Sök också i det som är äldre" not in everything
    assert 'rel="next" href="/sok/?q=torg&amp;aldre=1&amp;sida=2"' in everything


def test_a_page_beyond_the_last_is_the_last(client, pledge):
    replace("prov", [Findable(title=f"Torg {n}", address=f"/t{n}/", where="Här") for n in range(25)])
    assert hits(client, q="torg", sida="49") == hits(client, q="torg", sida="2") != []


def test_no_hit_says_what_to_try(client, pledge):
    html = client.get("/sok/", {"q": "kvantfysik", "kommun": "gislaved"}).content.decode()
    assert "Inga träffar" in html
    assert 'href="/sok/?q=kvantfysik">Sök utan att begränsa' in html


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "<script>alert(1)</script>"},
        {"q": "vandring", "sida": "²"},
        {"q": "vandring", "sida": "99999"},
        {"q": "vandring", "kommun": "x" * 5000},
        {"q": "vandring", "lage": "' OR 1=1 --"},
        {"q": "a" * 5000},
    ],
)
def test_whatever_is_asked_is_answered_as_text(client, pledge, asked):
    answer = client.get("/sok/", asked)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_search_costs_the_same_however_much_is_found(client, pledge, django_assert_num_queries):
    with django_assert_num_queries(9 + 4):  # one counts it, three bound it in time
        client.get("/sok/", {"q": "gislaved"})
    for number in range(5):
        other = factories.pledge(factories.municipality(f"Ort {number}", f"07{number}0"), activities=3)
        publishing.publish(other, by=factories.user())
    with django_assert_num_queries(9 + 4):  # one counts it, three bound it in time
        client.get("/sok/", {"q": "lovar"})
