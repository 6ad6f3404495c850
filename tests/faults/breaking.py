"""The faults: each breaks something of the stack and, when it must, mends it again."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import psycopg

from tests.faults.stack import Stack, wait_until
from tests.faults.writing import Writer

OTHERS = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
WAITING = f"SELECT count(*) FROM pg_stat_activity WHERE {OTHERS} AND wait_event_type = 'Lock'"  # noqa: S608 - ours
END_SESSIONS = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OTHERS}"  # noqa: S608 - ours
HOLD = "LOCK TABLE pledges_revision IN SHARE MODE"
SMALL = 1000  # bytes that still go into a file on a disk that is all but full


# How often each strikes in a round: most of what costs least and meets a save in the most places.
OFTEN = {"an answer is cut off": 5, "a worker is killed in the middle of a save": 2, "a worker is killed": 2}
OFTEN |= {"the database ends its sessions": 3, "the disk is full": 2}


class Breaker:
    """Knows all faults by name and takes them in an order that follows from a seed."""

    def __init__(self, stack: Stack, writers: list[Writer], chance: random.Random) -> None:
        self.stack, self.writers, self.chance = stack, writers, chance

    def kinds(self) -> dict[str, Callable[[], None]]:
        """Each by what it is called."""
        return {
            "a worker is killed": self.kill_worker,
            "a worker is killed in the middle of a save": self.kill_while_saving,
            "both workers are killed": self.kill_both,
            "an answer is cut off": self.cut_answer,
            "the database ends its sessions": self.end_sessions,
            "the database is restarted": self.restart_database,
            "the database crashes": self.crash_database,
            "the database stalls": self.stall_database,
            "the disk is full": self.fill_disk,
            "kept pages are broken": self.break_pages,
        }

    def round(self) -> list[str]:
        """The faults of a round, in an order of its own."""
        every = [kind for kind in self.kinds() for _ in range(OFTEN.get(kind, 1))]
        return self.chance.sample(every, len(every))

    def kill_worker(self) -> None:
        self.kill(self.chance.choice(self.stack.workers()))

    def kill_both(self) -> None:
        for worker in self.stack.workers():
            self.kill(worker)

    def kill(self, worker: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)

    def kill_while_saving(self) -> None:
        """All who save are held where they write history, between the row and the commit, and then killed."""
        with psycopg.connect(self.stack.database) as holder, self.stack.connect() as looking:
            holder.execute(HOLD)
            with suppress(AssertionError):  # nobody happened to save
                wait_until(lambda: looking.execute(WAITING).fetchone()[0] > 0, 1, "nobody saved")
            self.kill_both()
            holder.rollback()

    def cut_answer(self) -> None:
        self.chance.choice(self.writers).cut.set()

    def end_sessions(self) -> None:
        with self.stack.connect() as connection:
            connection.execute(END_SESSIONS)

    def restart_database(self) -> None:
        self.stack.cluster.stop()
        time.sleep(self.chance.uniform(0, 0.1))
        self.stack.cluster.start()

    def crash_database(self) -> None:
        """Killed, with all its processes at once, as when the machine's power goes."""
        self.stack.signal_server(signal.SIGKILL)
        wait_until(lambda: not self.stack.server_processes(), 10, "the server was not gone")
        self.stack.cluster.start()

    def stall_database(self) -> None:
        """It goes on where it was after a while."""
        self.stack.signal_server(signal.SIGSTOP)
        time.sleep(self.chance.uniform(0.1, 0.5))
        self.stack.signal_server(signal.SIGCONT)

    def break_pages(self) -> None:
        """Each in its own way: cut off, overwritten or gone."""
        for place in sorted((self.stack.data / "pages").glob("??/*")):
            with suppress(OSError):
                how = self.chance.randrange(3)
                if how == 0:
                    os.truncate(place, self.chance.randint(0, place.stat().st_size))
                elif how == 1:
                    place.write_bytes(self.chance.randbytes(place.stat().st_size))
                else:
                    place.unlink()

    def fill_disk(self) -> None:
        """Uploads, their copies and the log find no room."""
        self.stack.limit_files(SMALL)
        time.sleep(self.chance.uniform(0.1, 0.4))
        self.stack.limit_files(-1)
