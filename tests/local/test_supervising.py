"""The programs of production: replaced when they die, ended in reverse with all that they started, renewed in place."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from portal.local import supervising
from portal.local.install import PROJECT
from tests.local.test_background import gone, lives

# Starts another process, tells both numbers and what it is told, and ends when told to.
STANDS_IN = """
import os, signal, subprocess, sys, time
name = sys.argv[1]
def say(*words):  # in one piece, whatever the others say meanwhile
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.DEVNULL)
def told(number, frame):
    say(name, "told", number)
    if number != signal.SIGHUP:
        sys.exit()
for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGHUP):
    signal.signal(number, told)
say(name, os.getpid(), other.pid)
while True:
    time.sleep(60)
"""
SUPERVISES = f"""
import os, signal, sys
from portal.local import supervising
from portal.local.supervising import Program, Supervisor
supervising.PATIENCE = [0]
def program(name, **how):
    return Program(name.upper(), [sys.executable, "-c", {STANDS_IN!r}, name], dict(os.environ), **how)
programs = [
    program("web", renews_by=signal.SIGHUP), program("worker"), program("front", ends_by=signal.SIGQUIT),
]
def tend():
    raise OSError("the database is away")
supervisor = Supervisor(programs, renew=lambda: sys.argv[1:] != ["refuses"], tend=tend)
supervisor.listen()
supervisor.keep()
print("over", flush=True)
"""


@contextmanager
def supervisor(*arguments: str) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-c", SUPERVISES, *arguments]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: subprocess.Popen, *beginnings: str) -> list[str]:
    """The words of the next line that one of the programs prints."""
    while words := process.stdout.readline().split():
        if words[0] in beginnings:
            return words
    raise AssertionError("nothing more is printed")


def started(process: subprocess.Popen) -> dict[str, list[int]]:
    found = [line(process, "web", "worker", "front") for _ in range(3)]
    return {name: [int(one), int(other)] for name, one, other in found}


def test_what_dies_is_replaced_what_is_new_is_taken_in_and_all_ends_in_reverse():
    with supervisor() as process:
        first = started(process)
        one, left = first["web"]
        os.kill(one, signal.SIGKILL)
        name, again, _ = line(process, "web")
        assert (name, gone(left)) == ("web", True)
        process.send_signal(signal.SIGHUP)
        told = [line(process, "web", "worker", "front") for _ in range(5)]
        assert sorted(words[:2] for words in told if "told" in words) == [
            ["front", "told"], ["web", "told"], ["worker", "told"],
        ]  # fmt: skip
        assert ["web", "told", str(int(signal.SIGHUP))] in told
        assert lives(int(again))
        replaced = {words[0]: [int(number) for number in words[1:]] for words in told if "told" not in words}
        assert sorted(replaced) == ["front", "worker"]
        process.terminate()
        ended = [line(process, "web", "worker", "front", "over") for _ in range(4)]
        assert [words[0] for words in ended] == ["front", "worker", "web", "over"]
        assert ended[0][2] == str(int(signal.SIGQUIT))
        assert process.wait(10) == 0
        assert all(gone(pid) for pids in (*first.values(), *replaced.values()) for pid in pids)


def test_nothing_changes_when_what_is_new_cannot_be_taken_in_and_nothing_is_left_when_it_is_killed():
    with supervisor("refuses") as process:
        found = started(process)
        process.send_signal(signal.SIGHUP)
        process.kill()
        assert all(gone(pid) for pid, _ in found.values())


def test_what_reads_files_is_renewed_only_when_they_have_changed(tmp_path):
    file = tmp_path / "nginx.conf"
    file.write_text("a")
    program = supervising.Program("nginx", ["sleep", "60"], dict(os.environ), renews_by=signal.SIGTERM, reads=[file])
    program.start()
    program.renew()
    assert program.is_alive()
    file.write_text("b")
    program.renew()
    assert program.process.wait(10) == -signal.SIGTERM


def test_a_program_that_cannot_start_is_tried_less_and_less_often(monkeypatch, capsys):
    moment = [0.0]
    monkeypatch.setattr(supervising.time, "monotonic", lambda: moment[0])
    program = supervising.Program("Webben", ["false"], {})
    starts = []
    for second in range(60):
        moment[0] = second
        before = program.process
        program.look()
        if program.process not in (None, before):
            starts.append(second)
            program.process.wait()
    assert starts == [0, 2, 5, 11, 22, 53]
    assert "Webben slutade (1) och startas igen om 1 s." in capsys.readouterr().out
