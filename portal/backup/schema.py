"""Which tables a backup needs: those that its migrations had made, and a way there for a database that has none."""

from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

from portal.backup import tables
from portal.backup.reading import Manifest, Unusable

# Rows that a database has before anybody has written in it.
ALWAYS_FILLED = {"django_migrations", "django_content_type", "auth_permission", "portal_publicchange"}


def applied(cursor: CursorWrapper) -> list[list[str]]:
    """The migrations that have made the database what it is."""
    cursor.execute('SELECT app, name FROM django_migrations ORDER BY app COLLATE "C", name COLLATE "C"')
    return [list(one) for one in cursor.fetchall()]


def check(manifest: Manifest, cursor: CursorWrapper, *, replace: bool) -> None:
    """That the backup fits the code, and the database if that has tables. Touches nothing. Raises Unusable."""
    newer = {tuple(one) for one in manifest.migrations} - set(MigrationLoader(None).disk_migrations)
    if newer:
        raise Unusable(
            f"Kopian är gjord med en nyare version av portalen ({', '.join(map('.'.join, sorted(newer)))}). "
            "Uppgradera portalen och försök igen."
        )
    here = tables.columns(cursor)
    if not here:
        return
    if applied(cursor) != manifest.migrations:
        raise Unusable(
            "Databasens tabeller har en annan version än kopians. Återställ till en ny, tom databas: där läggs kopians "
            "tabeller upp, och uppgraderas när allt är på plats."
        )
    if here != manifest.columns:
        odd = sorted(name for name in {*here, *manifest.columns} if here.get(name) != manifest.columns.get(name))
        raise Unusable(f"Databasens tabeller är inte desamma som kopians: {', '.join(map(ascii, odd))}.")
    filled = [table for table in here if table not in ALWAYS_FILLED and tables.count(cursor, table)]
    if filled and not replace:
        raise Unusable(
            f"Databasen är inte tom: det finns rader i {', '.join(filled[:3])}"
            f"{' med flera' if filled[3:] else ''}. Ska allt i den bytas mot kopian, så lägg till --replace."
        )


def lay_out(manifest: Manifest) -> None:
    """Make the backup's tables in a database without any."""
    executor = MigrationExecutor(connection)
    executor.migrate(last_of(executor.loader.graph, manifest.migrations))


def last_of(graph: MigrationGraph, migrations: list[list[str]]) -> list[tuple[str, str]]:
    """Those of the migrations that no other of the same app comes after."""
    there = {tuple(one) for one in migrations}
    followed = {parent.key for key in there for parent in graph.node_map[key].parents if parent.key[0] == key[0]}
    return sorted(there - followed)


def upgrade() -> None:
    """Bring tables from an older version up to date."""
    call_command("migrate", interactive=False, verbosity=0)
