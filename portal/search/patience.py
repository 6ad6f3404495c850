"""A search is given two seconds: longer than any takes, and short enough that many slow ones stop nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from portal.database.faults import Fault, fault_of

SECONDS = 2


class SearchTooSlow(Exception):
    """The search was given up. Fewer or less common words are found sooner."""


@contextmanager
def search_time() -> Iterator[None]:
    """Each question that is asked inside may take two seconds. Raises SearchTooSlow."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'")
            yield
    except OperationalError as error:
        if fault_of(error) is Fault.SLOW:
            raise SearchTooSlow from error
        raise
