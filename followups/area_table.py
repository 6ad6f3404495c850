"""The overview's table as CSV: exactly the rows that the page shows, in the same order."""

from followups.area_pages import AreaPart, overview_page
from pledges.summaries import STATUS_ORDER, STATUS_TEXT
from portal.tables import MARK, Cell, csv_text

BEFORE = [
    "Kommunkod",
    "Kommun",
    "Län",
    "Löfte",
    "Gäller nu",
    "Gäller till",
    "År",
    "Tertial 1",
    "Tertial 2",
    "Tertial 3",
]


def overview_csv(sent) -> str:
    """The table for the same parameters as the page's, as text that begins with the mark of UTF-8."""
    part = overview_page(sent).part
    headings: list[Cell] = [*BEFORE, "Aktiviteter", *(STATUS_TEXT[status] for status in STATUS_ORDER), "Påhittade svar"]
    return MARK + csv_text([headings, *(line(row, part) for row in part.rows)])


def line(row: dict, part: AreaPart) -> list[Cell]:
    municipality, pledge, counts = row["municipality"], row["pledge"], row["summary"]["counts"]
    return [
        municipality.code,
        municipality.name,
        municipality.county.name,
        pledge["title"] if pledge else "",
        ("ja" if pledge["in_force"] else "nej") if pledge else "",
        pledge["ends_on"] if pledge else "",
        part.year,
        *(cell["text"] for cell in row["cells"] for _ in range(cell["colspan"])),
        row["summary"]["total"],
        *(counts.get(status, 0) for status in STATUS_ORDER),
        "ja" if row["is_demo"] else "nej",
    ]
