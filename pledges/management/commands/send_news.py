"""`manage.py send_news`: tells those who follow by e-mail what has happened; run it every five minutes."""

from django.core.management.base import CommandError

from pledges.following.sending import send_all
from portal.timers import TimedCommand


class Command(TimedCommand):
    help = "Skickar brev till dem som följer med e-post. Kan köras hur ofta som helst, och av flera samtidigt."

    def handle(self, *args, **options) -> None:
        outcome = send_all()
        self.stdout.write(f"Skickade brev: {outcome.sent}.")
        if outcome.failed:
            raise CommandError(f"Brev som inte gick fram: {outcome.failed}. De prövas igen vid nästa körning.")
