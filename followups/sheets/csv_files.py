"""A CSV file as a table: UTF-8 or, as older Excel saves it, Windows-1252; semicolon, comma or tab between the cells."""

import csv
import io

from followups.sheets.columns import READ_BACK
from followups.sheets.tables import NotASheet, Table, trimmed

FIELD_MAX = 131_072  # csv's own limit on the characters of a cell
ANSI = (
    "Filen är inte sparad som UTF-8, så den är läst som Windows-1252. Se efter att å, ä och ö är rätt; "
    "andra tecken, till exempel emojier, kan ha blivit frågetecken redan när filen sparades."
)
NOT_TEXT = "Filen är inget kalkylark. Läs in en .xlsx eller en .csv som du har hämtat här."
UTF16 = "Filen är sparad som UTF-16 (Unicode-text). Spara den som ”CSV UTF-8” eller som Excel-arbetsbok (.xlsx)."


def csv_table(data: bytes) -> Table:
    """The lines of a CSV file. Raises NotASheet in Swedish."""
    text, notes = _decoded(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return Table(list(trimmed(reader)), notes=notes)
    except csv.Error as error:
        raise NotASheet(_refusal(error, reader.line_num)) from error


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotASheet(UTF16)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), (ANSI,)
    except UnicodeDecodeError as error:
        raise NotASheet(NOT_TEXT) from error


def _delimiter(text: str) -> str:
    """The one that parts the headings that are looked for."""
    first = text.lstrip().partition("\n")[0]
    known = {column.heading for column in READ_BACK}
    return max(";,\t", key=lambda sign: len(known & {part.strip(' "\r') for part in first.split(sign)}))


def _refusal(error: csv.Error, line: int) -> str:
    if "field larger" in str(error):
        return f"Textrad {line}: en cell är längre än {FIELD_MAX} tecken. Saknas ett citattecken?"
    return f"Textrad {line}: citattecknen går inte ihop. Spara filen på nytt från kalkylprogrammet."
