"""Atom feeds of the country, a kommun, an area and a theme: valid, lasting, quick to ask again, silent of the rest."""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest

from pledges import publishing
from pledges.models import PublicEvent, Theme
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = {
    "/flode.atom": "/nyheter/",
    "/gislaved/flode.atom": "/gislaved/",
    "/lokalpolisomraden/varnamo/flode.atom": "/lokalpolisomraden/varnamo/",
    "/teman/narkotika/flode.atom": "/teman/narkotika/",
}
OURS = "http://127.0.0.1:8000"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture
def gislaved():
    found = factories.municipality()
    factories.area("Värnamo", found)
    return found


@pytest.fixture
def theme():
    return Theme.objects.create(name="Narkotika", slug="narkotika")


@pytest.fixture
def pledge(gislaved, theme):
    """Published twice, about the theme."""
    made = factories.pledge(gislaved)
    made.promises.get().themes.add(theme)
    for note in ("", "Rätt <år> & dag."):
        publishing.publish(made, by=factories.user(), note=note)
    made.refresh_from_db()
    return made


def feed(client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)  # noqa: S314 - our own


def titles(client, address: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed(client, address).iter(f"{ATOM}entry")]


def links(element: ET.Element, relation: str) -> list[str]:
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == relation]


def count(element: ET.Element, name: str) -> int:
    return len(element.findall(ATOM + name))


# What RFC 4287 asks for, by its section: of the feed, and of each entry.
OF_FEED = {
    "2 language": lambda feed: feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv",
    "4.1.1 an author": lambda feed: bool(feed.findtext(f"{ATOM}author/{ATOM}name")),
    "4.1.1 one id, title and updated": lambda feed: [count(feed, n) for n in ("id", "title", "updated")] == [1, 1, 1],
    "4.1.1 at most one subtitle": lambda feed: count(feed, "subtitle") == 1,
    "4.1.1 leads to itself": lambda feed: links(feed, "self") == [feed.findtext(f"{ATOM}id")],
    "4.1.1 one page": lambda feed: len(links(feed, "alternate")) == 1,
    "4.2.15 as new as its newest": lambda feed: (
        feed.findtext(f"{ATOM}updated") == max(entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry"))
    ),
    "4.2.6 ids are all different": lambda feed: len(ids(feed)) == len(set(ids(feed))),
    "6.1 nothing that is not Atom": lambda feed: all(element.tag.startswith(ATOM) for element in feed.iter()),
}
OF_ENTRY = {
    "4.1.2 one id, title and updated": lambda one: [count(one, n) for n in ("id", "title", "updated")] == [1, 1, 1],
    "4.1.2 at most one published and summary": lambda one: [count(one, n) for n in ("published", "summary")] == [1, 1],
    "4.1.2 a page": lambda one: len(links(one, "alternate")) == 1,
    "4.2.6 an id that is an address": lambda one: one.findtext(f"{ATOM}id").startswith(f"{OURS}/"),
    "4.2.7 whole addresses": lambda one: links(one, "alternate")[0].startswith(f"{OURS}/"),
    "3.3 dates": lambda one: all(RFC_3339.fullmatch(one.findtext(ATOM + n)) for n in ("published", "updated")),
    "3.1 text is text": lambda one: "<" not in one.findtext(f"{ATOM}title"),
}


def ids(feed: ET.Element) -> list[str]:
    return [element.text for element in feed.iter(f"{ATOM}id")]


@pytest.mark.parametrize("address", FEEDS)
def test_each_feed_is_valid(client, pledge, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = ET.fromstring(answer.content)  # noqa: S314 - our own
    entries = list(found.iter(f"{ATOM}entry"))
    assert len(entries) == 2
    broken = [rule for rule, holds in OF_FEED.items() if not holds(found)]
    broken += [rule for rule, holds in OF_ENTRY.items() for entry in entries if not holds(entry)]
    assert broken == []
    assert entries[0].findtext(f"{ATOM}summary") == "Rätt <år> & dag."


@pytest.mark.parametrize(("address", "page"), FEEDS.items())
def test_each_page_and_its_feed_lead_to_each_other_and_the_feed_can_be_followed_by_mail(client, pledge, address, page):
    html = client.get(page).content.decode()
    assert re.search(rf'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="{address}">', html)
    assert links(feed(client, address), "alternate") == [OURS + page.replace("/nyheter/", "/")]
    topics = re.findall(r'href="(/folj/\?vad=[^"]+)"', html)
    chosen = [re.findall(r'value="([^"]*)" selected', client.get(topic).content.decode()) for topic in topics]
    assert chosen == [[topic.partition("=")[2]] for topic in topics]
    assert len(topics) == 1


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_that_has_not_changed_is_not_sent_again(client, pledge, address):
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    publishing.publish(pledge, by=factories.user(), note="En gång till.")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_an_empty_feed_is_the_same_each_time(client, gislaved):
    first = client.get("/gislaved/flode.atom")
    assert first.content == client.get("/gislaved/flode.atom").content
    assert titles(client, "/gislaved/flode.atom") == []


@pytest.mark.parametrize("address", FEEDS)
def test_what_is_withdrawn_is_told_of_as_that_alone_until_it_is_published_again(client, pledge, address):
    publishing.withdraw(pledge, by=factories.user(), reason="Fel period.")
    assert titles(client, address) == ["Tillbakadragen: Gislaved: Medborgarlöfte 2025–2026"]
    publishing.publish(pledge, by=factories.user(), note="Rätt period.")
    assert titles(client, address)[0] == "Publicerad: Gislaved: Medborgarlöfte 2025–2026"


def test_each_feed_holds_what_it_is_about_and_the_countrys_and_a_themes_no_demonstration(client, pledge, theme):
    demo = factories.municipality("Exempelby", "9999", is_demo=True)
    other = factories.municipality("Vaggeryd", "0665")
    for where, name in ((demo, theme), (other, None)):
        made = factories.pledge(where)
        made.promises.get().themes.set([name] if name else [])
        publishing.publish(made, by=factories.user())
    kommuner = {address: {title.split(": ")[1] for title in titles(client, address)} for address in FEEDS}
    assert kommuner == {
        "/flode.atom": {"Gislaved", "Vaggeryd"},
        "/gislaved/flode.atom": {"Gislaved"},
        "/lokalpolisomraden/varnamo/flode.atom": {"Gislaved"},
        "/teman/narkotika/flode.atom": {"Gislaved"},
    }
    assert "påhittat för demonstration" in feed(client, "/exempelby/flode.atom").findtext(f"{ATOM}title")


@pytest.mark.parametrize(
    "address", ["/finns-inte/flode.atom", "/lokalpolisomraden/x/flode.atom", "/teman/x/flode.atom"]
)
def test_there_is_no_feed_of_what_does_not_exist_and_none_takes_anything(client, address):
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 405


def test_a_feed_asks_as_much_of_the_database_however_much_there_is(client, pledge, django_assert_num_queries):
    event = PublicEvent.objects.latest_of(pledge.municipality, pledge.get_absolute_url())
    for number in range(60):
        event.pk, event.happened_at = None, event.happened_at + datetime.timedelta(seconds=number)
        event.save()
    with django_assert_num_queries(4):
        assert len(titles(client, "/lokalpolisomraden/varnamo/flode.atom")) == 40


def test_an_address_in_capitals_leads_to_the_feed(client, gislaved):
    assert client.get("/Gislaved/flode.atom")["Location"] == "/gislaved/flode.atom"
