"""What operators watch of what is published, and of the letters that tell of it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format

from pledges.models import Dispatch, FollowRequest, PublicEvent
from portal.health.signs import Sign, State
from portal.metrics.exposition import Gauge

SHOWN = 5
SEE_MAIL = "Se till att send_news körs och att e-postservern (EMAIL_URL) tar emot brev. Inget brev går förlorat."


def letters() -> Sign:
    """Those to who follows by e-mail: what was due before today should have been sent."""
    late = Dispatch.objects.unsent().before(timezone.localdate()).count()
    asked = len(FollowRequest.objects.waiting())
    text = f"Brev som skulle ha skickats: {late + asked}."
    if late:
        return Sign(State.WARNING, text, advice=SEE_MAIL)
    return Sign(State.OK, text)


def published() -> list[tuple[str, str]]:
    """What was last published or withdrawn."""
    return [
        (f"{event.get_kind_display()} {date_format(timezone.localtime(event.happened_at), 'j F Y H:i')}", event.subject)
        for event in PublicEvent.objects.newest(SHOWN)
    ]


def measures() -> Iterable[Gauge]:
    meaning = "Brev som väntar på att skickas, efter slag."
    yield Gauge("portal_letters_waiting", meaning, Dispatch.objects.unsent().count(), (("kind", "news"),))
    asked = len(FollowRequest.objects.waiting())
    yield Gauge("portal_letters_waiting", meaning, asked, (("kind", "confirmation"),))
    latest = next(iter(PublicEvent.objects.newest(1)), None)
    at = latest.happened_at.timestamp() if latest else 0
    yield Gauge("portal_published_timestamp_seconds", "När något senast publicerades eller drogs tillbaka.", at)
