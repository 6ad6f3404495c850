"""What pages need: the database, its tables, files, room for more of them, search, PDF."""

import shutil
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal import pdf as pdf_door
from portal.health.signs import Sign, State
from portal.search.finding import find
from portal.store.watcher import WATCHER

START_DATABASE = "Starta databasen, eller se i dess logg varför den inte svarar. Sparade sidor visas så länge."
PAGE = '<html lang="sv"><head><title>Prov</title></head><body><p>Prov</p></body></html>'
PDF_KEPT, PDF_FAILURE_KEPT = 600, 60  # seconds


@dataclass
class Tried:
    """What came of the latest try, and when (by the monotonic clock) the next may be made."""

    sign: Sign
    next_at: float = 0.0


_tried = Tried(Sign(State.UNKNOWN, "PDF-filer prövas just nu."))


def database() -> Sign:
    if WATCHER.is_away:
        return Sign(State.FAULT, "Databasen svarar inte.", advice=START_DATABASE)  # known without waiting
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Sign(State.OK, "Databasen svarar.")


def migrations() -> Sign:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return Sign(State.FAULT, "Databasen saknar en migrering.", advice="Kör manage.py migrate.")
    return Sign(State.OK, "Databasens tabeller är de som koden väntar sig.")


def files() -> Sign:
    """That a file can be written, read and removed where files are kept."""
    name = default_storage.save("health/probe", ContentFile(b"portal"))
    try:
        with default_storage.open(name) as probe:
            if probe.read() != b"portal":
                return Sign(State.FAULT, "En fil som sparades gick inte att läsa.", advice="Undersök disken.")
    finally:
        default_storage.delete(name)
    return Sign(State.OK, "Filer går att spara och läsa.")


def room() -> Sign:
    free = shutil.disk_usage(settings.DATA_DIR).free // 10**6
    text = f"{free:,} MB är ledigt på disken.".replace(",", "\u00a0")
    if free >= settings.DISK_FREE_MB:
        return Sign(State.OK, text)
    advice = "Ge disken mer plats. När mindre än 200 MB är kvar tas inga uppladdade filer emot."
    return Sign(State.WARNING, text, advice=advice)


def search() -> Sign:
    find("trygghet")
    return Sign(State.OK, "Sökningen svarar.")


def pdf() -> Sign:
    """That a document can be made, as it was when it was last tried, at most once a minute and process.

    Nobody waits for a try: the first takes as long as the child needs to start.
    """
    if time.monotonic() >= _tried.next_at:
        _tried.next_at = time.monotonic() + PDF_FAILURE_KEPT
        threading.Thread(target=try_pdf, daemon=True).start()
    return _tried.sign


def try_pdf() -> None:
    try:
        pdf_door.render(PAGE)
    except pdf_door.RenderingFailed as failure:
        advice = "Det går inte att publicera förrän det går igen. Se loggen på servern."
        _tried.sign = Sign(State.WARNING, str(failure), advice=advice)
    else:
        _tried.sign = Sign(State.OK, "PDF-filer går att göra.")
        _tried.next_at = time.monotonic() + PDF_KEPT
