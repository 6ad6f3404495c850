"""A database server that follows another (streaming replication), and takes over when it is told to."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from portal.local import sockets
from portal.local.binaries import program
from portal.local.postgres import Cluster
from portal.local.throwaway import PREFIX
from tests.faults.stack import wait_until

HOW_FAR = "SELECT pg_current_wal_lsn()::text"
IS_THERE = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"


@dataclass
class Follower:
    """The second server: where its socket is, and whom it follows."""

    of: Cluster
    data: Path
    folder: str

    @property
    def url(self) -> str:
        """DATABASE_URL that names both; whichever may be written to is used."""
        both = ",".join(quote(folder, safe="") for folder in (self.of.process.socket_folder, self.folder))
        return f"postgres://portal@{both}/portal?target_session_attrs=read-write"

    def take_over(self) -> None:
        """The first dies with all that it has in memory; the second is then written to."""
        with superuser(self.of.process.socket_folder) as first, superuser(self.folder) as second:
            told = first.execute(HOW_FAR).fetchone()[0]
            wait_until(lambda: second.execute(IS_THERE, [told]).fetchone()[0], 30, "the follower is behind")
            run(self.of, "pg_ctl", "stop", "-D", self.of.data, "-m", "immediate", "-w")
            second.execute("SELECT pg_promote()")


@contextmanager
def follower(of: Cluster) -> Iterator[Follower]:
    """Begins as a copy of the other, and goes on with each of its changes; gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}follower-"))
    home.chmod(0o711)  # root's server runs as another user, who must reach its own folder inside
    data = home / "postgres"
    data.mkdir()
    of.user.give(data)
    where = ["-h", of.process.socket_folder, "-p", str(sockets.PORT), "-U", "postgres"]
    run(of, "pg_basebackup", "-D", data, *where, "-R", "-c", "fast", "--no-sync")
    (data / f"{sockets.NAME}.lock").unlink(missing_ok=True)  # of the first, which has its socket in its folder
    folder = sockets.choose_folder(data, of.user)
    options = f'-p {sockets.PORT} -k "{folder}" -c listen_addresses="" -c fsync=off'
    run(of, "pg_ctl", "start", "-w", "-D", data, "-l", data / "log", "-o", options)
    try:
        yield Follower(of, data, folder)
    finally:
        run(of, "pg_ctl", "stop", "-D", data, "-m", "immediate", "-w")
        sockets.remove_folder(folder, data)
        shutil.rmtree(home, ignore_errors=True)


def superuser(folder: str) -> psycopg.Connection:
    return psycopg.connect(host=folder, port=sockets.PORT, user="postgres", dbname="postgres", autocommit=True)


def run(cluster: Cluster, name: str, *arguments: str | Path) -> None:
    done = cluster.user.run([program(cluster.user, name), *arguments])
    assert done.returncode == 0, done.stderr
