"""Looking through a portal where it stands: is everything that was stored still what it was?

What is looked at is named in settings.VERIFIED, since each app knows what must hold in it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db.backends.utils import CursorWrapper

from portal.backup import files, tables

REFERENCES = """
SELECT quote_ident(conname), conrelid::regclass::text, confrelid::regclass::text,
    ARRAY(SELECT quote_ident(attname) FROM unnest(conkey) WITH ORDINALITY k(n, i)
          JOIN pg_attribute ON attrelid = conrelid AND attnum = n ORDER BY i),
    ARRAY(SELECT quote_ident(attname) FROM unnest(confkey) WITH ORDINALITY k(n, i)
          JOIN pg_attribute ON attrelid = confrelid AND attnum = n ORDER BY i)
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 2, 1
"""


@dataclass(frozen=True)
class Verified:
    """What was looked at, how many there were, and what was wrong: a line in Swedish for each."""

    what: str
    count: int
    wrong: list[str]


def verified(what: str, found: Iterable[str]) -> Verified:
    """The result of a look at many, which gives what is wrong with each, "" when nothing is."""
    told = list(found)
    return Verified(what, len(told), [line for line in told if line])


def stored_files() -> Verified:
    """Every file that a row names is there, and is what the row says."""
    with tables.snapshot() as cursor:
        return verified("Filer", (problem_of(one) for one in files.named(cursor)))


def problem_of(named: files.Named) -> str:
    try:
        with default_storage.open(named.name) as stored:
            digest = hashlib.file_digest(stored, "sha256").hexdigest()
    except OSError:
        return f"{named.row}: filen {named.name} saknas eller går inte att läsa."
    if named.sha256 and digest != named.sha256:
        return f"{named.row}: filen {named.name} är inte den som sparades."
    return ""


def foreign_keys() -> Verified:
    """Every row that a row refers to is there. The database sees to it, unless somebody has gone round it."""
    with tables.snapshot() as cursor:
        cursor.execute(REFERENCES)
        return verified("Hänvisningar mellan tabeller", [broken(cursor, Reference(*one)) for one in cursor.fetchall()])


class Reference(NamedTuple):
    """A foreign key as the catalogue tells it, its names quoted where they must be."""

    name: str
    table: str
    target: str
    columns: list[str]
    keys: list[str]


def broken(cursor: CursorWrapper, one: Reference) -> str:
    filled = " AND ".join(f"row.{column} IS NOT NULL" for column in one.columns)
    same = " AND ".join(f"other.{key} = row.{column}" for column, key in zip(one.columns, one.keys, strict=True))
    found = f"EXISTS (SELECT FROM {one.target} other WHERE {same})"
    cursor.execute(f"SELECT count(*) FROM {one.table} row WHERE {filled} AND NOT {found}")  # noqa: S608 - quoted
    count = cursor.fetchone()[0]
    return (
        f"{count} rader i {one.table} hänvisar till rader i {one.target} som inte finns ({one.name})." if count else ""
    )
