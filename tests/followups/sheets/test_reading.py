"""Whatever is wrong with a file is told in Swedish, by row and column, and nothing is guessed."""

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from followups.sheets import packages, tables
from followups.sheets.reading import read
from tests.followups.sheets.books import HEADINGS, csv_of, filled_in, lines_of, plain_xlsx, row, saved, with_parts
from tests.followups.sheets.broken import CSV, FILES, NOT_OURS, SHEET1, SHEET_XML, XLSX

STATUSES = "Ingen redovisning, Ej påbörjad, Pågår, Genomförd, Delvis genomförd, Försenad, Utgår"
WHOLE = "Skriv bara ett tal, med siffror, i stället för ”{}”."
MIDNIGHT, NOON = (datetime.datetime.fromisoformat(f"2026-03-05 {time}") for time in ("00:00", "12:00"))
DAY = "Kalkylprogrammet har gjort om talet till ett datum. Formatera cellen som tal och skriv igen."
FORMULA = "Cellen innehåller en formel. Skriv själva värdet i stället."


def short(value: object) -> str:
    return ascii(value)[:30]


def csv_with(number: int, heading: str, value: str) -> bytes:
    lines = lines_of(CSV)
    lines[number - 1][HEADINGS.index(heading)] = value
    return csv_of(lines)


def headed(change) -> bytes:
    """The CSV file with other headings."""
    lines = lines_of(CSV)
    lines[0] = change(lines[0])
    return csv_of(lines)


@pytest.mark.parametrize(
    ("heading", "value", "problem"),
    [
        ("Antal", "15 st", WHOLE.format("15 st")),
        ("Antal", "3 4", WHOLE.format("3 4")),
        ("Antal", "x" * 50, WHOLE.format("x" * 40 + "…")),
        ("Antal", "²", WHOLE.format("²")),
        ("Antal", "١", WHOLE.format("١")),
        ("Antal", True, WHOLE.format("SANT")),
        ("Antal", 2.5, "Skriv ett heltal i stället för ”2,5”."),
        ("Antal", -4, "Antalet kan inte vara mindre än noll, men det står ”-4”."),
        ("Antal", -0.5, "Antalet kan inte vara mindre än noll, men det står ”-0,5”."),
        ("Antal", 1e29, f"Talet ”{int(1e29)}” är för stort."),
        ("Antal", 2_147_483_648, "Talet ”2147483648” är för stort."),
        ("Antal", datetime.date(2026, 3, 5), DAY),
        ("Antal", NOON, DAY),
        ("Antal", datetime.time(12, 30), DAY),
        ("Antal", "=1+1", FORMULA),
        ("Läge", "=A1", FORMULA),
        ("Kommentar", '=HYPERLINK("http://x","y")', FORMULA),
        ("Kommentar", "#REF!", "Cellen visar ett fel från kalkylprogrammet (#REF!). Skriv själva värdet i stället."),
        ("Läge", "Klar", f"”Klar” är inget läge. Välj ett av: {STATUSES}."),
        ("Läge", 1, f"”1” är inget läge. Välj ett av: {STATUSES}."),
        (
            "Rad-id",
            None,
            "Cellen är tom. Raden kan inte kopplas till en aktivitet; ta bort den eller hämta ett nytt ark.",
        ),
        (
            "Version",
            None,
            "Cellen är tom. Raden kan inte kopplas till en aktivitet; ta bort den eller hämta ett nytt ark.",
        ),
        ("Rad-id", "U1-A²", "”U1-A²” är inget rad-id. Låt kolumnen vara som den var när du hämtade kalkylarket."),
        ("Rad-id", 45000, "”45000” är inget rad-id. Låt kolumnen vara som den var när du hämtade kalkylarket."),
    ],
    ids=short,
)
def test_a_cell_that_cannot_be_so_is_told_by_row_and_column_and_the_other_row_is_read(heading, value, problem):
    found = read(filled_in(XLSX, {(3, heading): value}))
    assert found.problems == [f"Rad 3, kolumn {heading}: {problem}"]
    assert [record.row for record in found.records] == [2]


@pytest.mark.parametrize(
    ("heading", "value", "problem"),
    [
        ("Antal", "9" * 30, f"Talet ”{'9' * 30}” är för stort."),
        ("Antal", "9" * 5000, f"Talet ”{'9' * 40}…” är för stort."),
        ("Antal", "=1+1", WHOLE.format("=1+1")),
        ("Antal", "2026-03-05", WHOLE.format("2026-03-05")),
        ("Antal", "2,5", "Skriv ett heltal i stället för ”2,5”."),
        ("Antal", "−3", "Antalet kan inte vara mindre än noll, men det står ”−3”."),
        ("Antal", "3\x00", WHOLE.format("3")),
        ("Kommentar", "a\x00b", "Texten innehåller ett tecken som inte går att spara (NUL). Ta bort det."),
        ("Kommentar", "x" * 32_768, "Texten är längre än 32767 tecken. Korta den."),
        ("Läge", "\x00", f"”” är inget läge. Välj ett av: {STATUSES}."),
    ],
    ids=short,
)
def test_a_cell_of_a_csv_file_is_told_the_same_way(heading, value, problem):
    found = read(csv_with(2, heading, value))
    assert found.problems == [f"Rad 2, kolumn {heading}: {problem}"]
    assert [record.row for record in found.records] == [3]


