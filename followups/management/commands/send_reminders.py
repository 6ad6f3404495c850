"""`manage.py send_reminders`: tells by mail what is soon due, late, or waits for somebody; run it every hour."""

from django.core.mail import get_connection
from django.core.management.base import CommandError

from followups.models import Reminder
from followups.reminders.sending import send_for_day
from pledges.pages.base import today
from portal.timers import TimedCommand

DOWN = "E-postservern svarar inte ({}). Inget är skickat och inget förlorat: kör igen när den svarar."


class Command(TimedCommand):
    help = "Skickar påminnelser med e-post, högst ett brev per person och dag. Kan köras hur ofta som helst."

    def handle(self, *args, **options) -> None:
        if not Reminder.objects.one_run_at_a_time():
            self.stdout.write("En annan körning pågår redan.")
            return
        try:
            self.send()
        finally:
            Reminder.objects.let_go()

    def send(self) -> None:
        """Raises CommandError, so that whoever watches the runs is told, when the server does not take a letter."""
        mailer = get_connection()
        try:
            mailer.open()
        except OSError as error:
            raise CommandError(DOWN.format(error)) from error
        try:
            outcome = send_for_day(today(), mailer)
        finally:
            mailer.close()
        self.stdout.write(f"Skickade brev: {outcome.sent}.")
        if outcome.failed:
            raise CommandError(f"Brev som inte gick fram: {outcome.failed}. De prövas igen vid nästa körning.")
