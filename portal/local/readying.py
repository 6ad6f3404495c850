"""All that must be ready before `make serve` serves, in one Django process: tables, facts, files, the front server."""

import hashlib
import sys
from pathlib import Path

from portal.local.prepare import LOADERS, NOTHING_NEW, check_database, command, set_up_django
from portal.local.terminal import Steps, ended_kindly

FACTS = [name for name in LOADERS if name != "load_demo"]


def main() -> int:
    """Arguments: how many steps there are in all, how many are done, and what `write_front` is to be told, if it is."""
    total, done, *front = sys.argv[1:]
    steps = Steps(int(total), int(done))
    set_up_django()
    with steps.step("Uppdaterar databasens tabeller"):
        check_database()
        command("migrate", interactive=False, verbosity=0)
    with steps.step("Läser in kommuner och löften"):
        for line in [line for name in FACTS for line in command(name).splitlines() if not line.endswith(NOTHING_NEW)]:
            steps.note(line)
    with steps.step("Samlar filer till sidorna"):
        collect()
        if front:
            command("write_front", *front)
    return 0


def collect() -> None:
    """Collects and compresses static files when they have changed. What is old stays, for pages that still name it."""
    from django.conf import settings

    stamp, now = Path(settings.STATIC_ROOT) / "collected", fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now, encoding="ascii")


def fingerprint() -> str:
    """Changes when any static file does."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            with storage.open(name) as file:
                digest.update(name.encode() + hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
