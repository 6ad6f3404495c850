"""The report table: one row per activity's answer, safe to open in a spreadsheet, honest about what is missing."""

import csv
import io

import openpyxl
import pytest

from followups.exports import csv_table, tables, workbook
from followups.exports.places import named, places
from followups.exports.selection import select
from followups.models import FollowUpEdition
from portal.tables import csv_text, safe
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reports"), pytest.mark.xdist_group("exports")]
# Those of the sheets that answers are filled in with, and one more.
HEADINGS = [
    *("Kommunkod", "Kommun", "År", "Tertial", "Löfte", "Nr", "Aktivitet", "Ansvarig", "Mål", "Läge", "Antal"),
    *("Kommentar", "Anmärkning"),
]


def chosen(word: str = "omrade:varnamo", *tertials: int):
    return select(named(word, places(TODAY)), 2025, tertials or (1, 2, 3), TODAY)


def as_csv(selection, tmp_path) -> bytes:
    steps = list(csv_table.make(selection, tmp_path / "ut.csv", tmp_path))
    assert len(steps) == csv_table.steps(selection)
    return (tmp_path / "ut.csv").read_bytes()


def as_xlsx(selection, tmp_path):
    steps = list(workbook.make(selection, tmp_path / "ut.xlsx", tmp_path))
    assert len(steps) == workbook.steps(selection)
    return openpyxl.load_workbook(tmp_path / "ut.xlsx")


def change(**answer) -> None:
    """Give every published answer other words."""
    for edition in FollowUpEdition.objects.all():
        edition.content["answers"][0].update(answer)
        edition.save()


def test_a_table_has_a_row_for_each_answer_and_one_for_each_kommun_that_has_none(tmp_path):
    data = as_csv(chosen(), tmp_path)
    assert data.startswith("\ufeffKommunkod,".encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == HEADINGS
    answer = ["", "1", "Gör sak 1.", "", "", "Genomförd", "3", "Så gick det: done.", ""]
    assert rows[1:4] == [
        ["0662", "Gislaved", "2025", "1–2", *answer],
        ["0662", "Gislaved", "2025", "3", *answer],
        ["0683", "Värnamo", "2025", "3", *answer],
    ]
    assert [row[:4] + row[9:10] for row in rows[4:]] == [
        ["0683", "Värnamo", "2025", "1", "Saknas. Skulle ha publicerats 31\xa0maj 2025"],
        ["0683", "Värnamo", "2025", "2", "Saknas. Skulle ha publicerats 30\xa0september 2025"],
    ]


def test_a_spreadsheet_has_the_answers_and_a_sheet_of_what_is_reported_and_missing(tmp_path):
    book = as_xlsx(chosen(), tmp_path)
    assert book.sheetnames == ["Svar", "Täckning"]
    answers = list(book["Svar"].values)
    assert list(answers[0]) == HEADINGS
    assert answers[1][:4] == ("0662", "Gislaved", 2025, "1–2")
    assert answers[1][10] == 3
    assert len(answers) == 4
    assert [row[1:5] for row in list(book["Täckning"].values)[1:]] == [
        ("Gislaved", 2025, "1–2", "Redovisad"),
        ("Gislaved", 2025, "3", "Redovisad"),
        ("Värnamo", 2025, "3", "Redovisad"),
        ("Värnamo", 2025, "1", "Saknas. Skulle ha publicerats 31\xa0maj 2025"),
        ("Värnamo", 2025, "2", "Saknas. Skulle ha publicerats 30\xa0september 2025"),
    ]
    assert book["Täckning"]["G2"].value == "http://127.0.0.1:8000/gislaved/uppfoljning/2025-t1-2/utgava-1.pdf"


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_that_is_written_becomes_a_formula(text, tmp_path):
    change(comment_paragraphs=[text], text=text)
    row = next(csv.reader(io.StringIO(as_csv(chosen(), tmp_path).decode("utf-8-sig").partition("\r\n")[2], newline="")))
    cell = as_xlsx(chosen(), tmp_path)["Svar"]["L2"]
    shown = f"'{text}"
    assert (row[6], row[11]) == (shown, shown)
    assert (cell.data_type, cell.value.replace("_x000D_", "\r")) == ("s", shown)


def test_quotes_commas_and_line_breaks_stay_in_their_cell():
    assert csv_text([['a,"b"', "två\nrader", None, 3]]) == '"a,""b""","två\nrader",,3\r\n'


def test_what_no_spreadsheet_can_hold_is_left_out_and_hides_no_formula():
    assert (safe("\x00=1"), safe("a\x0b\ud800b")) == ("'=1", "ab")


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    assert safe("x" * 40_000) == "x" * 32_000 + " …"


def test_invented_answers_say_so_on_their_row():
    for edition in FollowUpEdition.objects.all():
        edition.content["is_demo"] = True
        edition.save()
    assert {row[-1] for rows in tables.answer_rows(chosen()) for row in rows} == {"Demonstration: påhittade uppgifter"}


def test_a_report_that_is_only_a_document_has_a_row_that_says_so(reports):
    report = reports["Värnamo 2025-t3"]
    row = tables.rows_of(report, {**report.current_edition.content, "answers": []})
    assert row == [("0683", "Värnamo", 2025, "3", "", "", "", "", "", "Svaren finns här", None, "", "")]


def test_the_number_of_questions_does_not_follow_the_number_of_reports(django_assert_num_queries):
    for selection, reports in ((chosen("kommun:0683"), 1), (chosen(), 3)):
        with django_assert_num_queries(1):
            assert len(list(tables.answer_rows(selection))) == reports
