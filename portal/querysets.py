"""Questions about what no model of ours holds: the queue of tasks, and the database server itself."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import Min
from django_tasks_db.models import DBTaskResult

# As the commands name their connections (manage.py); seen by every account of the same name.
WORKERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'portal db_worker'
"""
SERVER = "SELECT current_setting('server_version'), pg_database_size(current_database())"


@dataclass(frozen=True)
class Queue:
    """How many tasks there are in each state, since when the oldest waits, and how many workers are connected."""

    ready: int
    running: int
    failed: int
    oldest: datetime.datetime | None
    workers: int


def queue() -> Queue:
    tasks = DBTaskResult.objects
    oldest = tasks.ready().aggregate(oldest=Min("enqueued_at"))["oldest"]
    ready, running, failed = (found.count() for found in (tasks.ready(), tasks.running(), tasks.failed()))
    return Queue(ready, running, failed, oldest, _row(WORKERS)[0])


def server() -> tuple[str, int]:
    """The version of the database server, and the size of our database in bytes."""
    return _row(SERVER)


def _row(sql: str) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()
