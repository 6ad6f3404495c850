"""The tables of all migrations, made once on the tests' own server; each database of a run begins as a copy."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

NAME = "migrated"
LOCK = 290  # one process makes it while the others wait
ROOT = Path(__file__).resolve().parents[1]


def migrated() -> str:
    """The name of the database to copy. A server that is not the run's own gets none: its migrations may be older."""
    address = urlsplit(os.environ["DATABASE_URL"])
    if "PORTAL_TEST_SERVER" not in os.environ:
        return "template1"
    with psycopg.connect(urlunsplit(address), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")
            migrate(urlunsplit(address._replace(path=f"/{NAME}")))
    return NAME


def migrate(address: str) -> None:
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True)
