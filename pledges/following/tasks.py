"""The task on the queue: sends what is due at once; `manage.py send_news` sends what could not be sent then."""

from django_tasks import task

from pledges.following.sending import send_all


@task()
def send_soon() -> None:
    """Send what waits. When the mail server is down it goes on waiting."""
    send_all()
