"""What a kommun, a pledge and a follow-up look like elsewhere: pictures, tags, data for machines, and references."""

import html
import json
import re

import pytest

from followups import publishing as follow_up_publishing
from followups.models import FollowUp
from pledges import publishing
from pledges.models import Pledge
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]

KOMMUN, PLEDGE, REPORT = "/gislaved/", "/gislaved/2025-2026/", "/gislaved/uppfoljning/2025-t1/"
HOSTILE = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)> & <!--'


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.PUBLIC_URL = "https://loften.example"
    settings.DATA_DIR = tmp_path


def public(text="Vi lovar sak 1.", **fields) -> FollowUp:
    """A pledge with one follow-up, which has two editions."""
    pledge = factories.pledge(activities=2, **fields)
    pledge.promises.update(text=text)
    publishing.publish(pledge, by=factories.user())
    report = factories.follow_up(pledge, "2025-t1", {pledge.activities.first(): ("done", None)})
    follow_up_publishing.publish(report, by=factories.user())
    follow_up_publishing.publish(report, by=factories.user(), note="Ett tal var fel.")
    return FollowUp.objects.get(pk=report.pk)


def tags(client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[a-z_:]+)" content="([^"]*)">', page)
    assert len(found) == len(dict(found))
    return {name: html.unescape(text) for name, text in found}


def graph(client, address: str) -> dict[str, dict]:
    """The page's things by their kind."""
    page = client.get(address).content.decode()
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


COUNTED = "Två aktiviteter: en är genomförd och en är inte redovisad."
ALTERNATIVES = {
    KOMMUN: f"Medborgarlöfte 2025–2026. Gäller nu. Det här lovar polisen och Gislaveds kommun. {COUNTED}",
    PLEDGE: "Gislaveds kommun. Gäller nu. Medborgarlöfte 2025–2026. Vi lovar sak 1.",
    REPORT: f"Gislaveds kommun. Uppföljning tertial 1 2025. {COUNTED}",
    f"{REPORT}utgava-1/": f"Gislaveds kommun. Utgåva 1. Uppföljning tertial 1 2025. {COUNTED}",
}


@pytest.mark.parametrize("address", ALTERNATIVES)
def test_a_link_is_shown_with_a_picture_of_the_page_and_its_words(client, address):
    public()
    found = tags(client, address)
    path, version = found["og:image"].removeprefix("https://loften.example").split("?v=")
    assert path == f"{address}bild.png"
    assert re.fullmatch("[0-9a-f]{8}", version)
    assert (found["og:image:width"], found["og:image:height"], found["og:image:type"]) == ("1200", "630", "image/png")
    assert found["og:image:alt"] == ALTERNATIVES[address]
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:url"] == f"https://loften.example{address}"
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:4]) == (200, "image/png", b"\x89PNG")
    assert answer.cookies == {}


def test_title_and_description_are_the_pages_own_and_a_page_without_picture_says_so(client):
    factories.municipality()
    found = tags(client, KOMMUN)
    page = client.get(KOMMUN).content.decode()
    assert f"<title>{found['og:title']} | Medborgarlöften</title>" in page
    assert f'<meta name="description" content="{found["og:description"]}">' in page
    assert (found["og:locale"], found["og:site_name"], found["twitter:card"]) == ("sv_SE", "Medborgarlöften", "summary")
    assert "og:image" not in found
    assert client.get("/gislaved/bild.png").status_code == 404
    assert "og:image" not in tags(client, "/om/")


def test_what_is_withdrawn_or_never_was_public_has_no_picture(client):
    report = public()
    factories.pledge(first=2030, last=2030)
    factories.follow_up(report.pledge, "2025-t2")
    publishing.withdraw(report, by=factories.user(), reason="Fel.")
    publishing.withdraw(Pledge.objects.get(pk=report.pledge_id), by=factories.user(), reason="Fel.")
    gone = [f"{PLEDGE}bild.png", f"{REPORT}bild.png", f"{REPORT}utgava-1/bild.png"]
    never = [
        "/gislaved/2030/bild.png",
        "/gislaved/uppfoljning/2025-t2/bild.png",
        "/gislaved/bild.png",
        "/okand/bild.png",
    ]
    assert [client.get(address).status_code for address in gone] == [410] * 3
    assert [client.get(address).status_code for address in never] == [404] * 4


