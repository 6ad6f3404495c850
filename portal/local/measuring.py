"""The process of `make bench` that measures in one database: a round for each line that it is sent, told as JSON."""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import mean

from portal.local.bench import Cost
from portal.local.prepare import set_up_django

set_up_django()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from portal.local import floors  # noqa: E402
from portal.measured import FLOOR, ONE, Comparison, Page, Task  # noqa: E402

settings.ROOT_URLCONF = "portal.local.floors"

WARM_UP = 3
CONSTANT, ONE_QUESTION = Page("/halsa/lever", stored=True), Page(floors.ONE_QUESTION)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings.DATA_DIR = Path(folder)  # a page store of its own: other databases have other pages
        measure()


def measure() -> None:
    tasks, comparisons = declared()
    works = {name: (as_work(task.what), task.calls) for name, task in tasks.items()}
    floor = as_work(CONSTANT)
    for _ in range(WARM_UP):
        one_round(floor, works)
    page = next(task.what.address for task in tasks.values() if isinstance(task.what, Page))
    tell({"page": page, "compared": [[each.text, each.ours, each.other, each.goal] for each in comparisons]})
    for _line in sys.stdin:
        tell(one_round(floor, works))


def declared() -> tuple[dict[str, Task], list[Comparison]]:
    """What the apps want measured and compared; the floor that asks one question is ours."""
    from portal.wiring import load

    tasks = {name: task for measured in load("MEASURED") for name, task in measured().items()}
    tasks[ONE] = Task(ONE_QUESTION, 5)
    return tasks, [each for compared in load("COMPARED") for each in compared()]


def tell(content: object) -> None:
    sys.stdout.write(json.dumps(content) + "\n")
    sys.stdout.flush()


def one_round(floor: Callable[[], object], works: dict[str, tuple[Callable[[], object], int]]) -> dict[str, Cost]:
    """What each work cost; the constant answer is asked for once before each, when the processor is as warm."""
    floors, found = [], {}
    for name, (work, calls) in works.items():
        floors.append(timed(floor, 1))
        found[name] = timed(work, calls)
    return {FLOOR: (mean(cpu for cpu, _ in floors), mean(clock for _, clock in floors)), **found}


def timed(work: Callable[[], object], calls: int) -> Cost:
    """What one call cost, of so many."""
    cpu, clock = time.process_time(), time.perf_counter()
    for _ in range(calls):
        work()
    return (time.process_time() - cpu) / calls, (time.perf_counter() - clock) / calls


def as_work(what: Page | Callable[[], object]) -> Callable[[], object]:
    """Something to call: a page is asked for, through WSGI, as an application server does."""
    if callable(what):
        return what
    application = server(what.stored)
    if not what.had:
        return lambda: answer(application, what.address)
    had = answer(application, what.address)["ETag"]
    return lambda: answer(application, what.address, had)


@cache
def server(stored: bool) -> Callable:
    """The portal with its page store, or without it."""
    settings.PAGE_STORE = stored
    return WSGIHandler()


def answer(application: Callable, address: str, had: str = "") -> dict[str, str]:
    """The headers of one request's answer. Raises AssertionError unless it is as it should be."""
    told: dict[str, str] = {}
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT": "text/html",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        **({"HTTP_IF_NONE_MATCH": had} if had else {}),
    }
    response = application(environ, lambda code, headers, *_: told.update(headers, status=code))
    b"".join(response)
    response.close()
    if not told["status"].startswith("304" if had else "200"):
        raise AssertionError(f"{address}: {told['status']}")
    return told


if __name__ == "__main__":
    main()
