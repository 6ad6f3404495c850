"""`make bench`: what the portal costs, as ratios to a constant answer of the same process, in interleaved rounds.

`make bench ARGS="1 10 100"` measures a generated country with so many times its history; each size has a database and
a process of its own, and every round asks each of them for everything. Medians; written to docs/matning.md, whose
table README quotes.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from portal.local import many_pdfs, under_load
from portal.local.install import PROJECT, STEPS
from portal.local.run import begin_database
from portal.local.terminal import Refusal, Steps, ended_kindly, say
from portal.measured import FLOOR

ROUNDS = 25
FILE, README = PROJECT / "docs" / "matning.md", PROJECT / "README.md"
Cost = tuple[float, float]  # seconds of CPU, and of waiting
Compared = tuple[str, float, str]  # what with what, how many times, and what it should be
HEADING = """# Vad det kostar

Skrivet av `make bench`. Varje tal är gånger ett konstant svar genom samma mellanlager i samma process ({floor} µs CPU
på datorn som mätte): först webbprocessens CPU, sedan väntetiden, där databasens och PDF-processens arbete är med.
Medianer av {rounds} omgångar där allt mättes om vartannat. Landet är genererat av `load_national`: 290 kommuner, tio
år, 30 000 aktiviteter, och så många gånger den historiken.

"""


def main() -> int:
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("SEARCH_PER_MINUTE", "0")  # one who measures searches more often than any reader
    sizes = wanted(sys.argv[1:])
    steps = Steps(total=7, done=STEPS)
    use = begin_database(steps)
    try:
        server = os.environ.get("DATABASE_URL") or use.cluster.url
        with steps.step(f"Fyller {len(sizes)} databas{'er' if len(sizes) > 1 else ''} med ett genererat land"):
            urls = [filled(server, size) for size in sizes]
        with steps.step(f"Mäter i {ROUNDS} omgångar"):
            plan, rounds = rounds_of(urls)
            measured = [medians(one) for one in rounds]
        with steps.step(f"Gör {many_pdfs.MANY} PDF:er två gånger"):
            others = many_pdfs.measured(urls[0])
        with steps.step("Frågar en server av många läsare på en gång"):
            others += under_load.measured(urls[0], plan["page"])
    finally:
        if use:
            use.end()
    report(sizes, measured, [*compared(plan["compared"], measured[0]), *others])
    return 0


def compared(pairs: list[list[str]], measured: dict[str, Cost]) -> list[Compared]:
    """Each (text, ours, other, goal) with how many times the other's waiting ours is."""
    return [(text, measured[ours][1] / measured[other][1], goal) for text, ours, other, goal in pairs]


def wanted(arguments: list[str]) -> list[int]:
    """Raises Refusal for anything but sizes."""
    if not all(argument.isdigit() and int(argument) for argument in arguments):
        raise Refusal("storlekarna är inte tal.", 'skriv till exempel: make bench ARGS="1 10 100"')
    return [int(argument) for argument in arguments] or [1]


def filled(server: str, size: int) -> str:
    """The address of a database with that many times the history, made when it is not there."""
    import psycopg

    name = f"matning_{size}"
    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    url = f"{server.rpartition('/')[0]}/{name}"
    for command in (["migrate", "-v0"], ["load_national", f"--times={size}"]):
        run = [sys.executable, "manage.py", *command]
        done = subprocess.run(run, cwd=PROJECT, env=os.environ | {"DATABASE_URL": url}, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise Refusal(f"{command[0]} gick inte i databasen {name}.", f"ta bort databasen {name} och kör igen.")
    return url


def rounds_of(urls: list[str]) -> tuple[dict, list[list[dict[str, Cost]]]]:
    """What else is to be told, and for each database what every round cost; a round goes through all of them."""
    found: list[list[dict[str, Cost]]] = [[] for _ in urls]
    with processes(urls) as running:
        plans = [json.loads(process.stdout.readline() or "{}") for process in running]
        for _ in range(ROUNDS):
            for process, rounds in zip(running, found, strict=True):
                process.stdin.write("en omgång\n")
                process.stdin.flush()
                rounds.append(json.loads(process.stdout.readline() or "{}"))
    return plans[0], found


@contextmanager
def processes(urls: list[str]) -> Iterator[list[subprocess.Popen]]:
    """A process that measures for each database, ended afterwards."""
    command = [sys.executable, "-m", "portal.local.measuring"]
    running = [
        subprocess.Popen(
            command, env=os.environ | {"DATABASE_URL": url}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for url in urls
    ]
    try:
        yield running
    finally:
        for process in running:
            process.communicate()


def medians(rounds: list[dict[str, Cost]]) -> dict[str, Cost]:
    """Raises Refusal when a process gave up."""
    if not all(rounds):
        raise Refusal("en process som mätte slutade.", "se felet ovan.")
    return {
        name: tuple(statistics.median(one[name][which] for one in rounds) for which in (0, 1)) for name in rounds[0]
    }


def report(sizes: list[int], measured: list[dict[str, Cost]], comparisons: list[Compared]) -> None:
    """Print the tables, write them to their file, and let README quote them."""
    made = f"{table(sizes, measured)}\n{table_of(comparisons)}"
    earlier = FILE.read_text(encoding="utf-8").partition("\n\n|")[2] if FILE.exists() else ""
    heading = HEADING.format(floor=round(measured[0][FLOOR][0] * 1e6), rounds=ROUNDS)
    FILE.write_text(heading + made, encoding="utf-8")
    if earlier:
        README.write_text(README.read_text(encoding="utf-8").replace(f"|{earlier}", made), encoding="utf-8")
    say(f"\n{made}\nSkrivet i docs/matning.md.")


def table_of(comparisons: list[Compared]) -> str:
    """What is compared with something else than a constant answer, in Markdown; what should be reached beside it."""
    lines = [["", "gånger", "ska vara"], ["---", "---:", "---:"]]
    lines += [[text, f"{found:.2f}".replace(".", ","), goal] for text, found, goal in comparisons]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def table(sizes: list[int], measured: list[dict[str, Cost]]) -> str:
    """The ratios as a table in Markdown: for each size CPU and waiting."""
    columns = [f"{what}, {size} ×" for size in sizes for what in ("CPU", "tid")]
    lines = [["", *columns], ["---", *["---:" for _ in columns]]]
    lines += [
        [name, *(ratio(one[name][which] / one[FLOOR][which]) for one in measured for which in (0, 1))]
        for name in measured[0]
        if name != FLOOR
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def ratio(number: float) -> str:
    """One decimal below a hundred, with a comma.

    >>> ratio(17.25), ratio(1234.5)
    ('17,2', '1234')
    """
    return f"{number:.1f}".replace(".", ",") if number < 100 else f"{number:.0f}"


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
