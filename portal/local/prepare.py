"""Tables and data, in one Django process: migrate, then each loader; every one may be run again."""

import io
import logging
import os
import sys
import warnings

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection

from portal.local.terminal import Refusal, Steps, ended_kindly

LOADERS = {"load_sweden": {}, "load_pledges": {}, "load_demo": {"accounts": True}, "rebuild": {}}
NOTHING_NEW = " inget nytt att läsa in."  # how a loader's line ends when it had nothing to do
OLDEST_POSTGRESQL = 14_00_00  # what Django 5.2 supports


def main() -> int:
    """Arguments: how many steps there are in all, and how many are done."""
    total, done = (int(argument) for argument in sys.argv[1:])
    steps = Steps(total, done)
    set_up_django()
    with steps.step("Uppdaterar databasens tabeller"):
        check_database()
        command("migrate", interactive=False, verbosity=0)
    with steps.step("Läser in kommuner, löften och demonstration"):
        told = [line for name, how in LOADERS.items() for line in command(name, **how).splitlines()]
        for line in [line for line in told if not line.endswith(NOTHING_NEW)] or [NOTHING_NEW.strip()]:
            steps.note(line)
    return 0


def set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    os.environ.setdefault("DATABASE_WAITS", "long")
    try:
        with warnings.catch_warnings(action="ignore"):  # django-environ warns in English of what we refuse in Swedish
            django.setup()
    except ImproperlyConfigured as error:
        raise Refusal("en inställning i miljön är fel.", str(error)) from None
    logging.disable(logging.INFO)  # what is loaded is told to the person who waits for it


def check_database() -> None:
    """Raises Refusal when the database does not answer, or is too old."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Refusal(f"databasen svarar inte:\n{str(error).strip()}", unreachable_remedy()) from None
    version = connection.connection.info.server_version
    if version < OLDEST_POSTGRESQL:
        raise Refusal(f"PostgreSQL {version // 10000} är för gammal.", "använd PostgreSQL 14 eller nyare.")


def unreachable_remedy() -> str:
    if not os.environ.get("DATABASE_URL"):
        return "kör make run igen; se annars postgres.log i mappen .data (eller den som DATA_DIR anger)."
    return (
        "kontrollera att servern är igång och att DATABASE_URL stämmer: postgres://namn:lösenord@värd:5432/databas\n"
        "Utan DATABASE_URL startar make run en egen databas."
    )


def command(name: str, *arguments: str, **options: object) -> str:
    """Runs one management command and returns what it printed. Raises Refusal when it refuses."""
    output = io.StringIO()
    try:
        call_command(name, *arguments, stdout=output, **options)
    except (CommandError, DatabaseError) as error:
        raise Refusal(
            f"{name} gick inte: {str(error).strip()}", f"se hela felet med: DEBUG=1 .venv/bin/python manage.py {name}"
        ) from error
    return output.getvalue()


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
