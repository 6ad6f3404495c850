"""No change in, no change out: a sheet that nobody touched changes nothing, whatever the texts hold."""

import io

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from followups import publishing
from followups.answering import Given
from followups.models import ActivityReport, FollowUp
from followups.sheets.cells import guarded, tidy, unguarded
from followups.sheets.comparing import compare
from followups.sheets.files import sheet_file
from followups.sheets.reading import read
from followups.sheets.rows import rows_of
from followups.sheets.writing import TooLong
from pledges import publishing as pledge_publishing
from tests import factories
from tests.approving import person
from tests.followups.sheets.books import HEADINGS, WRITERS, filled_in, lines_of, plain_csv, plain_xlsx, row

ODD = [
    '=HYPERLINK("http://x.se")', "+46 8", "-5 grader", "@alla", "'=redan", "''", "\tindraget", "\rvagn",
    "Ett\r\n\r\ntvå\nrader", 'Sagt: "ja"; eller, nej', "😀 å ä ö ÅÄÖ é", "å" * 5_000, "001", "1e5", "2026-03-05",
    "\u202eabc\u200f", "_x000B_", "_x005F_x000D_", "a\x0bb\x1f", " omgiven ", "SANT", "#REF!", "a,b;c\td", "</t>&amp;",
]  # fmt: skip


def resaved(follow_ups, kind: str, *, by) -> bytes:
    """As when a spreadsheet program has opened the workbook and saved it with its own tables of texts."""
    return filled_in(sheet_file(follow_ups, "xlsx", by=by), {})


MADE_BY = {"xlsx": sheet_file, "csv": sheet_file, "resaved": resaved}


@pytest.fixture
def polis(db):
    return person("polis", "administrator", "police", municipality=factories.municipality())


@pytest.fixture
def report(polis):
    """A follow-up of activities with odd texts and odd answers, one of which has no row."""
    pledge = factories.pledge(activities=0)
    made = factories.follow_up(pledge, "2025-t1-2")
    for number, text in enumerate(ODD, 1):
        activity = factories.activity(pledge, order=number, text=text)
        ActivityReport.objects.create(
            follow_up=made, activity=activity, status="ongoing", done_count=number % 3 or None, comment=text
        )
    factories.activity(pledge, order=99, text="Utan svar.")
    return made


def fetched():
    return FollowUp.objects.with_activities().for_sheets()


@pytest.mark.parametrize("kind", MADE_BY)
def test_an_untouched_sheet_changes_nothing(report, polis, kind):
    before = list(ActivityReport.objects.order_by("pk").values())
    found = read(MADE_BY[kind](fetched(), kind, by=polis))
    comparison = compare(found.records, by=polis)
    assert (found.problems, found.notes, comparison.problems) == ([], [], [])
    assert (comparison.changes, comparison.conflicts, comparison.unchanged) == ([], [], len(ODD) + 1)
    assert [record.version for record in found.records] == [one.version for one in rows_of(fetched(), by=polis)]
    assert list(ActivityReport.objects.order_by("pk").values()) == before


@settings(max_examples=10, deadline=None)
@having(some.lists(some.text(some.characters(exclude_categories=["Cs"]), max_size=40), min_size=10, max_size=20))
@pytest.mark.parametrize("kind", WRITERS)
def test_any_text_comes_back_as_it_went_out(kind, texts):
    rows = [row(number, tidy(text)) for number, text in enumerate(texts, 1)]
    found = read(WRITERS[kind](rows))
    assert found.problems == []
    assert [record.given for record in found.records] == [one.given for one in rows]


