"""The folder of the database's socket: short enough for the kernel, and closed to everybody else."""

import os
import shutil
import tempfile
from pathlib import Path

from portal.local.server_user import ServerUser
from portal.local.terminal import Refusal

PORT = 5432  # only part of the socket's file name; nothing listens on it
NAME = f".s.PGSQL.{PORT}"
# sun_path holds 108 bytes with its closing zero (unix(7)); the rest of it is the socket's own name.
LONGEST_FOLDER = 107 - len(f"/{NAME}")
PREFIX = "portal-"


def fits(folder: str) -> bool:
    """Whether a socket in the folder can be reached: at most 107 bytes, and no comma, which libpq reads as a list."""
    return len(os.fsencode(folder)) <= LONGEST_FOLDER and not set(folder) & set(',"')


def choose_folder(data: Path, user: ServerUser) -> str:
    """The database's own folder when a socket's address fits in it, otherwise a new short private one."""
    if fits(str(data)):
        return str(data)
    runtime = os.environ.get("XDG_RUNTIME_DIR", "") if user.uid is None else ""
    for parent in (runtime, tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp makes a private folder in it
        if parent and os.access(parent, os.W_OK) and fits(f"{parent}/{PREFIX}12345678"):
            folder = tempfile.mkdtemp(prefix=PREFIX, dir=parent)
            user.give(Path(folder))
            return folder
    raise Refusal(
        "sökvägen till databasens uttag blir för lång.", "välj en kortare mapp: DATA_DIR=/tmp/portal make run"
    )


def remove_folder(folder: str, data: Path) -> None:
    """Removes a folder that choose_folder made; leaves the database's own alone."""
    if folder and Path(folder) != data and Path(folder).name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
