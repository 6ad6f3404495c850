"""The task on the queue: sends what is due at once; `manage.py send_news` sends what could not be sent then."""

from django_tasks import task

from pledges.following.sending import send_all

AT_ONCE = 200  # letters; then what else is on the queue, exports among it, has its turn


@task()
def send_soon() -> None:
    """Send what waits, some of it at a time. When the mail server is down it goes on waiting."""
    outcome = send_all(AT_ONCE)
    if outcome.left and not outcome.failed:
        send_soon.enqueue()
