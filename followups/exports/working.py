"""One run of an export: it takes the export, works step by step, and ends as done, failed or cancelled.

Safe to run twice: an export that is finished, or that another run works with, is left alone. A run that has given no
sign of life for a minute is taken for dead, and its export begun again from what lies in the export's work folder.
"""

import datetime
import hashlib
import logging
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone

from followups.exports import making, places, selection
from followups.exports.files import CannotBeMade
from followups.models import Export
from portal.pdf import RenderingFailed

LOST_AFTER = datetime.timedelta(minutes=1)
BEAT_SECONDS = 0.5
MOST_ATTEMPTS = 10
UNEXPECTED = "Exporten kunde inte göras på grund av ett fel i portalen. Loggen säger mer. Försök igen."
GAVE_UP = "Exporten avbröts gång på gång och görs inte om. Välj ett mindre område och försök igen."

logger = logging.getLogger(__name__)


class Stopped(Exception):
    """The export is no longer this run's: it was cancelled, or another run has taken it."""


def is_wanted(pk: int) -> bool:
    return Export.objects.under_way().like(pk=pk).exists()


def work(pk: int) -> None:
    """Make the export unless it is finished or in other hands. What goes wrong is written on it, in Swedish."""
    run, now = secrets.token_hex(16), timezone.now()
    if not Export.objects.take(pk, run=run, now=now, lost_before=now - LOST_AFTER):
        return
    export = Export.objects.get(pk=pk)
    try:
        finish(export, run)
    except Stopped:
        pass
    except (CannotBeMade, places.NoSuchPlace, RenderingFailed) as reason:
        end(export, run, state=Export.State.FAILED, error=str(reason))
    except Exception:
        logger.exception("Export %s", pk)
        end(export, run, state=Export.State.FAILED, error=UNEXPECTED)
    except BaseException:  # the worker is told to stop
        Export.objects.let_go(pk, run=run)
        raise
    if not is_wanted(pk):
        shutil.rmtree(folder(pk), ignore_errors=True)


def finish(export: Export, run: str) -> None:
    if export.attempts > MOST_ATTEMPTS:
        raise CannotBeMade(GAVE_UP)
    day = timezone.localdate()
    place = places.named(word(export), places.places(day))
    chosen = selection.select(place, export.year, export.tertials, day)
    if not Export.objects.begin(export.pk, run=run, total=making.steps(export.form, chosen)):
        raise Stopped
    work_folder = folder(export.pk)
    work_folder.mkdir(parents=True, exist_ok=True)
    target = work_folder / f"{run}.{export.form}"
    progress = Progress(export.pk, run)
    for _ in making.make(export.form, chosen, target, work_folder):
        progress.step()
    keep(export, run, target)


class Progress:
    """Counts steps, and tells of them twice a second. Raises Stopped."""

    def __init__(self, pk: int, run: str) -> None:
        self.pk = pk
        self.run = run
        self.done = 0
        self.told = time.monotonic()

    def step(self) -> None:
        self.done += 1
        if time.monotonic() - self.told < BEAT_SECONDS:
            return
        if not Export.objects.beat(self.pk, run=self.run, done=self.done, now=timezone.now()):
            raise Stopped
        self.told = time.monotonic()


def keep(export: Export, run: str, target: Path) -> None:
    """Store the finished file under a name that nobody can guess, if the export is still this run's."""
    with target.open("rb") as finished:
        sha256 = hashlib.file_digest(finished, "sha256").hexdigest()
        name = default_storage.save(f"exports/{secrets.token_hex(16)}.{export.form}", File(finished))
    size = target.stat().st_size
    total = Export.objects.get(pk=export.pk).total
    if not end(export, run, state=Export.State.DONE, file=name, sha256=sha256, size=size, done=total):
        default_storage.delete(name)


def end(export: Export, run: str, **values) -> bool:
    return Export.objects.end(export.pk, run=run, **values, **ending(timezone.now()))


def ending(now: datetime.datetime) -> dict:
    """When it ended, and until when it is kept."""
    return {"finished_at": now, "expires_at": now + datetime.timedelta(days=settings.EXPORT_KEPT_DAYS)}


def folder(pk: int) -> Path:
    return settings.DATA_DIR / "work" / f"export-{pk}"


def left_folders() -> list[Path]:
    """Work folders of exports that have ended: a worker that died did not come back to them."""
    return [
        found for found in folder(0).parent.glob("export-*") if not is_wanted(int(found.name.removeprefix("export-")))
    ]


def word(export: Export) -> str:
    return f"{export.kind}:{export.key}" if export.key else places.COUNTRY
