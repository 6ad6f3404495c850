"""What is about to change: noted on the disk before it is committed, and forgotten when the outcome is known.

Were the process and the database to die together just after the commit, the versions last known would be those from
before it, and a copy of what was withdrawn would pass for good. A copy that is in doubt is not shown.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from portal.store.ledger import folder
from portal.store.versions import EVERYTHING

logger = logging.getLogger(__name__)

STATUS = "SELECT pg_xact_status(%s::text::xid8)"


def announce(name: str) -> None:
    """Say that the transaction that is going on changes what is public of that name."""
    if not settings.PAGE_STORE:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (transaction,) = cursor.fetchone()
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        (_folder() / f"{transaction} {name}").touch()
    except OSError:
        logger.warning("the page store cannot note what is about to change")


def noted() -> list[Path]:
    try:
        return list(_folder().iterdir())
    except OSError:
        return []


def is_in_doubt(names: Iterable[str]) -> bool:
    """Whether something of the names may have changed without anybody knowing."""
    doubted = {place.name.partition(" ")[2] for place in noted()}
    return bool(doubted) and (EVERYTHING in (names := set(names)) or not doubted.isdisjoint(names))


def decided(places: Iterable[Path], asked: psycopg.Connection) -> list[Path]:
    """Those of what is noted whose transactions have ended, as an asked database tells. Raises psycopg.Error."""
    return [place for place in places if not _is_going_on(place.name.partition(" ")[0], asked)]


def _is_going_on(transaction: str, asked: psycopg.Connection) -> bool:
    """A number that the database does not know is of another database, or of a time long gone."""
    try:
        found = asked.execute(STATUS, [transaction]).fetchone()
    except psycopg.DataError:
        return False
    return found == ("in progress",)


def _folder() -> Path:
    return folder() / "doubts"
