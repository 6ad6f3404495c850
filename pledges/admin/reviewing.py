"""What both parties approve before it is shown: sent, approved, sent back, published now or at a set time."""

import json

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from pledges import workflow
from pledges.admin.publishing import PublishingAdmin
from pledges.admin.standing import ReviewStanding

TAKEN_BACK = (
    "Texten ändrades efter att den hade skickats för granskning, så godkännandena gäller inte längre. "
    "Skicka den för granskning igen när du är klar."
)
ACTS = {
    "send": workflow.send,
    "approve": workflow.approve,
    "return": workflow.give_back,
    "publish": workflow.publish,
}


class ReviewingAdmin(PublishingAdmin):
    """The steps of a Reviewed thing. `verbs.flow` says how pledges.workflow handles its kind."""

    standing_class = ReviewStanding

    def take(self, step: str, item, *, by, **given) -> str:
        if step not in ACTS:
            return super().take(step, item, by=by, **given)
        ACTS[step](self.verbs.flow, item, by=by, **given)
        at = given.get("at")
        return f"Publiceras den {date_format(timezone.localtime(at), 'j F Y H:i')}." if at else ""

    def content_of(self, request: HttpRequest, item) -> dict:
        """For history: what an edition would freeze now."""
        flow = self.verbs.flow
        return json.loads(json.dumps(flow.content(flow.fetch(item.pk))))

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        """With all rows saved: what was sent for review is taken back when something has changed."""
        super().save_related(request, form, formsets, change)
        if not change or not any(part.has_changed() for part in (form, *formsets)):
            return
        if workflow.edited(self.verbs.flow, form.instance, by=request.user):
            messages.warning(request, TAKEN_BACK)
