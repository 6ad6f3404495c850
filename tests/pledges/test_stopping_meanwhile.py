"""Somebody stops following while something is published: neither waits for the other in vain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from pledges.following.asking import stop
from pledges.models import Dispatch
from tests import factories
from tests.pledges.test_news_letters import follower, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def somebody_waits() -> bool:
    """Whether another connection to the database waits for a lock."""
    with connection.cursor() as cursor:
        waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(waiting)
        return cursor.fetchone() is not None


@pytest.mark.django_db(transaction=True)
def test_who_stops_while_something_is_published_is_in_nobodys_way():
    """The queue refers to followers when the transaction ends, so none of them may go before that."""
    bo, cecilia = follower("bo"), follower("cecilia")
    pledge = factories.pledge()

    def leave() -> None:
        try:
            stop(bo)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            publish(pledge)
            leaving = pool.submit(leave)
            while not (leaving.done() or somebody_waits()):
                pass
        leaving.result()
    assert list(Dispatch.objects.values_list("follower", flat=True)) == [cecilia.pk]
