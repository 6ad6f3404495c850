"""`make bench`: what the portal costs, as ratios to a constant answer of the same stack, measured in the same run.

CPU of this process (its database server's is not counted), interleaved rounds, medians, over the data that is
loaded.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO

from portal.local.install import STEPS
from portal.local.prepare import set_up_django
from portal.local.run import begin_database, prepare
from portal.local.terminal import Steps, ended_kindly, say

ROUNDS, WARM_UP, CALLS = 40, 5, 5
FLOOR = "/halsa/lever"
PAGES = {
    "kommunens sida, löftet gäller": "/exempelby/",
    "kommunens sida, löftet har gått ut": "/gislaved/",
    "kommun utan löfte": "/sodertalje/",
    "uppföljning": "/exempelby/uppfoljning/2026-t1/",
    "startsidan": "/",
    "alla kommuner": "/kommuner/",
}


def main() -> int:
    os.environ.setdefault("DEBUG", "1")
    steps = Steps(total=5, done=STEPS)
    use = begin_database(steps)
    try:
        prepare(steps)
        report()
    finally:
        if use:
            use.end()
    return 0


def report() -> None:
    set_up_django()
    from portal.wsgi import application

    times = measured(application, [FLOOR, *PAGES.values()])
    floor = statistics.median(times[FLOOR])
    say(f"Ett konstant svar genom samma mellanlager: {floor * 1e6:.0f} µs CPU (median av {ROUNDS} omgångar)\n")
    for name, path in PAGES.items():
        cost = statistics.median(times[path])
        say(f"{name:<36} {cost * 1e3:6.2f} ms   {cost / floor:6.1f} gånger det konstanta svaret")


def measured(application: Callable, paths: list[str]) -> dict[str, list[float]]:
    """CPU seconds per request for each path, one value a round; every round asks all paths in turn."""
    times: dict[str, list[float]] = {path: [] for path in paths}
    for number in range(WARM_UP + ROUNDS):
        for path in paths:
            started = time.process_time()
            for _ in range(CALLS):
                answer(application, path)
            if number >= WARM_UP:
                times[path].append((time.process_time() - started) / CALLS)
    return times


def answer(application: Callable, path: str) -> bytes:
    """One request through WSGI, as an application server makes it. Raises AssertionError unless it is answered."""
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
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
        raise AssertionError(f"{path}: {status[0]}")
    return body


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
