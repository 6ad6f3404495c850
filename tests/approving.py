"""The two who approve, and the whole way from draft to published, for tests of what comes after."""

from followups.models import FollowUp
from followups.workflow import FOLLOW_UPS
from pledges import workflow
from pledges.models import Membership
from portal.models import User
from tests import factories


def person(name: str, role: str, party: str, **where) -> User:
    """An account with one membership, anew as each request has it."""
    made = factories.user(f"{name}@example.se", name=name.capitalize())
    Membership.objects.create(user=made, role=role, party=party, **where)
    return User.objects.get(pk=made.pk)


def reviewers() -> dict[str, User]:
    """A reviewer of each party, for the whole country."""
    found = {party: User.objects.filter(email=f"granskare-{party}@example.se").first() for party in PARTIES}
    return {
        party: user or person(f"granskare-{party}", "reviewer", party, whole_country=True)
        for party, user in found.items()
    }


PARTIES = ("police", "municipality")


def flow_of(item) -> workflow.Flow:
    return FOLLOW_UPS if isinstance(item, FollowUp) else workflow.PLEDGES


def approve_by_both(item, note: str = ""):
    """Send and approve; what is left is to publish."""
    both = reviewers()
    workflow.send(flow_of(item), item, by=both["police"], note=note)
    for party in PARTIES:
        workflow.approve(flow_of(item), item, by=both[party])
    return item
