"""What goes on beside the pages: the queue, the timers, the backups."""

import datetime

from django.conf import settings
from django.utils import timezone

from portal.health.signs import Sign, State
from portal.models import TimedRun
from portal.querysets import queue as queue_now
from portal.wording import listed

WAITS_LONG = datetime.timedelta(minutes=5)
START_WORKER = "Starta arbetaren (manage.py db_worker). Exporter och brev väntar tills den är i gång."
SEE_TIMERS = "Se till att tidtagarna kör kommandona, och läs i loggen varför de inte går bra."
BACKUP = "backup"


def queue() -> Sign:
    now = queue_now()
    waiting = f"Uppgifter som väntar: {now.ready}, som görs: {now.running}."
    if not now.workers:
        return Sign(State.WARNING, f"Ingen arbetare är i gång. {waiting}", now.oldest, START_WORKER)
    if now.oldest and timezone.now() - now.oldest > WAITS_LONG:
        advice = "Starta fler arbetare, eller se i loggen vad den som är i gång gör."
        return Sign(State.WARNING, f"Kön går långsamt. {waiting}", now.oldest, advice)
    return Sign(State.OK, f"En arbetare är i gång. {waiting}" if now.workers == 1 else f"Arbetare är i gång. {waiting}")


def timers() -> Sign:
    runs = TimedRun.objects.in_bulk()
    never = [command for command in settings.TIMERS if not (runs.get(command) and runs[command].succeeded_at)]
    late = [command for command in settings.TIMERS if command not in never and is_late(runs[command])]
    if late:
        since = min(runs[command].succeeded_at for command in late)
        return Sign(State.WARNING, f"Har inte gått bra på länge: {listed(late)}.", since, SEE_TIMERS)
    if never:
        return Sign(State.UNKNOWN, f"Har aldrig gått bra här: {listed(never)}.", advice=SEE_TIMERS)
    return Sign(State.OK, "Alla kommandon som ska köras regelbundet har gått bra.")


def is_late(run: TimedRun) -> bool:
    allowed = datetime.timedelta(minutes=settings.TIMERS[run.command])
    return timezone.now() - run.succeeded_at > allowed


def backup() -> Sign:
    advice = "Kör manage.py backup varje natt, och pröva ibland att återställa."
    run = TimedRun.objects.in_bulk().get(BACKUP)
    if run is None or run.succeeded_at is None:
        return Sign(State.UNKNOWN, "Ingen säkerhetskopia är känd.", advice=advice)
    age = timezone.now() - run.succeeded_at
    if age > datetime.timedelta(hours=settings.BACKUP_EVERY_HOURS):
        return Sign(State.WARNING, "Den senaste säkerhetskopian är gammal.", run.succeeded_at, advice)
    return Sign(State.OK, "Det finns en färsk säkerhetskopia.", run.succeeded_at)
