"""Real processes that are killed, stopped and starved while others write: nothing answered is lost, doubled or halved.

`make faults` strikes a thousand times; here sixty, and then what must be found out when it happens is made to happen.
"""

import subprocess
import sys

import pytest

from tests.faults import oracle
from tests.faults.breaking import Breaker
from tests.faults.running import KINDS, Run, run
from tests.faults.stack import Stack, running_stack, wait_until
from tests.faults.writing import CarelessMaker, End, Journal, Write

pytestmark = pytest.mark.xdist_group("faults")
FAULTS, SEED = 60, 1


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    with running_stack(tmp_path_factory.mktemp("faults")) as running:
        yield running


@pytest.fixture(scope="module")
def struck(stack: Stack) -> Run:
    return run(stack, faults=FAULTS, seed=SEED)


def test_sixty_faults_lose_nothing_double_nothing_and_leave_nothing_by_halves(struck):
    assert (struck.faults, struck.journal.wrong) == ([], []), f"seed {SEED}: {struck.ends} {struck.journal.answers}"
    assert struck.struck.total() == FAULTS
    assert set(struck.struck) == set(Breaker.kinds(Breaker(None, [], None)))
    assert struck.kinds_saved == KINDS
    assert struck.journal.read[200] > FAULTS


def found_out(stack: Stack, struck: Run, *writes: Write) -> list[str]:
    with stack.connect() as connection:
        return oracle.faults(connection, stack.data / "files", [*struck.journal.writes, *writes])


def test_a_program_that_sends_again_under_another_number_is_found_out(stack, struck):
    careless = CarelessMaker(stack.port, struck.sessions[2], Journal(), "slarvig")
    careless.cut.set()
    write = careless.write("slarvig")
    with stack.connect() as connection:
        count = "SELECT count(*) FROM pledges_method WHERE explanation = 'slarvig'"
        wait_until(lambda: connection.execute(count).fetchone()[0] == 2, 10, "both were not saved")
        assert found_out(stack, struck, write) == ["slarvig was saved, and is there 2 times"]
        connection.execute("DELETE FROM pledges_method WHERE explanation = 'slarvig'")


KILLED_BETWEEN = """
import os, psycopg, signal, sys
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    connection.execute("UPDATE pledges_theme SET explanation = 'halv', version = version + 1 WHERE id = 1")
    os.kill(os.getpid(), signal.SIGKILL)
    connection.execute("INSERT INTO pledges_revision …")
"""


def test_one_that_commits_twice_and_is_killed_between_is_found_out(stack, struck):
    with stack.connect() as connection:
        before = connection.execute("SELECT explanation, version FROM pledges_theme WHERE id = 1").fetchone()
        subprocess.run([sys.executable, "-c", KILLED_BETWEEN, stack.database], check=False)
        saves = before[1] - 1
        assert found_out(stack, struck) == [
            f"theme 1 says 'halv' in version {before[1] + 1}, but its history has {saves} saves"
        ]
        connection.execute("UPDATE pledges_theme SET explanation = %s, version = %s WHERE id = 1", before)


def test_a_save_that_was_answered_and_is_gone_is_found_out(stack, struck):
    lost = Write("make", "borta", end=End.SAVED)
    assert found_out(stack, struck, lost) == ["borta was saved, and is there 0 times"]


def test_a_file_that_is_not_what_its_row_says_is_found_out(stack, struck):
    uploaded = next(write for write in struck.journal.writes if (write.kind, write.end) == ("upload", End.SAVED))
    with stack.connect() as connection:
        name = connection.execute("SELECT file FROM pledges_document WHERE title = %s", [uploaded.mark]).fetchone()[0]
    (stack.data / "files" / name).write_bytes(b"half")
    assert found_out(stack, struck) == [f"{uploaded.mark} is there by halves"]
