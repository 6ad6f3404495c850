"""The follow-ups' part of hiding a name (settings.NAMED_EDITIONS)."""

from collections.abc import Iterator

from followups.models import FollowUp, FollowUpEdition
from followups.pdf import follow_up_pdf
from pledges.hiding import Frozen
from pledges.models import Municipality


def follow_up_editions(municipality: Municipality) -> Iterator[Frozen]:
    """All editions of the kommun's follow-ups, held until the transaction ends, as are the follow-ups."""
    FollowUp.objects.of(municipality).hold_all()
    for edition in FollowUpEdition.objects.of_municipality(municipality).to_rewrite():
        yield Frozen(edition, edition.follow_up, follow_up_pdf)
