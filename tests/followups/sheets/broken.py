"""Files that are no sheets, in all the ways that files are not, each with what should be said of it."""

import io
import zipfile

from openpyxl import load_workbook

from followups.sheets.csv_files import UTF16
from tests.followups.sheets.books import part, plain_csv, plain_xlsx, row, saved, with_parts

XLSX = plain_xlsx([row(1), row(2)])
CSV = plain_csv([row(1), row(2)])
SHEET1 = "xl/worksheets/sheet1.xml"
DAMAGED = "Filen går inte att läsa. Den kan vara skadad eller bara delvis kopierad. Spara den på nytt som .xlsx."
TOO_LARGE = "Filen blir för stor när den packas upp. Ta bort bilder och andra blad, eller hämta ett nytt kalkylark."
SAVE_AS = "Spara den som Excel-arbetsbok (.xlsx) och läs in den."
NOT_OURS = "Rad 1: rubrikerna känns inte igen. Läs in ett kalkylark som du har hämtat här."


def of_zip(**parts: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/"), text)
    return written.getvalue()


def locked() -> bytes:
    """The workbook with the bit that says that its parts are encrypted."""
    data = bytearray(XLSX)
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def renamed_sheet() -> bytes:
    book = load_workbook(io.BytesIO(XLSX))
    book["Svar"].title = "Mina svar"
    book.create_sheet("Annat")
    return saved(book)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
PASSWORD = "Filen är skyddad med lösenord. Ta bort lösenordet och spara den igen."
SHEET_XML = part(XLSX, SHEET1)
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
FILES = {
    "an empty file": (b"", "Filen är tom."),
    "blank lines alone": (b"\r\n;;\r\n", "Filen är tom."),
    "headings alone": (plain_csv([]), "Kalkylarket har inga rader under rubrikerna."),
    "the old Excel": (OLE, f"Filen är sparad i ett äldre format (.xls). {SAVE_AS}"),
    "with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    "with an encrypted part": (locked(), PASSWORD),
    "OpenDocument": (of_zip(mimetype="application/x"), f"Filen är ett OpenDocument-kalkylark (.ods). {SAVE_AS}"),
    "binary Excel": (of_zip(xl__workbook_bin="").replace(b"workbook_bin", b"workbook.bin"),
                     f"Filen är en binär Excel-arbetsbok (.xlsb). {SAVE_AS}"),
    "macros": (with_parts(XLSX, {"xl/vbaProject.bin": "x"}),
               f"Filen är sparad med makron (.xlsm). {SAVE_AS} Makron följer inte med då."),
    "a document": (of_zip(word="x"), "Filen är inget kalkylark. Läs in ett kalkylark som du har hämtat här."),
    "half of it": (XLSX[: len(XLSX) // 2], DAMAGED),
    "a PDF": (b"%PDF-1.7\n1 0 obj", NOT_OURS),
    "a photo": (b"\x89PNG\r\n\x1a\n\x81\x8d",
                "Filen är inget kalkylark. Läs in en .xlsx eller en .csv som du har hämtat här."),
    "UTF-16": (CSV.decode("utf-8-sig").encode("utf-16"), UTF16),
    "an open quotation mark": (CSV + b'"',
                               "Textrad 4: citattecknen går inte ihop. Spara filen på nytt från kalkylprogrammet."),
    "an endless cell": (CSV + b"x" * 140_000, "Textrad 4: en cell är längre än 131072 tecken. Saknas ett citattecken?"),
    "too many rows": (CSV + b"a\r\n" * 2000,
                      "Kalkylarket har fler än 2000 rader. Dela upp det och läs in delarna var för sig."),
    "too many columns": (CSV + b";" * 40 + b"a",
                         "Rad 4: det finns något efter kolumn 40. Ta bort kolumner som inte behövs."),
    "too large": (CSV + b"\n" * 2_100_000, "Filen är större än 2 MB. Ta bort bilder och andra blad och försök igen."),
    "another sheet": (renamed_sheet(),
                      "Bladet ”Svar” finns inte i filen. Låt det heta som det hette när du hämtade kalkylarket."),
    "a bomb": (with_parts(XLSX, {"xl/media/a.bin": b"\x00" * 5_000_000}), TOO_LARGE),
    "much in all": (with_parts(XLSX, {f"xl/media/{n}.bin": b"\x00" * 1_000_000 for n in range(13)}), TOO_LARGE),
    "many parts": (with_parts(XLSX, {f"xl/media/{n}.bin": b"" for n in range(301)}), TOO_LARGE),
    "many elements": (with_parts(XLSX, {"xl/styles.xml": "<a>" + "<b/>" * 20_001 + "</a>"}), TOO_LARGE),
    "long rules": (with_parts(XLSX, {"xl/styles.xml": f"<a b='{'A1 ' * 180_000}'/>"}), TOO_LARGE),
    "many cells": (with_parts(XLSX, {SHEET1: f"<a><sheetData><row>{'<c/>' * 80_001}</row></sheetData></a>"}),
                   "Kalkylarket är för stort: högst 2000 rader och 40 kolumner läses."),
    "rules among the cells": (
        with_parts(XLSX, {SHEET1: SHEET_XML.replace("</sheetData>", "<cfRule/></sheetData>")}), DAMAGED),
    "entities": (with_parts(XLSX, {SHEET1: ENTITY + SHEET_XML}), DAMAGED),
    "entities in UTF-16": (with_parts(XLSX, {SHEET1: (ENTITY + SHEET_XML).encode("utf-16")}), DAMAGED),
    "another encoding": (with_parts(XLSX, {SHEET1: f"<?xml version='1.0' encoding='UTF-7'?>{SHEET_XML}"}), DAMAGED),
    "NUL in a cell": (with_parts(XLSX, {SHEET1: SHEET_XML.replace("Gislaved", "Gis\x00laved")}), DAMAGED),
    "no sheet": (with_parts(XLSX, {SHEET1: None}), DAMAGED),
}  # fmt: skip
