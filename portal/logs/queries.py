"""Questions to the database that take long: logged by their shape, without a value in them."""

import logging
import re
import time

from django.conf import settings
from django.db.backends.signals import connection_created

VALUE = re.compile(r"'(?:[^']|'')*'|(?<![\w\"$])\d+(?:\.\d+)?\b")
LIST = re.compile(r"\((?:%s|…)(?:, (?:%s|…))+\)")
LONGEST = 1_500

logger = logging.getLogger(__name__)


def watch() -> None:
    connection_created.connect(attach, dispatch_uid="slow queries")


def attach(connection, **_kwargs) -> None:
    """First among its wrappers, since whoever wraps for a while takes the last one away again."""
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, timed)


def timed(execute, sql, params, many, context):
    """Ask, and tell when it took more than settings.SLOW_QUERY_MS; 0 for never."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        took = (time.perf_counter() - began) * 1000
        if 0 < settings.SLOW_QUERY_MS < took:
            logger.warning("slow query", extra={"known": {"ms": round(took), "sql": shape(str(sql))}})


def shape(sql: str) -> str:
    """What is asked, on one line, without values and however many things it asks for at once.

    >>> shape("SELECT a FROM b\\n WHERE c IN (%s, %s) AND d = 'Anna' LIMIT 21")
    'SELECT a FROM b WHERE c IN (…) AND d = … LIMIT …'
    """
    return LIST.sub("(…)", VALUE.sub("…", " ".join(sql.split())))[:LONGEST]
