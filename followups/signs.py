"""What operators watch of exports and reminders."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from followups.models import Export, Reminder
from portal.health.signs import Sign, State
from portal.metrics.exposition import Gauge

LONG = datetime.timedelta(minutes=30)
SEE_WORKER = "Se till att en arbetare är i gång, och läs i loggen varför exporten inte blir klar."
SEE_MAIL = "Se till att send_reminders körs och att e-postservern (EMAIL_URL) tar emot brev. Inget brev går förlorat."


def exports() -> Sign:
    under_way = list(Export.objects.under_way())
    oldest = min((export.created_at for export in under_way), default=None)
    text = f"Exporter på gång: {len(under_way)}."
    if oldest and timezone.now() - oldest > LONG:
        return Sign(State.WARNING, text, oldest, SEE_WORKER)
    return Sign(State.OK, text)


def reminders() -> Sign:
    """Letters that are written and not sent: a run of send_reminders begins by sending them."""
    waiting = len(Reminder.objects.unsent().letters())
    text = f"Påminnelser som väntar på att skickas: {waiting}."
    return Sign(State.WARNING, text, advice=SEE_MAIL) if waiting else Sign(State.OK, text)


def measures() -> Iterable[Gauge]:
    yield Gauge("portal_exports_under_way", "Exporter som väntar eller görs.", Export.objects.under_way().count())
    waiting = len(Reminder.objects.unsent().letters())
    yield Gauge("portal_reminders_waiting", "Påminnelser som är skrivna och inte skickade.", waiting)
