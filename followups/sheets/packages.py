"""What an XLSX file holds, known before any of its XML is parsed: how large it grows, and whether it is plain.

openpyxl trusts its input: it makes an object of every rule and style, and a parser follows entities. So sizes are
taken from the zip's directory (Python never reads more of a part than it says there), elements are counted as bytes,
and a document type, which entities need, is refused: no spreadsheet program writes one.
"""

import re
import zipfile

from followups.sheets.tables import COLUMNS_MAX, ROWS_MAX, NotASheet

PARTS_MAX = 300
UNPACKED_MAX = 12 * 2**20  # bytes of all parts
AROUND_MAX = 512 * 2**10  # bytes of XML apart from cells and their texts: styles, rules, the workbook itself
RATIO_MAX = 150  # of a part's size to what it takes packed; real sheets lie around 20
SMALL = 2**20  # bytes below which the ratio says nothing
CELLS_MAX = ROWS_MAX * COLUMNS_MAX
OTHER_MAX = 20_000  # elements that are not plain cells

DAMAGED = "Filen går inte att läsa. Den kan vara skadad eller bara delvis kopierad. Spara den på nytt som .xlsx."
TOO_LARGE = "Filen blir för stor när den packas upp. Ta bort bilder och andra blad, eller hämta ett nytt kalkylark."
TOO_MANY = f"Kalkylarket är för stort: högst {ROWS_MAX} rader och {COLUMNS_MAX} kolumner läses."
SAVE_AS = "Spara den som Excel-arbetsbok (.xlsx) och läs in den."
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding=["']([^"']+)""")
_CELLS_BEGIN, _CELLS_END = re.compile(rb"<(?:\w+:)?sheetData[\s>]"), re.compile(rb"</(?:\w+:)?sheetData>")
_ELEMENT = re.compile(rb"<(?:\w+:)?([A-Za-z]+)")
_PLAIN = frozenset({b"row", b"c", b"v", b"f", b"is", b"si", b"t"})
_IN_CELLS = _PLAIN | frozenset(
    rb"sheetData r rPr rFont charset family b i strike outline shadow condense extend color sz u vertAlign scheme"
    rb" rPh phoneticPr extLst ext".split()
)


def require_workbook(package: zipfile.ZipFile) -> None:
    """Raises NotASheet unless the package is a workbook without macros or password, bounded and plain."""
    names = set(package.namelist())
    if "mimetype" in names or "content.xml" in names:
        raise NotASheet(f"Filen är ett OpenDocument-kalkylark (.ods). {SAVE_AS}")
    if "xl/workbook.bin" in names:
        raise NotASheet(f"Filen är en binär Excel-arbetsbok (.xlsb). {SAVE_AS}")
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise NotASheet("Filen är inget kalkylark. Läs in ett kalkylark som du har hämtat här.")
    _require_bounded(package)
    has_code = any(name.lower().endswith("vbaproject.bin") for name in names)
    if has_code or b"macroEnabled" in package.read("[Content_Types].xml"):
        raise NotASheet(f"Filen är sparad med makron (.xlsm). {SAVE_AS} Makron följer inte med då.")
    _require_plain(package)


def _require_bounded(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotASheet("Filen är skyddad med lösenord. Ta bort lösenordet och spara den igen.")
    swollen = any(part.file_size > max(SMALL, RATIO_MAX * part.compress_size) for part in parts)
    if swollen or len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
        raise NotASheet(TOO_LARGE)


def _require_plain(package: zipfile.ZipFile) -> None:
    """Every XML part without document type, in UTF-8 so that none hides, and not more elements than a sheet needs."""
    around = cells = others = 0
    for part in package.infolist():
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        text = package.read(part)
        _require_utf8(text)
        inside, outside = _parted(part.filename, text)
        names = [found[1] for found in _ELEMENT.finditer(text)]
        around += outside
        cells += names.count(b"c")
        others += sum(name not in _PLAIN for name in names)
        if inside and not {found[1] for found in _ELEMENT.finditer(inside)} <= _IN_CELLS:
            raise NotASheet(DAMAGED)
    if cells > CELLS_MAX:
        raise NotASheet(TOO_MANY)
    if around > AROUND_MAX or others > OTHER_MAX:
        raise NotASheet(TOO_LARGE)


def _require_utf8(text: bytes) -> None:
    encoding = _ENCODING.match(text)
    is_other = encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii")
    if is_other or b"\x00" in text or b"<!DOCTYPE" in text:
        raise NotASheet(DAMAGED)


def _parted(name: str, text: bytes) -> tuple[bytes, int]:
    """The cells of a worksheet part, and how many bytes of the part are not cells or their texts."""
    if name.lower().endswith("sharedstrings.xml"):
        return b"", 0
    begin = _CELLS_BEGIN.search(text)
    ends = [found.end() for found in _CELLS_END.finditer(text)]
    inside = text[begin.start() : ends[-1]] if begin and ends else b""
    return inside, len(text) - len(inside)
