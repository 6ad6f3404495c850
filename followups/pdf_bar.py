"""The status bar on paper: the geometry of one segment per status, told apart in greyscale too."""

from portal.wording import figure, listed

WIDTH = 1660  # tenths of a millimetre: the width of the text on A4
HEIGHT = 70
GAP = 8
MARK = 36  # the size of the mark in a segment
LEAST_FOR_MARK = 60


def status_bar(summary: dict) -> dict | None:
    """The bar's segments, with room between them, and its text alternative. None when there is nothing to show.

    Each status that occurs has a segment at least wide enough to be seen.
    """
    rows = [row for row in summary["rows"] if row["count"]]
    total = sum(row["count"] for row in rows)
    if not total:
        return None
    room = WIDTH - GAP * (len(rows) - 1)
    segments, start = [], 0.0
    for row in rows:
        width = room * row["count"] / total
        segments.append(_segment(row["status"], start, width))
        start += width + GAP
    return {"width": WIDTH, "height": HEIGHT, "segments": segments, "alt": alternative(rows, total)}


def alternative(rows: list[dict], total: int) -> str:
    """The bar in words: "Läget för 7 aktiviteter: 4 genomförd, 2 pågår och 1 försenad."."""
    parts = listed([f"{figure(row['count'])} {row['status_text'].lower()}" for row in rows])
    return f"Stapel över läget för {figure(total)} aktiviteter: {parts}."


def _segment(status: str, start: float, width: float) -> dict:
    return {
        "status": status,
        "x": round(start, 1),
        "width": round(width, 1),
        "mark": {"x": round(start + (width - MARK) / 2, 1), "y": (HEIGHT - MARK) / 2, "scale": MARK / 16}
        if width >= LEAST_FOR_MARK
        else None,
    }
