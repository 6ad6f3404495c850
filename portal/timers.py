"""Commands that timers run: each run leaves a trace, so that one can see when it last went well."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from portal.models import TimedRun


class TimedCommand(BaseCommand):
    """A command that is listed in settings.TIMERS."""

    def execute(self, *args, **options):
        with recorded(type(self).__module__.rpartition(".")[2]):
            return super().execute(*args, **options)


@contextmanager
def recorded(command: str) -> Iterator[None]:
    """Remember that the command began, and how it ended. A database that cannot remember it breaks nothing more."""
    _remember(command, began_at=timezone.now())
    try:
        yield
    except BaseException as fault:
        _remember(command, failed_at=timezone.now(), fault=type(fault).__name__)
        raise
    _remember(command, succeeded_at=timezone.now())


def _remember(command: str, **known: object) -> None:
    with suppress(DatabaseError):
        row, fields = TimedRun(command=command, **known), list(known)
        TimedRun.objects.bulk_create([row], update_conflicts=True, unique_fields=["command"], update_fields=fields)
