"""Errors that nobody foresaw: whoever else is to know of them is told, beside the line that the log has."""

import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.signals import got_request_exception
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

from portal.logs.requests import current_number
from portal.metrics import counting

logger = logging.getLogger(__name__)


def watch() -> None:
    got_request_exception.connect(_in_a_request, dispatch_uid="report errors")
    task_finished.connect(_in_a_task, dispatch_uid="report errors")


def _in_a_request(**_kwargs) -> None:
    """Django itself logs the error, once, on "django.request"."""
    error = sys.exc_info()[1]
    if error is not None:
        report(error)


def _in_a_task(task_result, **_kwargs) -> None:
    """Sent while the error is being handled. The library's own line is not written by a worker that is told to be
    quiet."""
    if task_result.status == TaskResultStatus.FAILED:
        known = {"task": task_result.task.module_path}
        logger.error("task failed", exc_info=True, extra={"known": known})
        _in_a_request()


def report(error: BaseException) -> None:
    """Count the error, and tell each of settings.ERROR_REPORTERS of it and of the number of its request.

    The number is "" outside of one. What goes wrong there is logged, and breaks nothing.
    """
    kind = type(error)
    counting.add("portal_errors_total", kind=f"{kind.__module__}.{kind.__qualname__}")
    for reporter in reporters():
        try:
            reporter(error, current_number())
        except Exception:
            logger.exception("an error could not be reported")


def reporters() -> list[Callable[[BaseException, str], None]]:
    return [import_string(path) for path in settings.ERROR_REPORTERS]
