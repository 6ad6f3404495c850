"""The embedded database starts where it must, survives what happens to it, and leaves nothing behind."""

import contextlib
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal.local.database import Use
from portal.local.install import PROJECT
from portal.local.postgres import Cluster
from portal.local.server_process import lives
from portal.local.sockets import fits
from portal.local.terminal import Refusal


def connect(cluster: Cluster) -> psycopg.Connection:
    return psycopg.connect(cluster.url, autocommit=True)


def server_pid(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def ended(pid: int) -> bool:
    """Whether the process is gone, or only waits for its parent to notice."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if lives(pid) and "(postgres) Z" not in Path(f"/proc/{pid}/stat").read_text():
                time.sleep(0.05)
                continue
        return True
    return False


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/" + "x" * 92, True),
        ("/" + "x" * 93, False),
        ("/" + "å" * 46, True),
        ("/" + "å" * 47, False),
        ("/med,komma", False),
        ("/med mellanslag", True),
    ],
)
def test_a_socket_folder_may_be_93_bytes_and_hold_no_comma(folder, expected):
    assert fits(folder) is expected


def test_the_limit_is_the_kernels():
    with socket.socket(socket.AF_UNIX) as probe:
        with pytest.raises(FileNotFoundError):  # short enough: looked for, and not there
            probe.connect("/" + "x" * 92 + "/.s.PGSQL.5432")
        with pytest.raises(OSError, match="AF_UNIX path too long"):
            probe.connect("/" + "x" * 94 + "/.s.PGSQL.5432")


def test_it_starts_in_a_path_with_spaces_and_swedish_letters_and_the_portal_owns_its_database(cluster):
    cluster.start()
    with connect(cluster) as connection:
        row = connection.execute(
            "SELECT current_user, rolsuper, rolcreatedb, pg_get_userbyid(datdba), datlocprovider, datlocale"
            " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
        connection.execute("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION btree_gist")
    assert row == ("portal", False, True, "portal", "b", "C.UTF-8")


def test_nobody_reaches_it_from_the_network_or_another_account(cluster):
    cluster.start()
    with connect(cluster) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert cluster.data.stat().st_uid != 0


def test_stop_ends_the_server_and_forgets_its_address(cluster):
    cluster.start()
    pid = server_pid(cluster)
    cluster.stop()
    assert ended(pid)
    assert not cluster.pointer.exists()
    assert not cluster.is_running()


def test_starting_twice_uses_the_same_server(cluster):
    cluster.start()
    pid = server_pid(cluster)
    Cluster(cluster.home, throwaway=True).start()
    assert server_pid(cluster) == pid


def test_a_long_path_gets_a_short_private_folder_for_its_socket(home):
    deep = home / ("å" * 60)
    deep.mkdir()
    cluster = Cluster(deep, throwaway=True)
    try:
        cluster.start()
        with connect(cluster) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        folder = Path(cluster.pointer.read_text())
        assert fits(str(folder))
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.stat().st_uid == cluster.data.stat().st_uid
        cluster.stop()
        assert not folder.exists()
    finally:
        cluster.remove()


def test_data_survives_a_killed_server(home):
    cluster = Cluster(home)
    cluster.start()
    with connect(cluster) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'kvar' AS word")
    pid = server_pid(cluster)
    os.kill(pid, signal.SIGKILL)
    assert ended(pid)
    again = Cluster(home)
    try:
        again.start()
        with connect(again) as connection:
            assert connection.execute("SELECT word FROM kept").fetchone() == ("kvar",)
    finally:
        again.remove()


@pytest.fixture
def stranger(cluster: Cluster) -> Iterator[subprocess.Popen]:
    """A program of the server's user that was given the number which a server had before the machine was restarted."""
    cluster.start()
    cluster.stop()
    program = subprocess.Popen(["sleep", "60"], **cluster.user.identity())
    lines = f"{program.pid}\n{cluster.data}\n1\n5432\n{cluster.data}\n\n1 1\nready\n"
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (cluster.data / name).write_text(lines)
    yield program
    program.kill()
    program.wait()


def test_a_number_that_now_is_another_programs_does_not_hinder_the_start(cluster, stranger):
    assert not cluster.is_running()
    cluster.start()
    assert cluster.is_running()
    assert server_pid(cluster) != stranger.pid


def test_stopping_never_touches_another_program(cluster, stranger):
    cluster.stop()
    assert stranger.poll() is None


def test_an_interrupted_first_start_is_begun_anew(cluster):
    half_made = cluster.data.with_name("postgres.new")
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18")
    cluster.start()
    assert cluster.is_running()
    assert not half_made.exists()


def test_a_database_of_another_version_is_left_alone_with_a_remedy(cluster):
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(Refusal, match="PostgreSQL 17, men version 18") as refusal:
        cluster.start()
    assert refusal.value.remedy.endswith(f"mv '{cluster.data}' '{cluster.data}-17'")


def test_a_server_that_does_not_start_says_what_its_log_says(cluster):
    cluster.start()
    cluster.stop()
    with (cluster.data / "postgresql.conf").open("a") as settings:
        settings.write("inställning_som_inte_finns = 1\n")
    with pytest.raises(Refusal, match="inställning_som_inte_finns"):
        cluster.start()


def test_a_folder_closed_to_others_works_for_root_too(tmp_path):
    tmp_path.chmod(0o700)
    cluster = Cluster(tmp_path / "data", throwaway=True)
    try:
        cluster.start()
        found_again = Cluster(tmp_path / "data", throwaway=True)
        assert found_again.is_running()
        assert found_again.data == cluster.data
        assert (cluster.data.parent == cluster.home) is (os.geteuid() != 0)
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700  # we open nobody's folders
    finally:
        cluster.remove()
    assert not cluster.data.exists()


def start_in_another_process(home: Path, code: str) -> None:
    """Runs code in a process that then dies without a chance to clean up."""
    program = f"import os\nfrom portal.local.database import Use\n{code}\nos.kill(os.getpid(), 9)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, env={**os.environ, "DATA_DIR": str(home)}, check=False
    )
    assert done.returncode == -signal.SIGKILL


def test_a_server_left_by_a_killed_run_is_used_and_then_stopped_by_the_next(cluster, monkeypatch):
    start_in_another_process(cluster.home, "Use().begin()")
    pid = server_pid(cluster)
    monkeypatch.setenv("DATA_DIR", str(cluster.home))
    use = Use()
    use.begin()
    assert server_pid(cluster) == pid
    use.end()
    assert ended(pid)


def test_a_server_that_somebody_started_by_hand_is_left_running(cluster, monkeypatch):
    start_in_another_process(cluster.home, "Use().cluster.start()")
    monkeypatch.setenv("DATA_DIR", str(cluster.home))
    use = Use()
    use.begin()
    use.end()
    assert cluster.is_running()


def test_the_last_of_two_users_stops_the_server(cluster, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(cluster.home))
    first, second = Use(), Use()
    first.begin()
    second.begin()
    first.end()
    assert cluster.is_running()
    second.end()
    assert not cluster.is_running()
