"""Which system user the embedded database server runs as, since PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.local.terminal import Refusal

ACCOUNT = "portal-postgres"
# Where the server keeps house when root's project folder is closed to every other user.
SYSTEM_HOME = Path("/var/lib/medborgarloften")


@dataclass(frozen=True)
class ServerUser:
    """Ourselves (uid None) or, for root, the unprivileged user that the server is started as."""

    uid: int | None = None
    gid: int | None = None

    def run(self, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
        """Runs a command as this user, from the root folder since ours may be closed to it."""
        return subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=False, cwd="/", **self.identity()
        )

    def identity(self) -> dict:
        """What subprocess needs to become this user."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        return self.uid is None or self.run(["test", "-x", folder]).returncode == 0

    def give(self, folder: Path) -> None:
        """Makes the folder private to this user."""
        if self.uid is not None:
            os.chown(folder, self.uid, self.gid or 0)
        folder.chmod(0o700)


def server_user(data: Path) -> ServerUser:
    """The user for the database in this folder: its owner when root starts it, otherwise ourselves.

    Raises Refusal when the database belongs to somebody else than an ordinary user who asks.
    """
    owner = data.stat().st_uid if data.exists() else 0
    if os.geteuid() == 0:
        return ServerUser(owner, data.stat().st_gid) if owner else _system_account()
    if data.exists() and owner != os.geteuid():
        raise Refusal(
            f"databasen i {data} ägs av en annan användare ({_name(owner)}).",
            "kör kommandot som samma användare som första gången, "
            "eller välj en egen mapp: DATA_DIR=$HOME/medborgarloften make run",
        )
    return ServerUser()


def _system_account() -> ServerUser:
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        _create_account()
        entry = pwd.getpwnam(ACCOUNT)
    return ServerUser(entry.pw_uid, entry.pw_gid)


def _create_account() -> None:
    if not shutil.which("useradd"):
        raise Refusal(
            "PostgreSQL får inte köras som root, och kommandot useradd saknas för att skapa en systemanvändare.",
            "kör som en vanlig användare, eller sätt DATABASE_URL till en egen PostgreSQL-server.",
        )
    made = subprocess.run(
        [
            "useradd",
            "--system",
            "--no-create-home",
            "--home-dir",
            "/nonexistent",
            "--shell",
            "/usr/sbin/nologin",
            ACCOUNT,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode not in (0, 9):  # 9: somebody else created it at the same time
        raise Refusal(f"systemanvändaren {ACCOUNT} kunde inte skapas: {made.stderr.strip()}")


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
