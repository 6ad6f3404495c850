"""The status bar on paper: the geometry of one segment per status, with the mark inside."""

from followups.pdf.marks import SEGMENTS, drawing
from portal.wording import figure, listed

# Tenths of a millimetre. The width is that of the text on the page.
WIDTH = 1660
HEIGHT = 80
GAP = 10
EDGE = 5
MARK = 46
LEAST = 30  # a segment of one among hundreds is still seen
LEAST_FOR_MARK = 64


def status_bar(summary: dict) -> dict | None:
    """The bar's segments and its text alternative; None when there is nothing to show."""
    rows = [row for row in summary["rows"] if row["count"]]
    total = sum(row["count"] for row in rows)
    if not total:
        return None
    widths = shared_widths([row["count"] for row in rows])
    segments, start = [], 0.0
    for row, width in zip(rows, widths, strict=True):
        segments.append(_segment(row["status"], start, width))
        start += width + GAP
    return {"width": WIDTH, "height": HEIGHT, "segments": segments, "alt": alternative(rows, total)}


def shared_widths(counts: list[int]) -> list[float]:
    """The room divided by count, where each has at least the least width."""
    room = WIDTH - GAP * (len(counts) - 1) - LEAST * len(counts)
    return [LEAST + room * count / sum(counts) for count in counts]


def alternative(rows: list[dict], total: int) -> str:
    """The bar in words: "Läget för 7 aktiviteter. Genomförd: 4, pågår: 2 och försenad: 1."."""
    parts = listed([f"{row['status_text'].lower()}: {figure(row['count'])}" for row in rows])
    things = "aktivitet" if total == 1 else "aktiviteter"
    return f"Läget för {figure(total)} {things}. {parts[:1].upper()}{parts[1:]}."


def _segment(status: str, start: float, width: float) -> dict:
    fill, edge, ink = SEGMENTS[status]
    middle = start + width / 2
    return {
        "x": round(start + EDGE / 2, 1),
        "y": EDGE / 2,
        "width": round(width - EDGE, 1),
        "height": HEIGHT - EDGE,
        "fill": fill,
        "edge": edge,
        "edge_width": EDGE,
        "dashes": "20 12" if status == "not_reported" else "",
        "mark": drawing(status, ink) if width >= LEAST_FOR_MARK else "",
        "mark_at": f"translate({middle - MARK / 2:.1f} {(HEIGHT - MARK) / 2:.1f}) scale({MARK / 16})",
    }
