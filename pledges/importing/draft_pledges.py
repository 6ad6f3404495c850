"""A draft pledge from the pieces of one period, row by row, in the order of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models

from pledges.models import AreaMembership, ImportedPage, Method, Partner, Place, Pledge, Theme
from pledges.publishing import Refused
from portal.swedish import slug
from portal.wording import day_text

from .piece_values import BETWEEN_PLACES
from .pieces import KINDS, Piece, of_kind
from .rows import row_of

# Kinds in the order that their rows are made, so that what others are tied to is there.
ROWS = (
    "party",
    "signatory",
    "promise",
    "group",
    "activity",
    "section",
    "statement",
    "effect",
    "focus",
    "quote",
    "link",
)
ON_PAGE = ("page_owner", "first_published", "last_updated", "photo_alt", "photo_caption")
WORDS = {"themes": Theme, "methods": Method, "partners": Partner}
LONGEST_ADDRESS = 56


@dataclass
class Draft:
    """The pledge that the page numbers so, with the rows that were made of pieces, by the pieces' ids."""

    number: int
    pledge: Pledge
    rows: dict[str, models.Model] = field(default_factory=dict)


def make_pledge(page: ImportedPage, number: int, pieces: list[Piece]) -> Draft:
    """The draft of the page's pledge with that number. Raises Refused, naming the piece, for what cannot be a row."""
    (period,) = of_kind(pieces, "period", number)[:1]
    pledge = row_of(period, municipality=page.municipality, source=source_of(page)[:500])
    for name, kind in (("validity_note", "validity"), ("extension_reason", "extension")):
        setattr(pledge, name, "\n\n".join(piece.words for piece in of_kind(pieces, kind, number)))
    _about_the_page(pledge, number, pieces)
    _cleaned(pledge, period)
    pledge.area = AreaMembership.objects.only_area(page.municipality, pledge.starts_on)
    pledge.slug = _address(pledge)
    _saved(pledge, period)
    years = str(period.values.get("extends", "")).replace(",", " ").split()
    pledge.extends.set(Pledge.objects.of(page.municipality).ending_in([int(year) for year in years if year.isdigit()]))
    draft = Draft(number, pledge)
    for kind in ROWS:
        for order, piece in enumerate(of_kind(pieces, kind, number), 1):
            draft.rows[piece.id] = _row(piece, order, draft)
    return draft


def source_of(page: ImportedPage) -> str:
    """Where the page came from, in words: "https://ås.se/lofte, hämtad den 3 mars 2021"."""
    where = page.source_address or page.file_name or "inklistrad text"
    return f"{where}, hämtad den {day_text(page.fetched_on)}" if page.fetched_on else where


def _about_the_page(pledge: Pledge, number: int, pieces: Iterable[Piece]) -> None:
    """When the page was published, and its photo, are told with its first pledge, which is the one that it is about."""
    first = min((one.pledge for one in of_kind(pieces, "period")), default=number)
    for piece in of_kind(pieces, "page"):
        names = ON_PAGE if number == first else ON_PAGE[:1]
        for name in names:
            if name in piece.values:
                setattr(pledge, name, piece.values[name])


def _address(pledge: Pledge) -> str:
    """The years, the part of the kommun, and a number when that address is taken."""
    years = sorted({pledge.starts_on.year, pledge.ends_on.year})
    stem = "-".join([*map(str, years), *filter(None, [slug(pledge.part)])])[:LONGEST_ADDRESS].rstrip("-")
    taken = Pledge.objects.of(pledge.municipality).addresses()
    return next(address for address in _numbered(stem) if address not in taken)


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _row(piece: Piece, order: int, draft: Draft) -> models.Model:
    row = row_of(piece, pledge=draft.pledge, order=order)
    values = piece.values
    if piece.kind == "activity":
        row.group = draft.rows.get(values.get("group", ""))
    if piece.kind == "statement":
        row.motivates = draft.rows.get(values.get("motivates", ""))
    _cleaned(row, piece)
    _saved(row, piece)
    if "promises" in values:
        row.promises.set([draft.rows[key] for key in values["promises"] if key in draft.rows])
    for name, model in WORDS.items():
        if name in values:
            getattr(row, name).set(model.objects.with_slugs(values[name]))
    if "places" in values:
        row.places.set([_place(draft.pledge, name) for name in values["places"]])
    return row


def _place(pledge: Pledge, written: str) -> Place:
    """The kommun's place of that name, added to its list when it is not there."""
    name, _, within = written.partition(BETWEEN_PLACES)
    found, _ = Place.objects.get_or_create(municipality=pledge.municipality, name=name[:150], within=within[:100])
    return found


def _cleaned(row: models.Model, piece: Piece) -> None:
    unchecked = {column.name for column in row._meta.fields if column.is_relation or not column.editable} | {"slug"}
    try:
        row.clean_fields(exclude=unchecked)
    except ValidationError as error:
        raise Refused(_named(piece, error)) from None


def _saved(row: models.Model, piece: Piece) -> None:
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refused(_named(piece, error)) from None
    row.save()


def _named(piece: Piece, error: ValidationError) -> str:
    lines = ", ".join(map(str, piece.lines))
    where = f", rad {lines}" if lines else ""
    return f"{KINDS[piece.kind].name}{where}: {' '.join(error.messages)}"
