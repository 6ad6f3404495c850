"""The pages: what they answer, what they cost, and what they never show."""

import datetime

import pytest

from followups import publishing as follow_up_publishing
from pledges import gazetteer, publishing
from pledges.models import Document, Municipality, Notice, Place, Pledge
from pledges.pages.municipality import choose
from pledges.querysets.kommun_page import ListedPledge
from portal.middleware import tidy
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]
day = datetime.date
SECRET = "HEMLIGT-UTKAST-7f3a"


def published(first, last, **fields):
    made = factories.pledge(first=first, last=last, **fields)
    publishing.publish(made, by=factories.user())
    return made


def busy_municipality(amount: int):
    """A kommun with so many pledges, activities, follow-ups, documents, news and notices."""
    where = factories.municipality()
    gazetteer.renamed(where)
    factories.area("Värnamo", where)
    for number in range(amount):
        year = 2026 - number
        pledge = factories.pledge(where, first=year, last=year, activities=amount * 3, promises=amount)
        publishing.publish(pledge, by=factories.user())
        report = factories.follow_up(pledge, f"{year}-t1", {pledge.activities.first(): ("done", None)})
        follow_up_publishing.publish(report, by=factories.user())
        item = factories.news_item(where, slug=f"nyhet-{number}")
        publishing.make_public(item, by=factories.user())
        document = Document.objects.create(municipality=where, title=f"Dokument {number}", kind="other", source="Prov")
        publishing.make_public(document, by=factories.user())
        Notice.objects.create(municipality=where, text=f"Meddelande {number}", first_day=day(2026, 1, 1))
    return where


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/gislaved/", 3),
        ("/gislaved/2026/", 6),
        ("/gislaved/uppfoljning/2026-t1/", 3),
        ("/gislaved/nyheter/nyhet-0/", 3),
        ("/", 4),
        ("/kommuner/", 3),
        ("/kommuner/?q=gislavet", 6 + 4),
        ("/lan/jonkopings-lan/", 5),
        ("/lokalpolisomraden/", 3),
        ("/lokalpolisomraden/varnamo/", 6),
        ("/nyheter/", 2),
        ("/om/", 3),
        ("/om/statusar/", 1),
        ("/gislaved/2026/medborgarlofte.pdf", 1),
        ("/gislaved/uppfoljning/2026-t1.pdf", 1),
    ],
)
def test_a_page_costs_the_same_however_much_there_is(client, django_assert_num_queries, amount, address, queries):
    busy_municipality(amount)
    with django_assert_num_queries(queries):
        answer = client.get(address)
    answer.close()
    assert answer.status_code == 200


def test_nothing_unpublished_is_shown_anywhere(client):
    where = busy_municipality(1)
    draft = factories.pledge(where, first=2030, last=2030, slug="2030")
    draft.promises.update(text=SECRET)
    factories.news_item(where, slug="utkast", title=SECRET)
    Document.objects.create(municipality=where, title=SECRET, kind="other", source=SECRET)
    factories.follow_up(Pledge.objects.get(slug="2026"), "2026-t2", title=SECRET)
    shown = Pledge.objects.get(slug="2026")
    shown.promises.update(text=SECRET)
    shown.activities.update(text=SECRET)
    Pledge.objects.filter(pk=shown.pk).update(label=SECRET, source=SECRET)
    for address in ("/", "/gislaved/", "/gislaved/2026/", "/nyheter/", "/kommuner/", "/lan/jonkopings-lan/",
                    "/gislaved/uppfoljning/2026-t1/", "/lokalpolisomraden/varnamo/"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.content.decode(), address
    for address in ("/gislaved/2030/", "/gislaved/2030/medborgarlofte.pdf", "/gislaved/nyheter/utkast/",
                    "/gislaved/uppfoljning/2026-t2/", "/gislaved/uppfoljning/2026-t2.pdf"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_what_is_withdrawn_answers_410_with_when_and_why_and_no_longer_its_text(client):
    pledge = published(2026, 2026)
    publishing.withdraw(Pledge.objects.get(pk=pledge.pk), by=factories.user(), reason="Fel kommun angavs.")
    for address in ("/gislaved/2026/", "/gislaved/2026/medborgarlofte.pdf"):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 410
        assert "Fel kommun angavs." in text
        assert "Vi lovar sak 1." not in text
    assert "Vi lovar sak 1." not in client.get("/gislaved/").content.decode()


def test_a_withdrawn_follow_up_is_gone_from_page_and_file(client):
    pledge = published(2026, 2026)
    report = factories.follow_up(pledge, "2026-t1", {pledge.activities.get(): ("done", None)})
    follow_up_publishing.publish(report, by=factories.user())
    report.refresh_from_db()
    publishing.withdraw(report, by=factories.user(), reason="Fel siffror.")
    for address in ("/gislaved/uppfoljning/2026-t1/", "/gislaved/uppfoljning/2026-t1.pdf",
                    "/gislaved/uppfoljning/2026-t1/utgava-1/",
                    "/gislaved/uppfoljning/2026-t1/utgava-1.pdf"):  # fmt: skip
        assert client.get(address).status_code == 410, address
    assert "Genomförd" not in client.get("/gislaved/").content.decode()


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/Gislaved/", "/gislaved/"),
        ("/gislaved", "/gislaved/"),
        ("/GISLAVED/2026", "/gislaved/2026/"),
        ("/j%C3%B6nk%C3%B6ping/", "/jonkoping/"),
        ("/Kommuner", "/kommuner/"),
        ("/gislaved/uppfoljning/2026-T1.pdf", "/gislaved/uppfoljning/2026-t1.pdf"),
        ("/upplands%20v%C3%A4sby", "/upplands-vasby/"),
    ],
)
def test_capitals_accents_and_a_missing_slash_lead_to_the_address(client, asked, leads_to):
    busy_municipality(1)
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, leads_to)


