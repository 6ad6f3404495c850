"""The files: each format says the same, in the declared columns, safely, and however many rows there are."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pledges.models import Pledge
from portal.opendata import reading
from portal.opendata.archive import Archive
from portal.opendata.datasets import dataset_called, datasets
from portal.opendata.fields import Kind
from portal.opendata.reading import pieces
from tests.opendata.conftest import FORMULA

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
SLUGS = [dataset.slug for dataset in datasets()]


def fetch(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.getvalue()


def rows(client, slug: str, query: str = "") -> list[dict]:
    text = fetch(client, f"/oppna-data/{slug}.csv{query}").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def items(client, slug: str) -> list[dict]:
    return json.loads(fetch(client, f"/oppna-data/{slug}.json"))["items"]


def test_there_are_these_nine():
    assert SLUGS == [
        "kommuner",
        "lokalpolisomraden",
        "medborgarloften",
        "loften",
        "aktiviteter",
        "dokument",
        "uppfoljningar",
        "svar-per-aktivitet",
        "tackning",
    ]


COUNTS = {
    "kommuner": 2,
    "lokalpolisomraden": 1,
    "medborgarloften": 2,
    "loften": 3,
    "aktiviteter": 7,
    "dokument": 1,
    "uppfoljningar": 2,
    "svar-per-aktivitet": 6,
    "tackning": 9,
}


@pytest.mark.parametrize("slug", SLUGS)
def test_each_format_holds_the_same_objects_with_the_declared_columns(public, client, slug):
    dataset = dataset_called(slug)
    names = [field.name for field in dataset.fields]
    found = items(client, slug)
    assert len(found) == COUNTS[slug]
    assert [list(one) for one in found] == [names] * len(found)
    lines = fetch(client, f"/oppna-data/{slug}.ndjson").decode().splitlines()
    assert [json.loads(line) for line in lines] == found
    table = rows(client, slug)
    assert list(table[0]) == names
    assert [row["id"] for row in table] == [one["id"] for one in found]
    assert len({one["id"] for one in found}) == len(found)
    sheet = load_workbook(io.BytesIO(fetch(client, f"/oppna-data/{slug}.xlsx"))).active
    head, *body = sheet.values
    assert list(head) == [field.title for field in dataset.fields]
    assert [row[0] for row in body] == [one["id"] for one in found]


TYPES = {Kind.INTEGER: int, Kind.BOOLEAN: bool, Kind.TEXTS: list}


@pytest.mark.parametrize("slug", SLUGS)
def test_each_value_is_of_its_declared_kind(public, client, slug):
    found = items(client, slug)
    for field in dataset_called(slug).fields:
        for one in found:
            value = one[field.name]
            assert value is not None or not field.required, (field.name, one)
            assert value is None or type(value) is TYPES.get(field.kind, str), (field.name, value)
            assert value is None or not field.choices or value in field.choices, (field.name, value)


def test_a_text_that_a_spreadsheet_would_calculate_is_marked_in_tables_and_as_it_is_in_json(public, client):
    number = next(index for index, one in enumerate(items(client, "aktiviteter")) if one["text"] == FORMULA)
    assert rows(client, "aktiviteter")[number]["text"] == f"'{FORMULA}"
    sheet = load_workbook(io.BytesIO(fetch(client, "/oppna-data/aktiviteter.xlsx"))).active
    column = [field.name for field in dataset_called("aktiviteter").fields].index("text")
    assert list(sheet.values)[number + 1][column] == f"'{FORMULA}"


def test_lists_and_truth_are_written_as_the_description_of_the_columns_says(public, client):
    told = json.loads(fetch(client, "/oppna-data/loften.csv-metadata.json"))
    columns = {column["name"]: column for column in told["tableSchema"]["columns"]}
    assert list(columns) == list(rows(client, "loften")[0])
    assert columns["themes"]["separator"] == "|"
    assert [row["themes"] for row in rows(client, "loften")] == ["Trafik", "", ""]
    assert columns["promisedBy"]["datatype"] == {"base": "string", "format": "joint|police|municipality"}
    assert {row["isDemo"] for row in rows(client, "aktiviteter")} == {"false"}
    assert told["url"] == "http://127.0.0.1:8000/oppna-data/loften.csv"


def test_the_file_leads_to_its_description_and_licence_and_may_be_read_by_other_sites(public, client):
    answer = client.get("/oppna-data/loften.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="medborgarloften-loften.csv"'
    assert answer["Link"] == (
        '<http://creativecommons.org/publicdomain/zero/1.0/>; rel="license", '
        '<http://127.0.0.1:8000/oppna-data/loften.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    )
    assert answer["Access-Control-Allow-Origin"] == "*"
    answer.getvalue()


def test_a_file_is_not_sent_again_until_something_has_changed(public, client):
    answer = client.get("/oppna-data/loften.csv")
    answer.getvalue()
    again = client.get("/oppna-data/loften.csv", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Pledge.objects.first().municipality.save()
    assert client.get("/oppna-data/loften.csv", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_part_can_be_asked_for_and_what_is_not_known_is_refused(public, client):
    assert [row["municipalityCode"] for row in rows(client, "aktiviteter", "?municipalityCode=0684")] == ["0684"] * 4
    assert len(rows(client, "aktiviteter", "?year=2024")) == 4
    assert len(rows(client, "medborgarloften", "?countyCode=06&year=2025")) == 1
    assert client.get("/oppna-data/aktiviteter.csv?kommun=0684").status_code == 400
    assert client.get("/oppna-data/aktiviteter.pdf").status_code == 404
    assert client.get("/oppna-data/finns-inte.csv").status_code == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_however_few_are_read_at_a_time_all_come_once_in_the_same_order(public, monkeypatch, slug):
    dataset = dataset_called(slug)
    whole = [one for piece in pieces(dataset, dataset.parents()) for one in piece]
    monkeypatch.setattr(reading, "AT_A_TIME", 1)
    assert [one for piece in pieces(dataset, dataset.parents()) for one in piece] == whole


def test_the_archive_has_everything_and_last_a_list_with_sizes_and_checksums(public):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(Archive().stream())))
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[0] == "LASMIG.txt"
    assert {f"data/{slug}.{suffix}" for slug in SLUGS for suffix in ("csv", "json")} < set(names)
    assert [name for name in names if name.endswith(".pdf")] == [
        "medborgarloften/0662-2025-2026.pdf",
        "medborgarloften/0684-2024.pdf",
        f"dokument/0662-{public.document.pk}.pdf",
        f"uppfoljningar/0662-2025-t1-{public.report.pk}.pdf",
        f"uppfoljningar/0662-2025-t2-{public.later.pk}.pdf",
    ]
    listed = list(csv.DictReader(io.StringIO(archive.read("innehall.csv").decode(), newline="")))
    assert [row["fil"] for row in listed] == names[:-1]
    assert all(int(row["byte"]) == archive.getinfo(row["fil"]).file_size for row in listed)
    assert {row["anmarkning"] for row in listed} == {""}


def test_a_file_that_has_vanished_or_changed_is_told_in_the_list(public):
    vanished, changed = Path(public.pledge.current_edition.pdf.path), Path(public.document.file.path)
    kept = vanished.read_bytes(), changed.read_bytes()
    vanished.unlink()
    changed.write_bytes(b"annat")
    listed = zipfile.ZipFile(io.BytesIO(b"".join(Archive().stream()))).read("innehall.csv").decode()
    vanished.write_bytes(kept[0])
    changed.write_bytes(kept[1])
    rows = {row["fil"]: row["anmarkning"] for row in csv.DictReader(io.StringIO(listed, newline=""))}
    assert rows["medborgarloften/0662-2025-2026.pdf"] == "Filen kunde inte läsas när arkivet gjordes."
    assert rows[f"dokument/0662-{public.document.pk}.pdf"] == "Filen är inte den som publicerades."


def test_the_whole_archive_is_sent_only_so_often(client, monkeypatch):
    monkeypatch.setattr("portal.opendata.views.Archive.stream", lambda self: iter([b"PK"]))
    codes = [client.get("/oppna-data/allt.zip").status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
