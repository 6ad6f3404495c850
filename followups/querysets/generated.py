"""Questions and writes of the generated country alone (followups.generating), a whole table at a time."""

from collections.abc import Iterable, Sequence

from django.db import connection, models

from followups.querysets.older import OLDER, TEMPLATE, is_copied

PUBLISH = """
UPDATE {thing} AS thing
SET state = 'published', state_changed_at = edition.published_at, state_changed_by_id = edition.published_by_id,
  current_edition_id = edition.id
FROM {edition} AS edition WHERE edition.{link}_id = thing.id AND edition.id = ANY(%s)
"""
COPY = """
WITH base AS MATERIALIZED (
  SELECT old.*, {template} AS template FROM {table} AS old WHERE old.id BETWEEN %(lowest)s AND %(highest)s {only}
)
INSERT INTO {table} ({columns}) SELECT {values}
FROM base AS old CROSS JOIN generate_series(%(first)s::int, %(last)s::int) AS n
"""
HIGHEST = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
WORK_OF_PEOPLE = """
SELECT EXISTS (
  SELECT FROM pledges_pledge AS pledge JOIN pledges_municipality AS kommun ON kommun.code = pledge.municipality_id
  LEFT JOIN portal_user AS actor ON actor.id = pledge.state_changed_by_id
  WHERE NOT kommun.is_demo AND (actor.id IS NULL OR actor.email NOT LIKE '%@portalen.invalid')
)
"""
Span = tuple[int, int]


def work_of_people() -> bool:
    """Whether the database holds pledges of real kommuner that were not loaded by the portal itself."""
    with connection.cursor() as cursor:
        cursor.execute(WORK_OF_PEOPLE)
        return cursor.fetchone()[0]


def make_public(thing: type[models.Model], editions: Sequence[models.Model], link: str) -> None:
    """Show each thing in the edition that was frozen of it; `link` is the edition's field for it."""
    tables = {"thing": thing._meta.db_table, "edition": type(editions[0])._meta.db_table, "link": link}
    with connection.cursor() as cursor:
        cursor.execute(PUBLISH.format(**tables), [[edition.pk for edition in editions]])


def highest(model: type[models.Model]) -> int:
    """The highest key so far, 0 without any."""
    return model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0


def copy_older(
    made: dict[type[models.Model], Span], together: Iterable[Sequence[type[models.Model]]], numbers: Span
) -> None:
    """Write each generated row once more for each number from first to last, some years older (`older.OLDER`).

    `made` are the first and last key of what was generated. Tables that point at each other are written `together`,
    and what they point at is checked when each such group is written, not all at the end.
    """
    steps = {model: 10 ** len(str(last)) for model, (_first, last) in made.items()}
    with connection.cursor() as cursor:
        for models_ in together:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for model in models_:
                _copy(cursor, model, made[model], steps, numbers)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for model in models_:
                cursor.execute(HIGHEST.format(table=model._meta.db_table))


def _copy(cursor, model: type[models.Model], span: Span, steps: dict, numbers: Span) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    values = ", ".join(_value(model, field, steps) for field in fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    asked = {"first": numbers[0], "last": numbers[1], "lowest": span[0], "highest": span[1]}
    table = model._meta.db_table
    template = _with(TEMPLATE.get(table, "NULL::text"), steps)
    question = COPY.format(table=table, columns=columns, values=values, only=is_copied(table), template=template)
    cursor.execute(question, asked)


def _value(model: type[models.Model], field: models.Field, steps: dict) -> str:
    """A column of the copy: a key moved on, or what `OLDER` says, or the same."""
    pointed_at = model if field.primary_key else field.related_model
    if pointed_at in steps:
        return f'old."{field.column}" + n * {steps[pointed_at]}::bigint'
    older = OLDER.get(model._meta.db_table, {}).get(field.column)
    return _with(older, steps) if older else f'old."{field.column}"'


def _with(words: str, steps: dict) -> str:
    return words.format(**{model._meta.model_name: step for model, step in steps.items()})


def analyse(models_: Iterable[type[models.Model]]) -> None:
    """Let the planner know how much there is now."""
    with connection.cursor() as cursor:
        for model in models_:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
