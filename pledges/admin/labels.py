"""Short labels for long texts in lists of choices."""

from django.utils.text import Truncator


def short(text: str, length: int = 90) -> str:
    return Truncator(" ".join(text.split())).chars(length)


def numbered(rows) -> list[tuple]:
    """Rows with a label that begins with their place: "2. Fler fall av …"."""
    return [(row, f"{number}. {short(row.text)}") for number, row in enumerate(rows, 1)]
