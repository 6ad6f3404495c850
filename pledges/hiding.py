"""The verb that hides a person's name: in all that a kommun has published, in what it will publish, and in its PDFs.

What the editions said before is sealed (`SealedEdition`), so that the record stays while nothing public shows it.
"""

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pledges.addresses import public_address
from pledges.editions import fingerprint, keep_pdf
from pledges.hidden_names import named_in, same, without
from pledges.models import Document, Edition, HiddenName, Municipality, NewsItem, Pledge, PledgeEdition, SealedEdition
from pledges.pdf import EditionFacts, pledge_pdf
from pledges.versions import in_doubt
from portal.accounts import audit
from portal.models import User
from portal.pdf import Pdf
from portal.wiring import load
from portal.wording import listed


class CannotHide(Exception):
    """A name that is not hidden; the message says why in Swedish."""


@dataclass(frozen=True)
class Frozen:
    """An edition, what it is of, and what makes its PDF."""

    edition: Edition
    of: object
    make_pdf: Callable[[dict, EditionFacts], Pdf]


@transaction.atomic
def hide(name: str, *, municipality: Municipality, reason: str, by: User) -> HiddenName:
    """Show the name no longer in the kommun. Everything changes at once, or nothing.

    Raises CannotHide without a reason or where nobody has the name, portal.pdf.RenderingFailed.
    """
    frozen = list(editions_of(municipality))
    problem = hindrance(name, reason, municipality, names_shown(municipality, frozen))
    if problem:
        raise CannotHide(problem)
    hidden = HiddenName.objects.create(
        municipality=municipality,
        name=" ".join(name.split()),
        reason=reason.strip(),
        hidden_on=timezone.localdate(),
        hidden_by=by,
    )
    for one in frozen:
        if any(same(name, person) for person in named_in(one.edition.content, one.edition.approvals)):
            replace(one, hidden)
    in_doubt(municipality)
    audit.record("name_hidden", thing=hidden, by=by, kommun=municipality.pk)
    return hidden


def replace(frozen: Frozen, hidden: HiddenName) -> None:
    """Seal what the edition said, and let it say the same without the name, on its page, as data and as PDF."""
    edition = frozen.edition
    SealedEdition.objects.get_or_create(
        kind=edition._meta.label_lower,
        key=str(edition.pk),
        defaults={
            "hidden_name": hidden,
            "content": copy.deepcopy(edition.content),
            "content_sha256": edition.content_sha256,
            "approvals": edition.approvals,
            "pdf": edition.pdf.name,
            "pdf_sha256": edition.pdf_sha256,
        },
    )
    edition.content, edition.approvals = without(edition.content, edition.approvals, [hidden])
    edition.content_sha256 = fingerprint(edition.content)
    if edition.pdf:
        keep_pdf(edition, frozen.make_pdf(edition.content, facts_of(frozen)))
    edition.save()


def facts_of(frozen: Frozen) -> EditionFacts:
    edition = frozen.edition
    address, approvals = public_address(frozen.of), tuple(edition.approvals)
    return EditionFacts(edition.number, edition.published_at, edition.change_note, address, approvals)


def editions_of(municipality: Municipality) -> Iterator[Frozen]:
    """All that the kommun has published, held until the transaction ends (settings.NAMED_EDITIONS)."""
    return (one for source in load("NAMED_EDITIONS") for one in source(municipality))


def pledge_editions(municipality: Municipality) -> Iterator[Frozen]:
    """The kommun's pledges are held too: one that is being published for the first time is waited for."""
    Pledge.objects.of(municipality).hold_all()
    for edition in PledgeEdition.objects.of(municipality).to_rewrite():
        yield Frozen(edition, edition.pledge, pledge_pdf)


def documents_with(hidden: HiddenName) -> list[str]:
    """The titles of the kommun's public documents in which the name still stands, since a file is nobody's but theirs
    who made it."""
    named = Document.objects.published().of(hidden.municipality).with_text(hidden.name)
    return list(named.values_list("title", flat=True))


def names_shown(municipality: Municipality, frozen: Iterable[Frozen]) -> set[str]:
    """The persons that the kommun's editions, as `editions_of` gives them, and its news name."""
    found = {name for one in frozen for name in named_in(one.edition.content, one.edition.approvals)}
    return found | NewsItem.objects.of(municipality).persons()


def hindrance(name: str, reason: str, municipality: Municipality, known: set[str]) -> str:
    """Why the name cannot be hidden, in Swedish; "" when it can. `known` are those that the kommun's pages name."""
    if not reason.strip():
        return "Skriv varför namnet döljs. Skälet visas på sidorna."
    if " ".join(name.split()).casefold() in reason.casefold():
        return "Skälet visas på sidorna, så namnet kan inte stå i det."
    if any(same(name, one) for one in known):
        return ""
    told = f"Ingen har det namnet på sidorna för {municipality}."
    return f"{told} De som står där är {listed(sorted(known))}." if known else told
