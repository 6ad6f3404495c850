"""How many activities stand where, in rows and in a sentence. Plain values."""

from collections import Counter
from collections.abc import Iterable

from portal.wording import listed, number_text

# The order in which statuses are counted and shown: best first, silence last.
STATUS_ORDER = ("done", "partly_done", "ongoing", "not_started", "late", "cancelled", "not_reported")
STATUS_TEXT = {
    "done": "Genomförd",
    "partly_done": "Delvis genomförd",
    "ongoing": "Pågår",
    "not_started": "Ej påbörjad",
    "late": "Försenad",
    "cancelled": "Utgår",
    "not_reported": "Ingen redovisning",
}
# As in "en är genomförd", "fyra är genomförda".
_ONE = {
    "done": "är genomförd",
    "partly_done": "är delvis genomförd",
    "ongoing": "pågår",
    "not_started": "är inte påbörjad",
    "late": "är försenad",
    "cancelled": "utgår",
    "not_reported": "är inte redovisad",
}
_MANY = {
    "done": "är genomförda",
    "partly_done": "är delvis genomförda",
    "ongoing": "pågår",
    "not_started": "är inte påbörjade",
    "late": "är försenade",
    "cancelled": "utgår",
    "not_reported": "är inte redovisade",
}


def summary(statuses: Iterable[str]) -> dict:
    """{"total", "counts", "rows": [{"status", "status_text", "count"}], "text"} of the statuses that occur."""
    counts = Counter(statuses)
    rows = [
        {"status": status, "status_text": STATUS_TEXT[status], "count": counts[status]}
        for status in STATUS_ORDER
        if counts[status]
    ]
    total = counts.total()
    return {"total": total, "counts": dict(counts), "rows": rows, "text": _sentence(total, counts)}


def _sentence(total: int, counts: Counter) -> str:
    """ "Av sju aktiviteter är fyra genomförda", said so that every status is named."""
    if not total:
        return ""
    things = "aktivitet" if total == 1 else "aktiviteter"
    if counts["not_reported"] == total:
        return f"{number_text(total).capitalize()} {things}, ingen redovisad."
    parts = [
        f"{number_text(counts[status])} {(_ONE if counts[status] == 1 else _MANY)[status]}"
        for status in STATUS_ORDER
        if counts[status]
    ]
    return f"{number_text(total).capitalize()} {things}: {listed(parts)}."