def test_what_is_invented_says_so_in_its_picture_and_is_told_to_no_machine(client):
    public(where=factories.municipality(is_demo=True))
    for address in (KOMMUN, PLEDGE, REPORT):
        assert tags(client, address)["og:image:alt"].startswith("Påhittat för demonstration. ")
        assert set(graph(client, address)) == {"BreadcrumbList"}


def test_machines_are_told_where_a_page_is_and_what_it_is_about(client):
    public()
    crumbs = graph(client, PLEDGE)["BreadcrumbList"]["itemListElement"]
    assert [(one["position"], one["name"], one["item"]) for one in crumbs] == [
        (1, "Start", "https://loften.example/"),
        (2, "Jönköpings län", "https://loften.example/lan/jonkopings-lan/"),
        (3, "Gislaved", "https://loften.example/gislaved/"),
        (4, "Medborgarlöfte 2025–2026", "https://loften.example/gislaved/2025-2026/"),
    ]
    service = graph(client, KOMMUN)["GovernmentService"]
    assert [party["name"] for party in service["provider"]] == ["Polisen", "Gislaveds kommun"]
    assert service["areaServed"]["identifier"] == "0662"
    pledge = graph(client, PLEDGE)["DigitalDocument"]
    assert (pledge["temporalCoverage"], pledge["version"]) == ("2025-01-01/2026-12-31", "1")
    assert pledge["encoding"]["contentUrl"] == "https://loften.example/gislaved/2025-2026/medborgarlofte.pdf"
    report = graph(client, REPORT)["Report"]
    assert (report["temporalCoverage"], report["version"]) == ("2025-01-01/2025-04-30", "2")


def test_nothing_that_somebody_typed_gets_out_of_the_data_or_the_tags(client):
    public(text=HOSTILE, where=factories.municipality(official_name=f"Gislaveds kommun {HOSTILE[:30]}"))
    for address in (KOMMUN, PLEDGE, REPORT):
        page = client.get(address).content.decode()
        assert re.findall("<script(?! type=.application/ld.json.>)", page) == []
        assert re.findall("<img (?!src=./static/)", page) == []
        assert graph(client, address)
    assert HOSTILE in graph(client, KOMMUN)["GovernmentService"]["description"]
    assert HOSTILE in tags(client, PLEDGE)["og:image:alt"]


def cited(client, address: str) -> str:
    page = client.get(address).content.decode()
    return html.unescape(re.search(r'<h2 id="citera">[^<]+</h2>\s*<p[^>]*>([^<]+)</p>', page)[1])


def test_a_reference_has_who_what_when_and_an_address_for_good(client):
    report = public()
    day = report.current_edition.published_at.strftime("%-d ")
    assert f"Polisen och Gislaveds kommun. Medborgarlöfte 2025–2026. Utgåva 1, publicerad {day}" in cited(
        client, PLEDGE
    )
    assert cited(client, PLEDGE).endswith(
        ". Medborgarlöften. https://loften.example/gislaved/2025-2026/utgava-1/ (hämtad 25 november 2026)."
    )
    latest, first = cited(client, REPORT), cited(client, f"{REPORT}utgava-1/")
    assert latest.startswith("Polisen och Gislaveds kommun. Uppföljning av medborgarlöfte, ")
    assert latest.endswith(
        "Medborgarlöften. https://loften.example/gislaved/uppfoljning/2025-t1/utgava-2/ (hämtad 25 november 2026)."
    )
    assert "Utgåva 1, " in first
    assert "/utgava-1/ (hämtad" in first


def test_other_forms_of_the_same_are_linked_for_machines(client):
    public()
    page = client.get(REPORT).content.decode()
    found = dict(re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="(/gislaved[^"]+)">', page))
    assert found == {
        "application/pdf": "/gislaved/uppfoljning/2025-t1.pdf",
        "application/json": "/gislaved/uppfoljning/2025-t1.json",
        "application/atom+xml": "/gislaved/flode.atom",
    }
    assert f'<link rel="canonical" href="https://loften.example{REPORT}">' in page