@having(some.text(some.sampled_from("'=+-@\t\r\n\"ab"), max_size=6))
def test_the_apostrophe_that_keeps_a_text_from_being_calculated_is_taken_away_again(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {*"=+-@\t\r"}


@pytest.mark.parametrize("kind", WRITERS)
def test_nothing_in_a_file_is_a_formula(kind):
    data = WRITERS[kind]([row(1, "=1+1", activity="-Gå"), row(2, "@x", activity="+1")])
    if kind == "csv":
        cells = [cell for line in lines_of(data) for cell in line]
    else:
        found = [cell for line in load_workbook(io.BytesIO(data))["Svar"].iter_rows() for cell in line]
        assert {cell.data_type for cell in found} == {"s", "n"}
        cells = [str(cell.value or "") for cell in found]
    assert [cell for cell in cells if cell[:1] in {*"=+-@\t\r"}] == []
    assert {"'=1+1", "'-Gå", "'@x", "'+1"} <= set(cells)


def test_a_csv_file_tells_excel_its_encoding_and_parts_cells_by_semicolons():
    data = plain_csv([row(1, "Plogat")])
    assert data.startswith("\ufeffKommunkod;Kommun;År;Tertial;".encode())
    assert lines_of(data)[1][:7] == ["0662", "Gislaved", "2026", "1–2", "1. Tryggare", "1", "Gå fotpatrull."]


def test_a_text_that_no_cell_holds_is_told_and_no_file_is_made():
    with pytest.raises(TooLong, match=r"^Rad 3, kolumn Kommentar: texten är längre än 32767 tecken"):
        plain_xlsx([row(1), row(2, "x" * 32_768)])


def test_the_workbook_helps_whoever_fills_it_in(report, polis):
    book = load_workbook(io.BytesIO(sheet_file(fetched(), "xlsx", by=polis)))
    sheet = book["Svar"]
    assert (book.sheetnames, sheet.freeze_panes, sheet.print_title_rows) == (["Svar", "Så gör du"], "A2", "$1:$1")
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    opened = [column for column in HEADINGS if not sheet.cell(2, HEADINGS.index(column) + 1).protection.locked]
    assert opened == ["Läge", "Antal", "Kommentar"]
    rules = {rule.type: (rule.formula1, str(rule.sqref)) for rule in sheet.data_validations.dataValidation}
    last = len(ODD) + 2
    listed = '"Ingen redovisning,Ej påbörjad,Pågår,Genomförd,Delvis genomförd,Försenad,Utgår"'
    assert rules == {"list": (listed, f"K2:K{last}"), "whole": ("0", f"L2:L{last}")}
    assert [sheet.column_dimensions[letter].width for letter in "KLM"] == [19, 9, 60]
    assert book["Så gör du"]["A1"].value == "Så gör du"


def test_what_the_other_party_answers_for_is_locked(db):
    pledge = factories.pledge(activities=0)
    for number, party in enumerate(("police", "municipality", "joint"), 1):
        factories.activity(pledge, order=number, responsible=party)
    factories.follow_up(pledge)
    kommun = person("kommun", "editor", "municipality", municipality=pledge.municipality)
    sheet = load_workbook(io.BytesIO(sheet_file(fetched(), "xlsx", by=kommun)))["Svar"]
    assert [sheet.cell(number, 11).protection.locked for number in (2, 3, 4)] == [True, False, False]


@pytest.mark.usefixtures("quick_pdf")
def test_a_row_says_what_is_promised_and_what_earlier_reports_sum_to(polis):
    pledge = factories.pledge(activities=0, promises=2)
    activity = factories.counted_activity(pledge, 15, responsible="police", sub_role="områdespoliserna")
    activity.promises.set(pledge.promises.all())
    pledge_publishing.publish(pledge, by=polis)
    for span, count in (("2025-t1", 4), ("2025-t3", 9)):
        publishing.publish(factories.follow_up(pledge, span, {activity: ("ongoing", count)}), by=polis)
    factories.follow_up(pledge, "2025-t2")
    (found,) = [one for one in rows_of(fetched(), by=polis) if one.follow_up.slug == "2025-t2"]
    shown = (found.promises, found.responsible, found.target.replace("\u00a0", " "), found.so_far, found.tertial)
    assert shown == (
        "1. Vi lovar sak 1.\n2. Vi lovar sak 2.",
        "Polisen (områdespoliserna)",
        "minst 15 insatser",
        4,
        "2",
    )
    assert (found.given, found.number, found.year, found.code) == (Given(), 1, 2025, "0662")


def test_the_rows_cost_as_many_queries_for_three_follow_ups_as_for_one(polis, django_assert_num_queries):
    for code in ("0662", "0665", "0680"):
        where = factories.municipality(f"Kommun{code}", code) if code != "0662" else factories.municipality()
        factories.follow_up(factories.pledge(where, activities=2), "2025-t1")
    polis = type(polis).objects.get(pk=polis.pk)
    one = FollowUp.objects.in_municipalities(["0662"])
    for found, rows in ((one, 2), (FollowUp.objects.all(), 6)):
        with django_assert_num_queries(7):
            assert len(rows_of(found.for_sheets(), by=polis)) == rows
        del polis._scope
