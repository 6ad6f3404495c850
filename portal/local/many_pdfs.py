"""Part of `make bench`: many PDFs in one process and in two, and whether the process that renders grows.

As a process of its own it gets ready, waits for a line, renders, and tells how long each took and how large it became.
"""

import json
import os
import subprocess
import sys
import time
from itertools import islice

from portal.local.prepare import set_up_django

MANY = 290  # kommuner
EARLY, LATE = 16, 145  # documents after which the memory is read


def measured(url: str) -> list[tuple[str, float, str]]:
    """How many times faster two processes make as many as one, and how much larger one is after many than after few.

    Each as (text, times, goal) for portal.local.bench.
    """
    alone, memory = seconds_of(url, [MANY])
    together, _ = seconds_of(url, [MANY // 2, MANY // 2])
    return [
        (f"{MANY} PDF:er med en process mot med två", alone / together, "minst 1,85"),
        (f"minnet efter {LATE} PDF:er mot efter {EARLY}", memory[LATE - 1] / memory[EARLY - 1], "högst 1,05"),
    ]


def seconds_of(url: str, shares: list[int]) -> tuple[float, list[int]]:
    """How long the processes took until the last was done, and the first one's memory after each document, in bytes."""
    command = [sys.executable, "-m", "portal.local.many_pdfs"]
    how = {"env": os.environ | {"DATABASE_URL": url}, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*command, str(share)], **how) for share in shares]
    for process in running:
        process.stdout.readline()
    began = time.perf_counter()
    for process in running:
        process.stdin.write("börja\n")
        process.stdin.flush()
    memories = [json.loads(process.stdout.readline()) for process in running]
    took = time.perf_counter() - began
    for process in running:
        process.communicate()
    return took, memories[0]


def main() -> None:
    set_up_django()
    from portal.pdf import worker
    from portal.wiring import load

    (documents,) = load("MEASURED_PDFS")
    made = [html.encode() for html in islice(documents(), int(sys.argv[1]))]
    worker.ask(made[0])
    say([])
    sys.stdin.readline()
    say([worker.ask(html)[0]["memory"] for html in made])


def say(content: list[int]) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
