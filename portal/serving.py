"""gunicorn in production: `gunicorn --config python:portal.serving portal.wsgi:application`."""

import contextlib
import os
import signal
import sys

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from portal.access_log import AccessLog

# On a full disk Python 3.11 leaves half a compiled module behind, and no later start can read it. So what serves,
# and what it starts, writes none; commands do.
sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or min(os.cpu_count() or 2, 8))
threads = 4
worker_connections = 200  # what one worker keeps waiting; the rest waits in the backlog
backlog = 512
timeout = 60  # seconds without a sign of life from a worker
graceful_timeout = 30  # seconds to finish what has been asked, when a worker is replaced
keepalive = 2
max_requests = 5000  # a worker that has answered so many is replaced, whatever it may have kept in its memory
max_requests_jitter = 1000  # not all at once
limit_request_line = 8190  # as long as nginx lets through
header_map = "refuse"  # 400 for a name with an underscore, which may pass for another
secure_scheme_headers: dict[str, str] = {}  # what a proxy says is read by Django alone (BEHIND_PROXY)
forwarder_headers = ""  # nobody in front may set names that the application takes for the server's own
loglevel = "error"  # below it gunicorn tells the address of who sent something broken
logger_class = AccessLog
accesslog = "-"
control_socket_disable = True


# gunicorn itself stops the old workers before the new ones have read the code, and everybody waits meanwhile. Here each
# new worker stops those that it replaces when it is ready.


def on_reload(arbiter: Arbiter) -> None:
    """Remember whom the new workers replace, and let both kinds be."""
    arbiter.replaced = list(arbiter.WORKERS)
    arbiter.unassigned = list(arbiter.WORKERS)
    arbiter.num_workers += len(arbiter.replaced)


def pre_fork(arbiter: Arbiter, worker: Worker) -> None:
    waiting = getattr(arbiter, "unassigned", [])
    share = max(1, len(waiting) - arbiter.cfg.workers + 1)
    worker.replaces, arbiter.unassigned = waiting[:share], waiting[share:]


def post_worker_init(worker: Worker) -> None:
    for pid in worker.replaces:
        with contextlib.suppress(ProcessLookupError):  # it has ended by itself
            os.kill(pid, signal.SIGTERM)


def child_exit(arbiter: Arbiter, worker: Worker) -> None:
    if worker.pid in getattr(arbiter, "replaced", []):
        arbiter.replaced.remove(worker.pid)
        arbiter.num_workers -= 1
