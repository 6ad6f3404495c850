"""`make run` once everything is installed: database, tables, data, and then the portal itself."""

import os
import signal
import subprocess
import sys
from types import FrameType

from portal.local import address
from portal.local.install import STEPS
from portal.local.terminal import Steps, ended_kindly

TOTAL = 6


def main() -> int:
    """Prepares the database and becomes gunicorn, which stops the database when it stops."""
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, interrupted)
    host, port = address.wanted()
    steps = Steps(TOTAL, done=STEPS)
    os.environ.update(demonstration_settings(host, port) | os.environ)
    use = begin_database(steps)
    try:
        prepare(steps)
        with steps.step("Startar portalen"):
            sys.stdout.flush()
        os.environ["PORTAL_DATABASE_USE"] = use.handed_over() if use else ""
        os.execv(
            sys.executable,
            [sys.executable, "-m", "gunicorn", "--config", "python:portal.local.serving", "portal.wsgi:application"],
        )
    finally:  # not reached when execv succeeds
        if use:
            use.end()


def begin_database(steps: Steps):
    """Starts the embedded server unless DATABASE_URL names another; returns its use, or None."""
    if os.environ.get("DATABASE_URL"):
        with steps.step("Använder databasen i DATABASE_URL"):
            return None
    from portal.local.database import Use  # here, since a server of one's own needs no embedded one

    with steps.step("Startar databasen"):
        use = Use()
        use.begin()
        if use.cluster.data.parent != use.cluster.home:
            steps.note(
                f"Databasen ligger i {use.cluster.data}, eftersom mappen här är stängd för andra användare än root."
            )
    return use


def prepare(steps: Steps) -> None:
    """Migrates and loads in a process of its own, so that the one that goes on to serve stays small."""
    done = subprocess.run(
        [sys.executable, "-m", "portal.local.prepare", str(steps.total), str(steps.done)], check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    steps.done += 2


def demonstration_settings(host: str, port: int) -> dict[str, str]:
    """Settings for a portal on one's own machine, wherever the environment does not say otherwise."""
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - only compared
    return {
        "HOST": host,
        "PORT": str(port),
        "DEBUG": "1",
        "ALLOWED_HOSTS": "*" if everywhere else ",".join({"127.0.0.1", "localhost", "[::1]", host}),
        "PUBLIC_URL": address.shown(host, port),
    }


def interrupted(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
