"""`make faults`: a thousand faults, or as many as one says, and a table of what came of them.

`make faults ARGS="1000 7"`: how many, and the seed that the order follows from. Ends with an error when a write that
was answered is lost, or any is there twice or by halves. With `ARGS="machines"` it is tests.many.machines.
"""

import os
import secrets
import sys
import tempfile
from pathlib import Path

from portal.local.install import STEPS
from portal.local.terminal import Refusal, Steps, ended_kindly, say
from tests.faults.running import Run, run
from tests.faults.stack import running_stack
from tests.many import machines

FAULTS = 1000
TOLD_EVERY = 50


def main() -> int:
    os.environ.setdefault("DEBUG", "1")
    if sys.argv[1:] == ["machines"]:
        return machines.main()
    faults, seed = wanted(sys.argv[1:])
    steps = Steps(total=4, done=STEPS)
    with tempfile.TemporaryDirectory(prefix="portal-faults-") as data:
        with steps.step("Startar portalen med en egen databas"):
            stack = running_stack(Path(data))
            running = stack.__enter__()
        try:
            with steps.step(f"Gör {faults} fel, frö {seed}"):
                found = run(running, faults=faults, seed=seed, tell=lambda count: told(steps, count))
        finally:
            stack.__exit__(None, None, None)
    say(table(found))
    return int(bool(found.faults or found.journal.wrong))


def wanted(arguments: list[str]) -> tuple[int, int]:
    """How many faults, and the seed. Raises Refusal for anything but numbers."""
    if not all(argument.isdigit() for argument in arguments[:2]) or len(arguments) > 2:
        raise Refusal("antalet och fröet är inte tal.", 'skriv till exempel: make faults ARGS="1000 7"')
    numbers = [int(argument) for argument in arguments]
    return numbers[0] if numbers else FAULTS, numbers[1] if numbers[1:] else secrets.randbelow(10**6)


def told(steps: Steps, count: int) -> None:
    if count % TOLD_EVERY == 0:
        steps.note(f"{count} fel")


def table(found: Run) -> str:
    """What was done, how it was answered, and what the database says against it."""
    lines = ["", f"{found.struck.total()} fel på {found.seconds:.0f} s, frö {found.seed}."]
    lines += [f"{count:>6}  {kind}" for kind, count in sorted(found.struck.items())]
    lines += ["", f"{len(found.journal.writes)} ändringar:"]
    lines += [f"{count:>6}  {kind}, {end}" for (kind, end), count in sorted(found.ends.items())]
    lines += [
        "",
        "Svar: " + ", ".join(f"{status or 'inget'} {n} gånger" for status, n in found.journal.answers.items()),
    ]
    lines += ["Läst: " + ", ".join(f"{status or 'inget'} {n} gånger" for status, n in found.journal.read.items())]
    wrong = [*found.faults, *found.journal.wrong]
    lines += ["", f"{len(wrong)} förlorade, dubbla, halva eller felaktigt besvarade.", *wrong]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
