"""Questions to the database: counted, and when they take long logged by their shape, without a value in them."""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db.backends.signals import connection_created

from portal.metrics import counting

VALUE = re.compile(r"'(?:[^']|'')*'|(?<![\w\"$])\d+(?:\.\d+)?\b")
LIST = re.compile(r"\((?:%s|…)(?:, (?:%s|…))+\)")
LONGEST = 1_500

logger = logging.getLogger(__name__)


@dataclass
class Asked:
    """How many questions, and how many seconds they took together."""

    times: int = 0
    seconds: float = 0.0


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def counted() -> Iterator[Asked]:
    """What is asked meanwhile, in this thread."""
    asked = Asked()
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)


def watch() -> None:
    connection_created.connect(attach, dispatch_uid="slow queries")


def attach(connection, **_kwargs) -> None:
    """First among its wrappers, since whoever wraps for a while takes the last one away again."""
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, timed)


def timed(execute, sql, params, many, context):
    """Ask, count, and tell when it took more than settings.SLOW_QUERY_MS; 0 for never."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        took = time.perf_counter() - began
        if asked := _asked.get():
            asked.times += 1
            asked.seconds += took
        if 0 < settings.SLOW_QUERY_MS < took * 1000:
            counting.add("portal_slow_queries_total")
            logger.warning("slow query", extra={"known": {"ms": round(took * 1000), "sql": shape(str(sql))}})


def shape(sql: str) -> str:
    """What is asked, on one line, without values and however many things it asks for at once.

    >>> shape("SELECT a FROM b\\n WHERE c IN (%s, %s) AND d = 'Anna' LIMIT 21")
    'SELECT a FROM b WHERE c IN (…) AND d = … LIMIT …'
    """
    return LIST.sub("(…)", VALUE.sub("…", " ".join(sql.split())))[:LONGEST]
