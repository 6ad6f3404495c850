"""A dataset as a spreadsheet (XLSX) that is sent as it is written: one sheet, texts in place, headings in Swedish.

The library that we write other spreadsheets with gives nothing away until the last row is written.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from portal.opendata.datasets import Dataset
from portal.opendata.fields import Record, Value, in_a_cell
from portal.opendata.zipping import Member, member, zipped
from portal.tables import escaped, safe

MOST_ROWS = 1_048_575  # below the headings; a sheet has no more
AT = (1980, 1, 1, 0, 0, 0)  # so that the same records give the same file
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
PARTS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
)
# Two looks of a cell: 0 as it is, 1 bold for headings.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(dataset: Dataset, pieces: Iterable[list[Record]]) -> Iterator[bytes]:
    """The bytes of the file. What does not fit below the headings of one sheet is left out."""
    return zipped(_members(dataset, pieces))


def _members(dataset: Dataset, pieces: Iterable[list[Record]]) -> Iterator[Member]:
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name={quoteattr(dataset.title.sv[:31])} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    for name, text in (
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
    ):
        yield member(name, AT), [(XML + text).encode()]
    yield member("xl/worksheets/sheet1.xml", AT), _sheet(dataset, pieces)


def _sheet(dataset: Dataset, pieces: Iterable[list[Record]]) -> Iterator[bytes]:
    head = "".join(_cell(field.title, look=1) for field in dataset.fields)
    yield (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="{len(dataset.fields)}" width="22"/></cols>'
        f"<sheetData><row>{head}</row>"
    ).encode()
    left = MOST_ROWS
    for records in pieces:
        shown = records[:left]
        left -= len(shown)
        yield "".join(f"<row>{_row(dataset, record)}</row>" for record in shown).encode()
    yield b"</sheetData></worksheet>"


def _row(dataset: Dataset, record: Record) -> str:
    return "".join(_cell(record[field.name]) for field in dataset.fields)


def _cell(value: Value, look: int = 0) -> str:
    shown = safe({True: "ja", False: "nej"}[value] if isinstance(value, bool) else in_a_cell(value))
    if shown is None or shown == "":
        return "<c/>"
    if isinstance(shown, int):
        return f"<c><v>{shown}</v></c>"
    style = f' s="{look}"' if look else ""
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{escape(escaped(shown))}</t></is></c>'
