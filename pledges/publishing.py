"""The verbs that change what the public sees. Each is one transaction, names its actor and leaves a public event."""

import datetime
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pledges import completeness, revisions, threads
from pledges.addresses import public_address
from pledges.contents import easy_summary, pledge_content
from pledges.editions import freeze
from pledges.hidden_names import hidden_in, without
from pledges.models import Document, NewsItem, Pledge, PledgeEdition, PublicEvent, Publishable, State, Theme
from pledges.pdf import EditionFacts, pledge_pdf
from portal.models import User
from portal.wiring import load

# What each verb may start from, and where it leads.
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "publish": (frozenset({State.DRAFT, State.PUBLISHED, State.WITHDRAWN}), State.PUBLISHED),
    "withdraw": (frozenset({State.PUBLISHED}), State.WITHDRAWN),
}

HISTORY = {"publish": revisions.Verb.PUBLISHED, "withdraw": revisions.Verb.WITHDRAWN}

PROBLEMS: dict[type[Publishable], Callable[..., list[str]]] = {
    Pledge: completeness.pledge_problems,
    NewsItem: completeness.news_problems,
    Document: completeness.document_problems,
}


class Refused(Exception):
    """A verb that may not be done now; the message says why in Swedish."""


class Incomplete(Refused):
    """What is to be published lacks something; `problems` are the sentences to show."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@transaction.atomic
def publish(
    pledge: Pledge,
    *,
    by: User,
    at: datetime.datetime | None = None,
    note: str = "",
    approvals: Sequence[dict] = (),
) -> PledgeEdition:
    """Freeze the pledge as its next edition and show it. `note` says what changed, from the second edition on.

    People go through `pledges.workflow`, which gives the `approvals` of both parties; data that is loaded has none.

    Raises Incomplete when something is missing, portal.pdf.RenderingFailed when the PDF cannot be made.
    """
    lock(pledge)
    pledge = Pledge.objects.for_content().get(pk=pledge.pk)
    require_complete(completeness.pledge_problems(pledge))
    number = next_number(pledge, note)
    threads.assign(pledge)
    at = at or timezone.now()
    content, approvals = without(pledge_content(pledge), approvals, hidden_in(pledge.municipality))
    facts = EditionFacts(number, at, note, public_address(pledge), approvals)
    edition = freeze(
        PledgeEdition(
            pledge=pledge,
            title=pledge.title,
            starts_on=pledge.starts_on,
            ends_on=pledge.ends_on,
            availability=pledge.availability,
            has_easy_summary=bool(easy_summary(content)),
            content=content,
        ),
        facts,
        pledge_pdf(content, facts),
        by=by,
    )
    pledge.current_edition = edition
    move(pledge, "publish", by=by, at=at, note=note)
    return edition


publish_pledge = publish  # by this name where there are several kinds


@transaction.atomic
def make_public(item: NewsItem | Document, *, by: User, at: datetime.datetime | None = None) -> None:
    """Show a news item or a document. Raises Incomplete when something is missing."""
    lock(item)
    require_complete(PROBLEMS[type(item)](item))
    move(item, "publish", by=by, at=at or timezone.now())


@transaction.atomic
def withdraw(item: Publishable, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Take something out of public view; its address then says when and why. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("Skriv varför det dras tillbaka. Skälet visas på sidan.")
    lock(item)
    item.withdrawal_reason = reason.strip()
    move(item, "withdraw", by=by, at=at or timezone.now(), note=reason.strip())


def lock(item: Publishable) -> None:
    """Hold the row until the transaction ends and read it anew, so that no old text is put back."""
    type(item).objects.hold(item.pk)
    item.refresh_from_db()


def require_complete(problems: list[str]) -> None:
    if problems:
        raise Incomplete(problems)


def next_number(item: Publishable, note: str) -> int:
    """The number of the next edition. Raises Incomplete when a correction does not say what changed."""
    latest = item.editions.latest_number()
    if latest and not note.strip():
        raise Incomplete(["Skriv vad som har ändrats sedan förra utgåvan."])
    return latest + 1


def move(item: Publishable, verb: str, *, by: User, at: datetime.datetime, note: str = "") -> None:
    """Change the state as `MOVES` allows, with the actor and the day, and write the public event.

    What is derived from what is public follows in the same transaction (settings.AFTER_PUBLICATION).
    """
    allowed, state = MOVES[verb]
    if item.state not in allowed:
        raise Refused(f"Det går inte: läget är {item.get_state_display().lower()}.")
    again = item.state == State.PUBLISHED and state == State.PUBLISHED
    item.state, item.state_changed_at, item.state_changed_by = state, at, by
    if state == State.PUBLISHED:
        item.withdrawal_reason = ""
    item.save()
    revisions.record(item, HISTORY[verb], by=by, note=note)
    event = PublicEvent.objects.create(
        municipality=item.municipality,
        kind=_event_kind(state, again=again),
        subject=str(item)[:300],
        path=item.get_absolute_url(),
        note=note,
        happened_at=at,
        actor=by,
    )
    event.themes.add(*themes_of(item))
    for bring_up_to_date in load("AFTER_PUBLICATION"):
        bring_up_to_date(item)


def themes_of(item: Publishable) -> QuerySet[Theme]:
    """What the promises are about in the public pledge that the item is, or belongs to."""
    pledge = item if isinstance(item, Pledge) else item.pledge
    edition = pledge.current_edition if pledge else None
    promises = edition.content["promises"] if edition else []
    return Theme.objects.with_slugs({theme["slug"] for promise in promises for theme in promise["themes"]})


def _event_kind(state: str, *, again: bool) -> str:
    if state == State.WITHDRAWN:
        return PublicEvent.Kind.WITHDRAWN
    return PublicEvent.Kind.CORRECTED if again else PublicEvent.Kind.PUBLISHED