@pytest.mark.parametrize(
    ("value", "count"),
    [("12", 12), ("12 500", 12500), ("12\u00a0500", 12500), ("007", 7), (12.0, 12), ("", None), (0, 0)],
)
def test_a_number_is_read_as_people_and_programs_write_it(value, count):
    assert read(filled_in(XLSX, {(2, "Antal"): value})).records[0].given.done_count == count


@pytest.mark.parametrize(
    ("value", "status"),
    [("pågår", "ongoing"), (" Ej  påbörjad ", "not_started"), ("", "not_reported"), (None, "not_reported")],
)
def test_a_status_is_known_by_its_word(value, status):
    assert read(filled_in(XLSX, {(2, "Läge"): value})).records[0].given.status == status


@pytest.mark.parametrize(
    ("value", "comment"),
    [
        (5, "5"),
        (2.5, "2,5"),
        (MIDNIGHT, "2026-03-05"),
        ("'=lika", "=lika"),
        ("''=lika", "'=lika"),
        ("'citat'", "'citat'"),
        ("Ett_x000D_\ntvå", "Ett\ntvå"),
    ],
)
def test_a_comment_is_what_it_says_whatever_the_program_made_of_it(value, comment):
    assert read(filled_in(XLSX, {(2, "Kommentar"): value})).records[0].given.comment == comment


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda h: [x for x in h if x != "Antal"], "Rad 1: kolumnen Antal saknas eller har fått ett annat namn."),
        (
            lambda h: ["Antl" if x == "Antal" else x for x in h],
            "Rad 1: kolumnen Antal saknas eller har fått ett annat namn.",
        ),
        (
            lambda h: ["Antal" if x == "Kommun" else x for x in h],
            "Rad 1: kolumnen Antal finns flera gånger (B och L). Behåll en.",
        ),
        (lambda h: ["x"] * len(h), NOT_OURS),
    ],
)
def test_missing_renamed_and_repeated_columns_are_told(change, problem):
    assert read(headed(change)).problems == [problem]


def test_columns_may_change_places_and_those_of_ones_own_are_left_alone_and_told():
    lines = [[*reversed(line), "eget"] for line in lines_of(CSV)]
    lines[0][-1] = "Egen anteckning"
    found = read(csv_of(lines))
    assert (found.problems, found.notes) == ([], ["Kolumnen ”Egen anteckning” läses inte."])
    assert found.records == read(CSV).records


def test_blank_rows_are_passed_over_and_the_others_keep_their_numbers():
    lines = lines_of(CSV)
    lines[2:2] = [[""] * 15, [], [" "]]
    found = read(csv_of(lines))
    assert ([record.row for record in found.records], found.problems) == ([2, 6], [])


def test_merged_cells_are_told_by_row_and_column():
    book = load_workbook(io.BytesIO(XLSX))
    book["Svar"].merge_cells("M2:M3")
    problem = "Rad 2, kolumn Kommentar: cellerna är sammanfogade. Dela dem och fyll i var och en."
    assert read(saved(book)).problems == [problem]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_may_have_semicolons_commas_or_tabs(delimiter):
    assert read(csv_of(lines_of(CSV), delimiter)).records == read(CSV).records


def test_windows_1252_is_read_and_told():
    found = read(csv_of([[cell.replace("Gå", "Åä") for cell in line] for line in lines_of(CSV)], encoding="cp1252"))
    assert [record.activity for record in found.records] == ["Åä fotpatrull."] * 2
    assert [note.partition(",")[0] for note in found.notes] == ["Filen är inte sparad som UTF-8"]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_sheet_is_refused_with_what_to_do(kind):
    data, problem = FILES[kind]
    found = read(data)
    assert (found.problems, found.records) == ([problem], [])


def test_what_a_file_says_of_its_own_size_is_not_believed():
    claims = SHEET_XML.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>', 1)
    assert read(with_parts(XLSX, {SHEET1: claims})).records == read(XLSX).records


@pytest.mark.parametrize("tag", ["<c r='A1' ", "<sheetData ", "<mergeCell ref='A1' ", 'r="A1" '])
def test_a_tag_without_end_is_gone_through_once(tag):
    endless = f"<a><sheetData><row><c {tag * 40_000}</a>"
    assert len(read(with_parts(XLSX, {SHEET1: endless})).problems) == 1


def test_a_row_far_below_is_one_too_many():
    book = Workbook()
    book.active.append(HEADINGS)
    book.active.cell(2_001, 1).value = "x"
    assert read(saved(book)).problems == [
        "Kalkylarket har fler än 2000 rader. Dela upp det och läs in delarna var för sig."
    ]


def test_the_bounds_have_room_for_a_full_sheet():
    data = plain_xlsx([row(number, "Plogat och sandat. " * 20) for number in range(1, 101)])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
    assert max(part.file_size / part.compress_size for part in parts) < packages.RATIO_MAX / 2
    assert sum(part.file_size for part in parts) * tables.ROWS_MAX / 100 < packages.UNPACKED_MAX
    assert len(read(data).records) == 100
