"""The verbs of whoever wants an export: ask for one, and cancel it."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from followups.exports.places import Place
from followups.exports.tasks import make_export
from followups.exports.working import ending
from followups.models import Export
from portal.accounts import audit
from portal.models import User

MOST_UNDER_WAY = 5


class TooMany(Exception):
    """The account has as many exports under way as it may."""


@transaction.atomic
def ask(place: Place, year: int, tertials: Iterable[int], form: str, *, by: User) -> Export:
    """Put an export on the queue; asked for once more while it is under way, it is the same one. Raises TooMany."""
    when = {"year": year, "tertials": sorted(set(tertials))}
    asked = {"owner": by, "kind": place.kind, "key": place.key, "form": form, **when}
    same = Export.objects.under_way().like(**asked).first()
    if same:
        return same
    if Export.objects.of(by).under_way().count() >= MOST_UNDER_WAY:
        raise TooMany(f"Du har redan {MOST_UNDER_WAY} exporter på gång. Vänta tills någon är klar, eller avbryt en.")
    try:
        with transaction.atomic():
            export = Export.objects.create(**asked, place=place.name)
    except IntegrityError:  # somebody with the same account was quicker
        return Export.objects.like(**asked).newest_first(1)[0]
    make_export.enqueue(export.pk)
    audit.record("export_asked_for", thing=export, by=by, place=f"{place.kind}:{place.key}", form=form)
    return export


def cancel(export: Export, *, by: User) -> bool:
    """Stop it, whether it waits or is being made; its run notices within a second. False when it was finished."""
    if export.owner_id != by.pk:
        raise PermissionError("Bara den som har beställt en export kan avbryta den.")
    return Export.objects.cancel(export.pk, state=Export.State.CANCELLED, run="", **ending(timezone.now()))
