"""The task on the queue: makes one export, however many times it is asked to."""

import datetime

from django.utils import timezone
from django_tasks import task

from followups.exports import working

LOOK_AGAIN = working.LOST_AFTER + datetime.timedelta(seconds=5)


@task()
def make_export(pk: int) -> None:
    """Make the export of the key.

    The queue forgets what a dead worker had begun. So a second task is left on it first, for when the export should
    be done or its run be known as dead; it does nothing when the export is done.
    """
    if not working.is_wanted(pk):
        return
    make_export.using(run_after=timezone.now() + LOOK_AGAIN).enqueue(pk)
    try:
        working.work(pk)
    except BaseException:  # the worker is told to stop: the next one goes on at once
        make_export.enqueue(pk)
        raise
