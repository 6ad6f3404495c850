"""`manage.py migrate`: Django's own, in a portal that people are reading.

A change of a table must have it alone for a moment. Who waits for that stands before all who come after, so it waits
for two seconds at most, lets them pass, and tries again. What has been changed so far stays: each migration is whole.
"""

import time
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

WAITS = 2  # seconds for a lock
PAUSE = 3  # seconds in which those who waited behind us are let through
ATTEMPTS = 60


class Command(migrate.Command):
    def handle(self, *args, **options) -> None:
        for _ in range(ATTEMPTS):
            try:
                with briefly(connections[options["database"]]):
                    return super().handle(*args, **options)
            except OperationalError as fault:
                if not isinstance(fault.__cause__, LockNotAvailable):
                    raise
            self.stderr.write("En tabell används just nu. Försöker snart igen.")
            time.sleep(PAUSE)
        raise CommandError("en tabell var upptagen hela tiden. Kör manage.py migrate igen när färre använder portalen.")


@contextmanager
def briefly(connection):
    """Let the connection wait for locks no longer than others can wait for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(WAITS * 1000)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
