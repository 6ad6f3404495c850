"""The tables of the database as its own catalogue tells them, and their rows out and in by COPY."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

# Generated columns are left out: the database counts them again.
COLUMNS = """
SELECT c.relname, array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname COLLATE "C"
"""
SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename COLLATE "C"
"""
# What binds rows together or finds them, as the statements that take it away and put it back: first keys to other
# tables, which need the unique ones that they lead to, then those, and last the indexes that are nothing else.
BINDINGS = """
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)),
    CASE WHEN contype = 'f' THEN 1 ELSE 2 END AS part
FROM pg_constraint c WHERE contype IN ('f', 'p', 'u', 'x') AND connamespace = current_schema()::regnamespace
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid), 3
FROM pg_index JOIN pg_class t ON t.oid = indrelid AND t.relnamespace = current_schema()::regnamespace
WHERE t.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype <> 'f')
ORDER BY part, 1
"""
TRIGGERED = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace ORDER BY 1
"""
# What takes long may take long, and values are written alike whatever the server's settings.
PATIENT = """
SELECT set_config(name, '0', false) FROM pg_settings
WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
"""
ALIKE = "SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 3"

SORTING = "256MB"  # of memory, for an index or a key that is put back


@contextmanager
def snapshot() -> Iterator[CursorWrapper]:
    """Questions to the database as it stands at one moment, on a connection of their own; nobody is kept waiting."""
    own = connection.copy()
    with closing(own), own.cursor() as cursor:
        be_patient(cursor)
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield cursor


def be_patient(cursor: CursorWrapper) -> None:
    cursor.execute(PATIENT)
    cursor.execute(ALIKE)


def columns(cursor: CursorWrapper) -> dict[str, list[str]]:
    """For each table its columns, as "name type"."""
    cursor.execute(COLUMNS)
    return dict(cursor.fetchall())


def kept(found: Iterable[str]) -> list[str]:
    """The tables whose rows are part of a backup (settings.BACKUP_LEAVES_OUT)."""
    return [table for table in found if table not in settings.BACKUP_LEAVES_OUT]


def hold(cursor: CursorWrapper, tables: Iterable[str]) -> None:
    """Let nobody change the tables' columns until the transaction ends; rows may change."""
    cursor.execute(f"LOCK TABLE {', '.join(map(quoted, tables))} IN ACCESS SHARE MODE")


def count(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {quoted(table)}")  # noqa: S608 - quoted
    return cursor.fetchone()[0]


def sequences(cursor: CursorWrapper) -> dict[str, int]:
    """The last number that each sequence has given out."""
    cursor.execute(SEQUENCES)
    return dict(cursor.fetchall())


def rows_out(cursor: CursorWrapper, table: str, described: list[str]) -> Iterator[bytes]:
    with cursor.copy(f"COPY {quoted(table)} ({names(described)}) TO STDOUT") as copying:
        yield from copying


def rows_in(cursor: CursorWrapper, table: str, described: list[str], pieces: Iterable[bytes]) -> None:
    with cursor.copy(f"COPY {quoted(table)} ({names(described)}) FROM STDIN") as copying:
        for piece in pieces:
            copying.write(piece)


@contextmanager
def emptied(cursor: CursorWrapper, tables: Iterable[str]) -> Iterator[None]:
    """Empty the tables and let them be filled in any order: what binds them together is put back, and so checked, last.

    Indexes too, since they are made many times faster of all rows than row by row. Only what an owner of the tables
    may do, within the transaction that is going on.
    """
    cursor.execute(BINDINGS)
    bindings = cursor.fetchall()
    cursor.execute(TRIGGERED)
    triggered = [table for (table,) in cursor.fetchall()]
    cursor.execute(f"TRUNCATE {', '.join(map(quoted, tables))}")
    for away, _, _ in bindings:
        cursor.execute(away)
    for table in triggered:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    cursor.execute(f"SET LOCAL maintenance_work_mem = '{SORTING}'")
    for _, back, _ in reversed(bindings):
        cursor.execute(back)
    for table in triggered:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def go_on_after(cursor: CursorWrapper, last: dict[str, int]) -> None:
    """Let each sequence go on after the last number given out, here or there, so that none is given out twice.

    By ALTER, since `setval` would stand when the transaction is undone.
    """
    for name, here in sequences(cursor).items():
        last = {**last, name: max(here, last.get(name, 0))}
    for name, number in last.items():
        cursor.execute(f"ALTER SEQUENCE {quoted(name)} RESTART WITH {int(number) + 1}")


def names(described: list[str]) -> str:
    return ", ".join(quoted(one.partition(" ")[0]) for one in described)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
