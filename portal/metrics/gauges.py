"""What is so now, asked when the numbers are fetched: the machine, the queue, the timers (settings.MEASURES)."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal import querysets
from portal.deadlines import Patience
from portal.health.signs import State, all_signs
from portal.health.working import BACKUP
from portal.metrics import keeping
from portal.metrics.exposition import Gauge
from portal.models import TimedRun
from portal.version import version
from portal.wiring import load

EACH, TOGETHER = 7.0, 8.0  # seconds; Prometheus gives up after ten
FAILED = "Sådant som inte gick att mäta nu."
STATES = {state: number for number, state in enumerate(State)}
MEMORY = "Minne som processerna tar, och som den största tar, i byte."


def all_measures() -> Iterator[Gauge]:
    """Each of settings.MEASURES, with a deadline; what cannot be measured now is told as such."""
    patience = Patience(EACH, TOGETHER)
    for measure in load("MEASURES"):
        part = f"{measure.__module__}.{measure.__name__}"
        try:
            yield from patience.ask(part, partial(_listed, measure))
        except Exception:
            yield Gauge("portal_not_measured", FAILED, 1, (("part", part),))


def _listed(measure: Callable[[], Iterable[Gauge]]) -> list[Gauge]:
    return list(measure())


def machine() -> Iterable[Gauge]:
    disk = shutil.disk_usage(settings.DATA_DIR)
    sizes = [memory(pid) for pid in keeping.processes()]
    yield Gauge("portal_info", "Vilken version som är i gång.", 1, (("version", version()),))
    yield Gauge("portal_disk_free_bytes", "Ledigt på disken där portalens filer ligger.", disk.free)
    yield Gauge("portal_disk_size_bytes", "Diskens storlek.", disk.total)
    yield Gauge("portal_processes", "Processer som lever och har räknat något.", len(sizes))
    yield Gauge("portal_memory_bytes", MEMORY, sum(sizes), (("of", "all"),))
    yield Gauge("portal_memory_bytes", MEMORY, max(sizes, default=0), (("of", "largest"),))
    files = [open_files(pid) for pid in keeping.processes()]
    yield Gauge("portal_open_files", "Öppna filer i den process som har flest.", max(files, default=0))


def memory(pid: int) -> int:
    """Bytes of memory that a process takes; 0 when it has just ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * 4096
    except OSError:
        return 0


def open_files(pid: int) -> int:
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return 0


def queue() -> Iterable[Gauge]:
    now = querysets.queue()
    for state in ("ready", "running", "failed"):
        yield Gauge("portal_queue_tasks", "Uppgifter på kön, efter läge.", getattr(now, state), (("state", state),))
    age = (timezone.now() - now.oldest).total_seconds() if now.oldest else 0
    yield Gauge("portal_queue_oldest_seconds", "Hur länge den äldsta uppgiften som väntar har väntat.", max(age, 0))
    yield Gauge("portal_workers", "Arbetare som är i gång.", now.workers)


def timers() -> Iterable[Gauge]:
    runs = TimedRun.objects.in_bulk()
    for command in (*settings.TIMERS, BACKUP):
        run, labels = runs.get(command, TimedRun(command=command)), (("command", command),)
        done = run.succeeded_at.timestamp() if run.succeeded_at else 0
        yield Gauge(
            "portal_timer_success_timestamp_seconds", "När kommandot senast gick bra; 0 för aldrig.", done, labels
        )
        yield Gauge("portal_timer_failed", "Om den senaste körningen misslyckades.", int(run.is_failed), labels)


def database() -> Iterable[Gauge]:
    _version, size = querysets.server()
    yield Gauge("portal_database_bytes", "Databasens storlek.", size)


def health() -> Iterable[Gauge]:
    """The same as /halsa/djup, as numbers."""
    meaning = f"Hur varje del mår: {', '.join(f'{number} {state.word}' for state, number in STATES.items())}."
    for name, sign in all_signs().items():
        yield Gauge("portal_health", meaning, STATES[sign.state], (("part", name),))
