"""What the law and the robots ask for: site map, security.txt, accessibility and privacy pages."""

import datetime
import re

import pytest
import yaml
from django.utils import timezone

from pledges import publishing
from pledges.models import Document, Pledge
from pledges.pages.duties import STATEMENT
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def pledge():
    made = factories.pledge()
    publishing.publish(made, by=factories.user())
    return Pledge.objects.get(pk=made.pk)


def test_the_site_map_has_what_is_public_and_no_draft(client, pledge):
    factories.pledge(pledge.municipality, first=2028, last=2029)
    xml = client.get("/sitemap.xml", headers={"Host": "localhost"}).content.decode()  # another name of the same portal
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


def test_humans_txt_says_who_is_behind_it(client, settings):
    settings.PORTAL_OWNER, settings.CONTACT_EMAIL = "Exempelby kommun", "kontakt@example.se"
    answer = client.get("/humans.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines()[1:3] == ["Namn: Exempelby kommun", "Kontakt: kontakt@example.se"]


def test_the_accessibility_statement_has_all_that_digg_asks_for(client, settings):
    settings.CONTACT_EMAIL, settings.PORTAL_OWNER = "kontakt@example.se", "Exempelby kommun"
    html = client.get("/tillganglighet/").content.decode()
    statement, feedback, _ = html.partition('id="lasarsvar"')
    assert re.findall(r"<h[23](?: id=\"[a-z-]+\")?>([^<]+)</h[23]>", statement) == [
        "Så tillgänglig är webbplatsen",
        "Om du inte kan använda något",
        "Rapportera brister",
        "Tillsyn",
        "Innehåll som inte är tillgängligt",
        "Brister mot lagens krav",
        "Oskäligt betungande anpassning",
        "Innehåll som inte omfattas av lagen",
        "Så har vi prövat webbplatsen",
    ]
    text = " ".join(re.sub("<[^>]+>", "", statement).split())
    for part in (
        "Exempelby kommun står bakom webbplatsen Medborgarlöften.",
        "Webbplatsen är delvis förenlig med lagen.",
        "Vi svarar normalt inom fem arbetsdagar.",
        "Vi åberopar inte undantaget för något.",
        "Dokument i PDF som publicerades före den 23 september 2018.",
        "Vi har själva granskat webbplatsen.",
        "Webbplatsen publicerades 26 november 2026.",
        "Den senaste bedömningen gjordes 26 november 2026.",
        "Redogörelsen uppdaterades senast 26 november 2026.",
    ):
        assert part in text
    assert statement.count('href="mailto:kontakt@example.se"') == 2
    assert '<a href="https://www.digg.se/tdosanmalan">anmäla det till Digg</a>' in statement
    assert '<a href="#lasarsvar">' in statement
    assert feedback


def test_each_page_leads_to_the_statement(client):
    for address in ("/", "/sok/", "/om/", "/okand/"):
        assert '<a href="/tillganglighet/">' in client.get(address).content.decode()


def test_the_statement_was_assessed_less_than_a_year_ago_and_each_shortcoming_has_its_reason():
    known = yaml.safe_load(STATEMENT.read_text(encoding="utf-8"))
    assert known["published_on"] <= known["assessed_on"] <= known["updated_on"] <= timezone.localdate()
    assert timezone.localdate() < known["assessed_on"] + datetime.timedelta(days=366)
    assert known["compliance"] in {"helt förenlig", "delvis förenlig", "inte förenlig"}
    assert (known["compliance"] == "helt förenlig") == (known["shortcomings"] == [])
    for part in ("shortcomings", "burdensome", "outside"):
        assert all(set(one) == {"what", "why"} and one["what"] and one["why"] for one in known[part])


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