@pytest.mark.parametrize(
    "address",
    [
        "/okand/", "/gislaved/1999/", "/gislaved/20266/", "/gislaved/uppfoljning/2026-t9/", "/gislaved/uppfoljning/x/",
        "/gislaved/uppfoljning/2026-t1/utgava-2/", "/gislaved/uppfoljning/2026-t1/utgava-0/",
        "/gislaved/uppfoljning/2026-t1/utgava-99999999999999999999/", "/gislaved/dokument/1/x.pdf",
        "/gislaved/dokument/99999999999999999999999/x.pdf", "/lan/okant/", "/lokalpolisomraden/okant/",
        "/gislaved/nyheter/okand/", "/savsjo/2026/", "/media/editions/x.pdf", "/.git/config", "/static/../manage.py",
        "/gislaved/%F0%9F%98%80/", "/" + "a" * 5000 + "/", "/١٢٣٤/",   "/-/",
    ],
)  # fmt: skip
def test_an_unknown_address_is_a_kind_404(client, address):
    busy_municipality(1)
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'lang="sv"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/%00", "/gislaved/?q=%00", "/kommuner/?q=%ff", "/%ff/", "/gislaved/%c3%28/"])
def test_bytes_that_are_no_text_are_refused(client, address):
    answer = client.get(address)
    assert answer.status_code == 400
    assert 'lang="sv"' in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["'; DROP TABLE", "%", "\\", "<script>", "å" * 1300, "\u202eabc", "{{7*7}}", "{0.__class__}", " "]
)
def test_whatever_is_typed_in_the_finder_is_text(client, query):
    busy_municipality(1)
    answer = client.get("/kommuner/", {"q": query})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().partition("<main")[2]


