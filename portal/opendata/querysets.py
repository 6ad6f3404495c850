"""The questions of open data: rows in pages that never grow slower, and where among the records a row stands."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet, Sum, Window


def next_rows(rows: QuerySet, order: Sequence[str], last: Sequence | None, count: int) -> QuerySet:
    """The `count` rows after the one whose columns of `order` are `last`; the first ones without it.

    The first condition alone is what an index can jump to.
    """
    ordered = rows.order_by(*order)
    if last is not None:
        beyond, same = Q(), Q()
        for name, value in zip(order, last, strict=True):
            beyond |= same & Q(**{f"{name}__gt": value})
            same &= Q(**{name: value})
        ordered = ordered.filter(Q(**{f"{order[0]}__gte": last[0]}) & beyond)
    return ordered[:count]


def count_records(rows: QuerySet, size: str) -> int:
    return (rows.aggregate(total=Sum(size))["total"] or 0) if size else rows.count()


def keys_of_page(rows: QuerySet, order: Sequence[str], size: str, first: int, count: int) -> list[tuple]:
    """(key, number of records before it) of the rows that give the records from number `first` (from 0) and on.

    Keys alone: counting its way there passes every row, whose content is heavy.
    """
    upto = Window(Sum(size), order_by=[*order])
    placed = rows.filter(**{f"{size}__gt": 0}).annotate(upto=upto, before=F("upto") - F(size))
    page = placed.filter(upto__gt=first, before__lt=first + count).order_by(*order)
    return list(page.values_list("pk", "before")[:count])


def rows_with_keys(rows: QuerySet, order: Sequence[str], keys: Sequence) -> QuerySet:
    return rows.filter(pk__in=keys).order_by(*order)


def rows_from(rows: QuerySet, order: Sequence[str], first: int, count: int) -> QuerySet:
    """The `count` rows from number `first` (from 0)."""
    return rows.order_by(*order)[first : first + count]


def row_with_key(rows: QuerySet, key: str):
    """The row, or None."""
    return rows.filter(pk=key).first()


def weigh(rows: QuerySet, size: str) -> tuple[int, int]:
    """How many rows have a file, and how many bytes they are together."""
    weighed = rows.filter(**{f"{size}__gt": 0})
    return weighed.count(), weighed.aggregate(total=Sum(size))["total"] or 0
