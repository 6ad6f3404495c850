"""A piece of a proposal as the row that it will be: to check it before anybody accepts it, and to make it at last."""

from django.core.exceptions import ValidationError
from django.db import models

from pledges.models import (
    Activity,
    ActivityGroup,
    Document,
    ExpectedEffect,
    FocusArea,
    Party,
    Pledge,
    Promise,
    Quote,
    RelatedLink,
    Section,
    Signatory,
    SituationStatement,
)

from .pieces import KINDS, TIES, Piece

MODELS: dict[str, type[models.Model]] = {
    "period": Pledge,
    "party": Party,
    "signatory": Signatory,
    "promise": Promise,
    "group": ActivityGroup,
    "activity": Activity,
    "section": Section,
    "statement": SituationStatement,
    "effect": ExpectedEffect,
    "focus": FocusArea,
    "quote": Quote,
    "link": RelatedLink,
    "document": Document,
}
NO_WORDS = "{name}: skriv texten."


def row_of(piece: Piece, **known: object) -> models.Model:
    """An unsaved row with the piece's values, and those that are `known` of what it hangs in."""
    values = {name: value for name, value in piece.values.items() if name not in TIES}
    return MODELS[piece.kind](**values, **known)


def lacks(piece: Piece, *, is_whole: bool = False) -> list[str]:
    """What must be mended before the piece can be a row, in Swedish; `is_whole` asks the constraints, too."""
    name = KINDS[piece.kind].name
    if piece.kind not in MODELS:
        needs_words = piece.kind in ("validity", "extension")
        return [NO_WORDS.format(name=name)] if needs_words and not piece.words.strip() else []
    row = row_of(piece)
    unchecked = {column.name for column in row._meta.fields if column.is_relation or not column.editable} | {"slug"}
    found = []
    try:
        row.clean_fields(exclude=unchecked)
        if is_whole:
            row.validate_constraints(exclude={*unchecked, "municipality", "part"})
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            found += [f"{_called(row, field)}: {message}" for message in messages]
    return found


def _called(row: models.Model, field: str) -> str:
    names = {column.name: str(column.verbose_name) for column in row._meta.fields}
    return names.get(field, str(row._meta.verbose_name)).capitalize()