def test_the_finder_answers_htmx_with_the_results_alone_and_says_that_it_varies(client):
    busy_municipality(1)
    part = client.get("/kommuner/", {"q": "gisl"}, headers={"HX-Request": "true"})
    whole = client.get("/kommuner/", {"q": "gislavet"})
    restored = client.get(
        "/kommuner/", {"q": "gislavet"}, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" not in part.content.decode()
    assert "Gislaved" in part.content.decode()
    for page in (whole, restored):
        assert "<html" in page.content.decode()
    assert all("HX-Request" in answer.headers["Vary"] for answer in (part, whole))


def test_a_kommun_with_a_new_name_is_found_by_it_at_once_and_by_its_old_one_while_that_is_told(client):
    where = busy_municipality(1)
    Municipality.objects.filter(pk=where.pk).update(name="Nyköpinge", official_name="Nyköpinge kommun")
    gazetteer.renamed(Municipality.objects.get(pk=where.pk))
    assert client.get("/kommuner/", {"q": "nykopinge"}).headers["Location"] == "/gislaved/"
    assert client.get("/kommuner/", {"q": "Gislaved"}).status_code == 200
    Municipality.objects.filter(pk=where.pk).update(other_names="Gislaved\n")
    gazetteer.renamed(Municipality.objects.get(pk=where.pk))
    part = client.get("/kommuner/", {"q": "gisl"}, headers={"HX-Request": "true"}).content.decode()
    assert "kommun i Jönköpings län, även känd som Gislaved, löfte till 2026" in part
    assert client.get("/kommuner/", {"q": "Gislaved"}).headers["Location"] == "/gislaved/"


def test_a_place_is_found_while_a_published_pledge_names_it(client):
    pledge = factories.pledge(first=2026, last=2026)
    place = Place.objects.create(municipality=pledge.municipality, name="Anderstorp", kind="locality")
    pledge.activities.get().places.add(place)
    assert client.get("/kommuner/", {"q": "Anderstorp"}).status_code == 200
    publishing.publish(pledge, by=factories.user())
    assert client.get("/kommuner/", {"q": "Anderstorp"}).headers["Location"] == "/gislaved/"
    part = client.get("/kommuner/", {"q": "anders"}, headers={"HX-Request": "true"}).content.decode()
    assert '<b>Anderstorp</b> <span class="meta-line">– plats i Gislaved</span>' in part
    publishing.withdraw(Pledge.objects.get(pk=pledge.pk), by=factories.user(), reason="Fel kommun.")
    assert client.get("/kommuner/", {"q": "Anderstorp"}).status_code == 200


def test_what_is_nowhere_is_answered_with_ways_to_go_on(client):
    html = client.get("/kommuner/", {"q": "Xyzzy & Co"}).content.decode()
    assert "Vi hittar ingen plats som heter ”Xyzzy &amp; Co”" in html
    assert 'href="/sok/?q=Xyzzy%20%26%20Co"' in html


def test_kommuner_are_listed_in_swedish_order(client):
    area = factories.area()
    names = {"0001": "Älvsbyn", "0002": "Örebro", "0003": "Åre", "0004": "Ale", "0005": "Zinkgruvan"}
    for code, name in names.items():
        factories.AreaMembership.objects.create(
            municipality=factories.municipality(name, code), area=area, source="Prov"
        )
    published(2025, 2026, where=factories.municipality("Örebro", "0002"))
    for address in ("/kommuner/", "/lan/jonkopings-lan/", "/lokalpolisomraden/varnamo/"):
        text = client.get(address).content.decode().partition("<main")[2]
        shown = sorted(names.values(), key=lambda name: text.index(f">{name}</a>"))
        assert shown == ["Ale", "Zinkgruvan", "Åre", "Älvsbyn", "Örebro"], address


def test_which_pledge_a_kommun_shows_first():
    def edition(first, last, part="", availability="full"):
        return ListedPledge(1, 1, "", part, "", day(first, 1, 1), day(last, 12, 31), availability)

    old, now, part, coming = edition(2019, 2020), edition(2025, 2026), edition(2026, 2026, "Norr"), edition(2027, 2028)
    mentioned = edition(2022, 2023, availability="mentioned")
    today = day(2026, 11, 25)
    assert choose([coming, part, now, old], today) is now
    assert choose([coming, part, old], today) is part
    assert choose([coming, mentioned, old], today) is old
    assert choose([coming], today) is coming
    assert choose([mentioned], today) is mentioned
    assert choose([], today) is None


def test_a_pledge_turns_old_at_midnight_in_sweden(client, monkeypatch):
    published(2025, 2026)
    for when, text in ((day(2026, 12, 31), "Gäller nu"), (day(2027, 1, 1), "Gällde till och med 2026")):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a, when=when, **_k: when)
        assert text in client.get("/gislaved/").content.decode()


def test_a_kommun_page_shows_notices_of_the_day_and_keeps_old_ones_apart(client):
    where = busy_municipality(1)
    Notice.objects.create(text="Gäller alla", first_day=day(2026, 11, 25), last_day=day(2026, 11, 25))
    Notice.objects.create(text="I morgon", first_day=day(2026, 11, 26))
    Notice.objects.create(text="I går", first_day=day(2026, 1, 1), last_day=day(2026, 11, 24))
    Notice.objects.create(text="Någon gång", municipality=where)
    text = client.get("/gislaved/").content.decode()
    assert [word in text for word in ("Gäller alla", "Meddelande 0", "I morgon", "I går", "Någon gång")] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert "Meddelande 0" not in client.get("/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_public_pages_are_only_read(client, method):
    busy_municipality(1)
    for address in ("/", "/gislaved/", "/gislaved/2026/", "/kommuner/", "/gislaved/2026/medborgarlofte.pdf"):
        assert getattr(client, method)(address).status_code == 405


def test_texts_by_editors_are_shown_as_text(client):
    pledge = factories.pledge(first=2026, last=2026)
    pledge.promises.update(text="<script>alert(1)</script> {{7*7}} <img src=x onerror=alert(1)>")
    publishing.publish(pledge, by=factories.user())
    text = client.get("/gislaved/").content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in text


def test_tidying_never_leads_to_another_host():
    assert tidy("//evil.example/") == ""
    assert tidy("/\\evil.example") == ""
