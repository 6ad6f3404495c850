"""Nothing that is not public is found anywhere, and what is public says the same everywhere."""

import csv
import io
import json
import zipfile

import pytest
from django.test import Client

from followups import publishing as reports
from pledges import publishing
from pledges.models import Activity
from portal.opendata.archive import Archive
from portal.opendata.datasets import datasets
from tests import factories
from tests.opendata.conftest import FORMULA, INVENTED, NAMED, SECRET, WITHDRAWN

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
SLUGS = [dataset.slug for dataset in datasets()]
MARKS = (SECRET, WITHDRAWN, INVENTED, NAMED)
FILES = [f"/oppna-data/{slug}.{suffix}" for slug in SLUGS for suffix in ("csv", "json")]
LISTS = [f"/api/v1/{slug}?limit=100" for slug in SLUGS]
AROUND = ["/datasets/dcat", "/datasets/dcat.ttl", "/datasets/dcat.jsonld", "/api/v1/", "/api/v1/openapi.json"]
PAGES = ["/", "/oppna-data/", "/kommuner/", "/gislaved/", "/savsjo/", "/oversikt/", "/oversikt.csv", "/nyheter/"]
FOUND = ["/sitemap.xml", "/flode.atom", f"/sok/?q={SECRET}", "/lokalpolisomraden/varnamo/", "/gislaved/2025-2026/"]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue().decode()


def test_the_marker_would_be_found_if_it_were_public(public, client):
    assert NAMED in read(client, "/gislaved/2025-2026/")
    assert INVENTED in read(client, "/exempelby/")


def test_no_data_holds_what_is_not_public_what_is_invented_or_the_names_of_people(public, client):
    texts = {address: read(client, address) for address in [*FILES, *LISTS, *AROUND]}
    held = [address for address, text in texts.items() if any(mark in text for mark in MARKS)]
    assert held == []


def test_no_page_holds_it_either(public, client):
    """But for the search, which repeats what was asked for."""
    found = {address: read(client, address).count(SECRET) for address in [*PAGES, *FOUND]}
    assert {address for address, count in found.items() if count} == {f"/sok/?q={SECRET}"}


def test_the_workbooks_and_the_archive_do_not_hold_it(public, client):
    packed = [client.get(f"/oppna-data/{slug}.xlsx").getvalue() for slug in SLUGS]
    packed.append(b"".join(Archive().stream()))
    for data in packed:
        archive = zipfile.ZipFile(io.BytesIO(data))
        texts = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".pdf")}
        assert [name for name, text in texts.items() if any(mark.encode() in text for mark in MARKS)] == []


def keys(answer) -> set[str]:
    return {one["id"] for one in json.loads(answer.getvalue())["items"]}


def test_what_is_withdrawn_is_gone_at_once_from_files_lists_and_addresses(public, client):
    by = factories.user()
    made = factories.pledge(public.other.municipality, first=2018, last=2018, activities=1)
    publishing.publish(made, by=by)
    report = factories.follow_up(made, "2018-t1", {Activity.objects.of(made).get(): ("done", None)})
    reports.publish(report, by=by)
    before = {slug: client.get(f"/oppna-data/{slug}.json") for slug in SLUGS}
    held = {slug: keys(answer) for slug, answer in before.items()}
    publishing.withdraw(report, by=by, reason="Fel.")
    publishing.withdraw(made, by=by, reason="Fel.")
    for slug in SLUGS:
        after = client.get(f"/oppna-data/{slug}.json", headers={"If-None-Match": before[slug]["ETag"]})
        gone = held[slug] - keys(after)
        assert len(gone) == GONE.get(slug, 0), slug
        assert {client.get(f"/api/v1/{slug}/{key}").status_code for key in gone} <= {404}, slug


# Of a pledge with one promise and one activity, its report, and the years before 2024 that nothing else tells of.
GONE = {
    "medborgarloften": 1,
    "loften": 1,
    "aktiviteter": 1,
    "uppfoljningar": 1,
    "svar-per-aktivitet": 1,
    "tackning": 18,
}


def test_page_pdf_json_and_data_say_the_same_of_a_follow_up(public, client):
    """The stand-in for the renderer keeps the HTML that the PDF is made of."""
    page = read(client, "/gislaved/uppfoljning/2025-t2/")
    frozen = json.loads(read(client, "/gislaved/uppfoljning/2025-t2.json"))
    pdf = client.get("/gislaved/uppfoljning/2025-t2.pdf").getvalue().decode()
    table = csv.DictReader(io.StringIO(read(client, "/oppna-data/svar-per-aktivitet.csv?year=2025"), newline=""))
    rows = [row for row in table if row["period"] == "Tertial 2 2025"]
    items = [
        one
        for one in client.get("/api/v1/svar-per-aktivitet?year=2025").json()["items"]
        if one["period"] == "Tertial 2 2025"
    ]
    said = [(one["status_text"], one["done_count"], one["done_so_far"]) for one in frozen["answers"]]
    assert said == [("Ingen redovisning", None, None), ("Ingen redovisning", None, None), ("Pågår", 5, 11)]
    assert [(one["statusText"], one["doneCount"], one["doneSoFar"]) for one in items] == said
    as_text = [tuple("" if value is None else str(value) for value in one) for one in said]
    assert [(row["statusText"], row["doneCount"], row["doneSoFar"]) for row in rows] == as_text
    for words in ("5 under tertial 2 2025", "11 av minst 15", "Pågår", "Ingen redovisning"):
        for text in (page, pdf):
            assert words in text.replace("\u00a0", " ").replace("&nbsp;", " "), words
    assert items[2]["progressText"] == rows[2]["progressText"].replace("\u00a0", " ")
    assert items[2]["text"] == FORMULA
    summary = client.get("/api/v1/uppfoljningar?year=2025").json()["items"][1]
    assert (summary["ongoingCount"], summary["notReportedCount"], summary["activityCount"]) == (1, 2, 3)
