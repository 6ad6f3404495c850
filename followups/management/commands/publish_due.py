"""`manage.py publish_due`: publishes what both parties have approved and whose time has come; run it every minute."""

from django.utils import timezone

from followups.models import FollowUp
from followups.workflow import FOLLOW_UPS
from pledges import workflow
from pledges.models import Pledge
from pledges.publishing import Refused
from portal.pdf import RenderingFailed
from portal.timers import TimedCommand


class Command(TimedCommand):
    help = "Publicerar det som båda parter har godkänt och vars tid är inne. Kan köras hur ofta som helst."

    def handle(self, *args, **options) -> None:
        done = self.publish_all(workflow.PLEDGES, Pledge) + self.publish_all(FOLLOW_UPS, FollowUp)
        self.stdout.write(f"Publicerade: {done}.")

    def publish_all(self, flow: workflow.Flow, model) -> int:
        """How many were published. One that is refused is told of and left for a person."""
        done = 0
        for item in model.objects.due(timezone.now()):
            try:
                workflow.publish(flow, item, by=item.stage_changed_by)
                done += 1
            except (Refused, RenderingFailed) as refusal:
                self.stderr.write(f"{item}: {refusal}")
        return done
