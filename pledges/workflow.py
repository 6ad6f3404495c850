"""From draft to approved by both: the steps of a pledge or a follow-up on its way to the next edition.

One table of moves; each step is one transaction, checks that its actor may take it, and holds the row while it
does. What the steps need to know about a kind of thing is a `Flow`.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pledges import editions, permissions, revisions
from pledges.completeness import pledge_problems
from pledges.contents import pledge_content
from pledges.models import Approval, Edition, Membership, Pledge, Reviewed, Stage
from pledges.publishing import Incomplete, Refused, publish_pledge, require_complete
from pledges.revisions import Verb
from portal.accounts import audit
from portal.models import User
from portal.wording import day_text

# What each step may start from.
MOVES: dict[str, frozenset[str]] = {
    "send": frozenset({Stage.EDITING}),
    "approve": frozenset({Stage.REVIEW}),
    "return": frozenset({Stage.REVIEW, Stage.APPROVED}),
    "publish": frozenset({Stage.APPROVED}),
}
NOT_NOW = {
    "send": "Det är redan skickat för granskning.",
    "approve": "Det går bara att godkänna det som är skickat för granskning.",
    "return": "Det går bara att skicka tillbaka det som granskas eller är godkänt.",
    "publish": "Båda parter behöver godkänna innan det kan publiceras.",
}


@dataclass(frozen=True)
class Flow:
    """A kind of thing: `fetch(pk)` with all that `content(item)` reads, what is missing, and how it is published."""

    fetch: Callable[[int], Reviewed]
    content: Callable[[Reviewed], dict]
    problems: Callable[[Reviewed], list[str]]
    publish: Callable[..., Edition]


PLEDGES = Flow(
    fetch=lambda pk: Pledge.objects.for_content().get(pk=pk),
    content=pledge_content,
    problems=pledge_problems,
    publish=publish_pledge,
)


@transaction.atomic
def send(flow: Flow, item: Reviewed, *, by: User, note: str = "") -> None:
    """Ask both parties to read and approve. `note` says what changed, when there is an edition already.

    Raises Incomplete when something is missing, Refused when the step is not allowed now.
    """
    item = begin(flow, item, "send", by=by)
    require_complete(flow.problems(item))
    if item.current_edition_id and not note.strip():
        raise Incomplete(["Skriv vad som har ändrats sedan förra utgåvan."])
    item.change_note, item.review_comment = note.strip(), ""
    end(item, Stage.REVIEW, by=by)
    revisions.record(item, Verb.SENT, by=by, note=item.change_note)


@transaction.atomic
def approve(flow: Flow, item: Reviewed, *, by: User, party: str = "") -> None:
    """Approve the wording as it stands now, for a party that the account speaks for (the one that is left).

    When both have, the thing may be published. Raises Refused.
    """
    item = begin(flow, item, "approve", by=by)
    given = {approval.party: approval.approved_by_id for approval in item.approvals.all()}
    party = party or next(iter(sorted(permissions.parties_of(by, item.municipality) - set(given))), "")
    _require_own_party(item, party, given, by)
    item.approvals.create(
        party=party, approved_by=by, approved_at=timezone.now(), content_sha256=fingerprint(flow, item)
    )
    both = set(given) | {party} == set(Membership.Party.values)
    end(item, Stage.APPROVED if both else Stage.REVIEW, by=by)
    revisions.record(item, Verb.APPROVED, by=by, note=f"För {Membership.Party(party).label.lower()}.")


def _require_own_party(item: Reviewed, party: str, given: dict[str, int], by: User) -> None:
    if party not in permissions.parties_of(by, item.municipality):
        raise Refused("Du har redan godkänt, eller så är det inte din part som ska godkänna.")
    if party in given:
        raise Refused("Den parten har redan godkänt.")
    if by.pk in given.values():
        raise Refused("Den andra parten behöver godkännas av någon annan än du.")


@transaction.atomic
def give_back(flow: Flow, item: Reviewed, *, by: User, comment: str) -> None:
    """Send it back to be changed, with a comment; approvals that were given fall. Raises Refused."""
    if not comment.strip():
        raise Refused("Skriv vad som behöver ändras.")
    item = begin(flow, item, "return", by=by)
    item.review_comment, item.publish_at = comment.strip(), None
    item.approvals.all().delete()
    end(item, Stage.EDITING, by=by)
    revisions.record(item, Verb.RETURNED, by=by, note=item.review_comment)


@transaction.atomic
def publish(flow: Flow, item: Reviewed, *, by: User, at: datetime.datetime | None = None) -> Edition | None:
    """Publish what both have approved, now or, with a later `at`, when `publish_due` finds that the time has come.

    Returns the edition, None when only the time was set. Raises Refused, Incomplete, portal.pdf.RenderingFailed.
    """
    item = begin(flow, item, "publish", by=by)
    if at and at > timezone.now():
        item.publish_at = at
        end(item, Stage.APPROVED, by=by)
        revisions.record(item, Verb.SCHEDULED, by=by, note=day_text(timezone.localdate(at)))
        return None
    edition = flow.publish(item, by=by, note=item.change_note, approvals=approvals_of(flow, item))
    item.refresh_from_db()
    item.change_note, item.publish_at = "", None
    item.approvals.all().delete()
    end(item, Stage.EDITING, by=by)
    return edition


@transaction.atomic
def edited(flow: Flow, item: Reviewed, *, by: User) -> bool:
    """Tell that the working copy was saved: a changed wording takes back what was sent. True when it did."""
    item = flow.fetch(item.pk)
    if item.stage == Stage.EDITING:
        return False
    now = fingerprint(flow, item)
    if item.approvals.all() and all(approval.content_sha256 == now for approval in item.approvals.all()):
        return False
    item.approvals.all().delete()
    item.publish_at = None
    end(item, Stage.EDITING, by=by)
    return True


def begin(flow: Flow, item: Reviewed, verb: str, *, by: User) -> Reviewed:
    """The thing anew, its row held; raises Refused unless the account may take the step and it can be taken now."""
    type(item).objects.hold(item.pk)
    item = flow.fetch(item.pk)
    if not permissions.may(by, verb, item.municipality):
        audit.record("refused", by=by, thing=item, step=verb)
        raise Refused("Ditt uppdrag i den här kommunen räcker inte till det.")
    if item.stage not in MOVES[verb]:
        raise Refused(NOT_NOW[verb])
    return item


def end(item: Reviewed, stage: str, *, by: User) -> None:
    item.stage, item.stage_changed_at, item.stage_changed_by = stage, timezone.now(), by
    item.save()


def fingerprint(flow: Flow, item: Reviewed) -> str:
    """The SHA-256 of the content: what an approval is an approval of."""
    return editions.fingerprint(flow.content(item))


def approvals_of(flow: Flow, item: Reviewed) -> list[dict]:
    """The approvals as an edition keeps them. Raises Refused when one is missing or is of another wording."""
    now = fingerprint(flow, item)
    given: list[Approval] = sorted(item.approvals.all(), key=lambda approval: approval.approved_at)
    if {approval.party for approval in given if approval.content_sha256 == now} != set(Membership.Party.values):
        raise Refused("Texten har ändrats sedan den godkändes. Skicka den för granskning igen.")
    return [
        {
            "party": approval.party,
            "party_text": approval.get_party_display(),
            "name": str(approval.approved_by),
            "on": timezone.localdate(approval.approved_at).isoformat(),
            "text": day_text(timezone.localdate(approval.approved_at)),
        }
        for approval in given
    ]
