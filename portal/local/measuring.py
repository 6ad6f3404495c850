"""The process of `make bench` that measures in one database: a round for each line that it is sent, told as JSON."""

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from statistics import mean

from portal.local.bench import FLOOR, Cost
from portal.local.prepare import set_up_django

WARM_UP = 3
CONSTANT = "/halsa/lever"


def main() -> None:
    set_up_django()
    from portal.wiring import load
    from portal.wsgi import application

    tasks = {name: task for measured in load("MEASURED") for name, task in measured().items()}
    works = {name: (as_work(application, what), calls) for name, (what, calls) in tasks.items()}
    floor = as_work(application, CONSTANT)
    for _ in range(WARM_UP):
        one_round(floor, works)
    for _line in sys.stdin:
        sys.stdout.write(json.dumps(one_round(floor, works)) + "\n")
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


def as_work(application: Callable, what: str | Callable[[], object]) -> Callable[[], object]:
    """Something to call: the address of a page is asked for."""
    return what if callable(what) else lambda: answer(application, what)


def answer(application: Callable, address: str) -> bytes:
    """One request through WSGI, as an application server makes it. Raises AssertionError unless it is answered."""
    status: list[str] = []
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
    }
    response = application(environ, lambda code, _headers, *_: status.append(code))
    body = b"".join(response)
    response.close()
    if not status[0].startswith("200"):
        raise AssertionError(f"{address}: {status[0]}")
    return body


if __name__ == "__main__":
    main()
