"""A follow-up on its way to approved by both: the same steps as a pledge's (pledges.workflow)."""

from followups import publishing
from followups.completeness import follow_up_problems
from followups.models import FollowUp
from pledges.workflow import Flow

FOLLOW_UPS = Flow(
    fetch=lambda pk: FollowUp.objects.for_content().get(pk=pk),
    content=publishing.draft_content,
    problems=follow_up_problems,
    publish=publishing.publish,
)
