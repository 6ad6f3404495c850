"""gunicorn under `make run`: says when the portal answers, keeps the worker, and stops the database last of all."""

import contextlib
import os
import signal

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from portal.access_log import AccessLog
from portal.local import address, database
from portal.local.background import Background
from portal.local.terminal import say

HOST, PORT = address.wanted()
USE = database.taken_over(os.environ.get("PORTAL_DATABASE_USE", ""))
DETACHED = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # nohup

bind = address.bound(HOST, PORT)
workers = 2
worker_class = "gthread"
threads = 4
preload_app = True  # an error in the code is told once, before anything is served
graceful_timeout = 10  # seconds; on a busy machine a worker needs some of them only to end
loglevel = "error"
logger_class = AccessLog  # without an access log, unless somebody asks for one
control_socket_disable = True


def when_ready(arbiter: Arbiter) -> None:
    """Starts the worker; makes a closed terminal stop the portal: gunicorn itself would reload and live on unseen."""
    arbiter.background = Background()
    signal.signal(signal.SIGHUP, signal.SIG_IGN if DETACHED else lambda *_: os.kill(arbiter.pid, signal.SIGTERM))


def post_fork(_arbiter: Arbiter, _worker: Worker) -> None:
    """Lets a worker that is stopped before it has learnt gunicorn's signals end at once, not be killed later."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(0))


def post_worker_init(worker: Worker) -> None:
    """Tells the person where to look, once, when the last of the first workers is ready."""
    if worker.age == workers:
        say(f"\nPortalen är igång. Öppna {address.shown(HOST, PORT)}/ i webbläsaren.")
        say("Skapa ett konto för redaktionen i ett annat fönster: make account")
        say(f"Logga sedan in på {address.shown(HOST, PORT)}/admin/")
        say("Stoppa med Ctrl-C.")


def on_exit(arbiter: Arbiter) -> None:
    """Stops the worker, then the database, since nothing uses it any more, and only then says goodbye."""
    if hasattr(arbiter, "background"):
        arbiter.background.stop()
    if USE:
        USE.end()
    with contextlib.suppress(OSError):  # the terminal may be closed
        say("\nPortalen är stoppad.")
