"""What operators want to see beside the signs, and that has no state."""

from django.conf import settings

from portal import querysets
from portal.models import TimedRun
from portal.version import version

Facts = list[tuple[str, str]]


def running() -> Facts:
    return [("Version", version())]


def database() -> Facts:
    server, size = querysets.server()
    return [("Databas", f"PostgreSQL {server}"), ("Databasens storlek", f"{size / 10**6:.0f} MB")]


def runs() -> list[TimedRun]:
    """The commands that timers run, in their order, also those that never have."""
    known = TimedRun.objects.in_bulk()
    return [known.get(command, TimedRun(command=command)) for command in settings.TIMERS]
