"""What the law and the robots ask for: site map, security.txt, feeds, accessibility and privacy pages."""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest
import yaml
from django.utils import timezone

from pledges import publishing
from pledges.models import Document, Pledge
from pledges.pages.duties import STATEMENT
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def pledge():
    made = factories.pledge()
    publishing.publish(made, by=factories.user())
    return Pledge.objects.get(pk=made.pk)


def entries(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.content).iter(f"{ATOM}entry")]  # noqa: S314


def test_the_site_map_has_what_is_public_and_no_draft(client, pledge):
    factories.pledge(pledge.municipality, first=2028, last=2029)
    xml = client.get("/sitemap.xml").content.decode()
    paths = [re.sub("https?://[^/]+", "", address) for address in re.findall("<loc>([^<]+)</loc>", xml)]
    assert {"/", "/gislaved/", "/gislaved/2025-2026/", "/oversikt/", "/tillganglighet/"} <= set(paths)
    assert not [path for path in paths if "2028" in path or "admin" in path]
    assert {client.get(path).status_code for path in paths} == {200}


def test_robots_are_told_of_the_site_map_and_nothing_about_the_back_office(client):
    text = client.get("/robots.txt").content.decode()
    assert (
        text
        == "User-agent: *\nDisallow: /sok/\nDisallow: /oppna-data/allt.zip\nDisallow: /api/\n\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


def test_security_txt_says_whom_to_tell_and_is_never_out_of_date(client, settings):
    settings.CONTACT_EMAIL = "sakerhet@example.se"
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    left = datetime.datetime.fromisoformat(lines["Expires"]) - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=170) < left < datetime.timedelta(days=365)
    assert lines["Contact"] == "mailto:sakerhet@example.se"
    assert lines["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"


def test_the_feeds_tell_what_has_happened_the_latest_first(client, pledge):
    publishing.withdraw(pledge, by=factories.user(), reason="Fel period.")
    happened = [
        "Tillbakadragen: Gislaved: Medborgarlöfte 2025–2026",
        "Publicerad: Gislaved: Medborgarlöfte 2025–2026",
    ]
    assert entries(client, "/gislaved/flode.atom") == happened
    assert entries(client, "/flode.atom") == happened


def test_a_feed_holds_its_own_kommun_alone_and_the_countrys_no_demonstration(client, pledge):
    demo = factories.municipality("Exempelby", "9999", is_demo=True)
    publishing.publish(factories.pledge(demo), by=factories.user())
    assert entries(client, "/exempelby/flode.atom") == ["Publicerad: Exempelby: Medborgarlöfte 2025–2026"]
    assert entries(client, "/flode.atom") == ["Publicerad: Gislaved: Medborgarlöfte 2025–2026"]
    assert client.get("/finns-inte/flode.atom").status_code == 404


def test_each_event_keeps_an_id_of_its_own(client, pledge):
    publishing.publish(pledge, by=factories.user(), note="Rättat.")
    ids = re.findall("<id>([^<]+)</id>", client.get("/gislaved/flode.atom").content.decode())
    assert len(ids) == len(set(ids)) == 3


def test_the_accessibility_statement_has_all_that_digg_asks_for(client, settings):
    settings.CONTACT_EMAIL = "kontakt@example.se"
    html = client.get("/tillganglighet/").content.decode()
    headings = re.findall(r'<h2 id="[^"]+">([^<]+)</h2>', html.partition('id="lasarsvar"')[0])
    assert headings == [
        "Så tillgänglig är webbplatsen",
        "Om du inte kan använda något",
        "Tillsyn",
        "Innehåll som inte är tillgängligt",
        "Så har vi prövat webbplatsen",
    ]
    assert "delvis förenlig" in html
    assert "mailto:kontakt@example.se" in html
    assert "https://www.digg.se/tdosanmalan" in html


def test_the_statement_was_assessed_less_than_a_year_ago_and_each_shortcoming_has_its_reason():
    known = yaml.safe_load(STATEMENT.read_text(encoding="utf-8"))
    assert known["assessed_on"] <= timezone.localdate() < known["assessed_on"] + datetime.timedelta(days=366)
    assert all(one["what"] and one["why"] for one in known["shortcomings"])


def test_the_statement_counts_the_documents_that_are_not_accessible(client):
    where = factories.municipality()
    for number, tagged in enumerate((True, False, None)):
        file = {"file": f"documents/{number}.pdf", "sha256": f"{number}" * 64, "size": 9, "is_tagged": tagged}
        made = Document.objects.create(municipality=where, title="D", kind="other", source="Prov", **file)
        publishing.make_public(made, by=factories.user(f"{number}@example.se"))
    assert "Två av tre dokument som andra har gjort är inte taggade." in client.get("/tillganglighet/").content.decode()


def test_the_privacy_page_keeps_what_it_says_about_cookies(client):
    answer = client.get("/personuppgifter/")
    assert "Du som läser får inga kakor" in answer.content.decode()
    assert answer.cookies == {}
