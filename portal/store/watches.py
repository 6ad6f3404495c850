"""The triggers that tell when something public changes, in the transaction that changes it; for migrations.

A trigger sees each statement whoever makes it: a form, a command, `update()` in a shell, SQL by hand.
"""

from django.db import migrations

SWEDEN = "sverige"  # what all pages depend on: names of places and of things, and messages on every page
NEW_LINE = "INSERT INTO portal_publicchange (name, mark) SELECT name, floor(random() * 1e15) FROM"


def watch(table: str, name: str, *, seen: str = "to_jsonb(one)", where: str = "true") -> migrations.RunSQL:
    """Tell when the public would see other rows of the table than before.

    Of a row `one`: `name` is whose version rises (an SQL expression; Sweden's when it gives none), `seen` is what the
    public sees of it, and `where` says whether it sees the row at all. The same for good: migrations are written by it.
    """
    new, old = (
        f"SELECT coalesce({name}, '{SWEDEN}') AS name, {seen} AS seen FROM {which}_rows AS one WHERE {where}"  # noqa: S608  ours
        for which in ("new", "old")
    )
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_watched() RETURNS trigger LANGUAGE plpgsql AS $watched$
        BEGIN
          IF TG_OP = 'INSERT' THEN {NEW_LINE} (SELECT DISTINCT name FROM ({new}) AS rows) AS names;
          ELSIF TG_OP = 'DELETE' THEN {NEW_LINE} (SELECT DISTINCT name FROM ({old}) AS rows) AS names;
          ELSE {NEW_LINE} (
            SELECT DISTINCT name FROM (({new} EXCEPT {old}) UNION ALL ({old} EXCEPT {new})) AS rows) AS names;
          END IF;
          RETURN NULL;
        END $watched$;
        CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} REFERENCING NEW TABLE AS new_rows
          FOR EACH STATEMENT EXECUTE FUNCTION {table}_watched();
        CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} REFERENCING OLD TABLE AS old_rows
          FOR EACH STATEMENT EXECUTE FUNCTION {table}_watched();
        CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
          FOR EACH STATEMENT EXECUTE FUNCTION {table}_watched();
        """,  # noqa: S608  the migrations' own words
        f"DROP FUNCTION {table}_watched() CASCADE",
    )


def without(*columns: str) -> str:
    """All of a row but some columns, as `seen`."""
    return f"to_jsonb(one) - '{{{','.join(columns)}}}'::text[]"
