"""What people read in the terminal is Swedish, counted, and without tracebacks."""

import pytest

from portal.local import terminal
from portal.local.terminal import Refusal, Steps, elapsed, ended_kindly


@pytest.mark.parametrize(("seconds", "text"), [(0.04, "0,0 s"), (9.94, "9,9 s"), (12.4, "12 s"), (125, "2 min 5 s")])
def test_time_is_written_as_swedes_do(seconds, text):
    assert elapsed(seconds) == text


def test_steps_are_counted_on_from_those_already_done(capsys):
    steps = Steps(total=6, done=2)
    with steps.step("Startar databasen"):
        steps.note("Databasen ligger här.")
    assert capsys.readouterr().out == "Steg 3 av 6: Startar databasen … 0,0 s\n    Databasen ligger här.\n"


def test_a_slow_step_shows_signs_of_life(capsys, monkeypatch):
    monkeypatch.setattr(terminal, "SIGN_OF_LIFE_EVERY", 0.01)
    with Steps(1).step("Hämtar"):
        terminal.time.sleep(0.2)
    assert "…..." in capsys.readouterr().out


def test_a_refusal_names_the_problem_and_the_remedy_and_fails(capsys):
    def work() -> int:
        with Steps(1).step("Försöker"):
            raise Refusal("det är fel.", "gör om.")

    assert ended_kindly(work) == 1
    printed = capsys.readouterr()
    assert printed.out == "Steg 1 av 1: Försöker …\n"
    assert printed.err == "\nDet gick inte: det är fel.\nGör så här: gör om.\n"
