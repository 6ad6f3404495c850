"""Is the portal well? Live (the process answers), ready (it can serve), deep (each part by name)."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.store.declaring import without_database
from portal.store.watcher import WATCHER
from portal.wiring import load


@without_database
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers, whatever else is broken."""
    return HttpResponse("lever\n", content_type="text/plain; charset=utf-8")


@without_database
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503: for whoever shares traffic between machines."""
    fault = run_check(database)
    return HttpResponse(
        "redo\n" if not fault else "inte redo\n", status=503 if fault else 200, content_type="text/plain; charset=utf-8"
    )


@without_database
@require_safe
@never_cache
def deep(request: HttpRequest) -> JsonResponse:
    """Each check of settings.HEALTH_CHECKS by name, "ok" or "fel"; 503 when one fails. Tells nothing of the inside."""
    results = {check.__name__: "fel" if run_check(check) else "ok" for check in load("HEALTH_CHECKS")}
    return JsonResponse(results, status=503 if "fel" in results.values() else 200)


def run_check(check) -> Exception | None:
    """The exception that a check raised, None when it is well. Any exception means not well."""
    try:
        check()
    except Exception as fault:
        return fault
    return None


def database() -> None:
    if WATCHER.is_away:
        raise RuntimeError("Databasen svarar inte.")  # known without waiting
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    database()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("Databasen saknar en migrering. Kör manage.py migrate.")


def files() -> None:
    """That a file can be written, read and removed where files are kept."""
    name = default_storage.save("health/probe", ContentFile(b"portal"))
    try:
        with default_storage.open(name) as probe:
            if probe.read() != b"portal":
                raise RuntimeError(f"Filen gick inte att läsa i {settings.MEDIA_ROOT}.")
    finally:
        default_storage.delete(name)
