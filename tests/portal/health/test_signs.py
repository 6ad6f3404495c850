"""How each part is: the check itself, asking it with a deadline, and what strangers are told."""

import datetime
import threading
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from followups import signs as followup_signs
from pledges import signs as pledge_signs
from portal.deadlines import Patience, TooLate
from portal.health import serving, signs, working
from portal.health.signs import Sign, State, asked
from portal.metrics import gauges
from portal.models import TimedRun
from portal.pdf import RenderingFailed
from portal.querysets import Queue
from portal.timers import recorded
from portal.version import commit
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def queue(monkeypatch):
    """What the queue is said to be."""

    def say(**known):
        now = Queue(**{"ready": 0, "running": 0, "failed": 0, "oldest": None, "workers": 1, **known})
        monkeypatch.setattr(working, "queue_now", lambda: now)
        return working.queue()

    return say


def test_the_queue_is_well_while_a_worker_takes_what_waits(queue):
    assert queue(running=1).state is State.OK
    nobody = queue(ready=3, workers=0, oldest=timezone.now() - HOUR)
    assert (nobody.state, nobody.text) == (
        State.WARNING,
        "Ingen arbetare är i gång. Uppgifter som väntar: 3, som görs: 0.",
    )
    assert "manage.py db_worker" in nobody.advice
    slow = queue(ready=3, oldest=timezone.now() - HOUR)
    assert (slow.state, slow.text) == (State.WARNING, "Kön går långsamt. Uppgifter som väntar: 3, som görs: 0.")


def run(command: str, ago: datetime.timedelta) -> None:
    TimedRun.objects.update_or_create(command=command, defaults={"succeeded_at": timezone.now() - ago})


def test_timers_are_well_when_each_has_gone_well_lately(settings):
    assert working.timers().state is State.UNKNOWN
    for command in settings.TIMERS:
        run(command, HOUR / 60)
    assert working.timers().state is State.OK
    run("sweep", 30 * HOUR)
    late = working.timers()
    assert (late.state, late.text) == (State.WARNING, "Har inte gått bra på länge: sweep.")
    assert late.since < timezone.now() - 29 * HOUR


def test_a_backup_grows_old():
    assert working.backup().state is State.UNKNOWN
    run("backup", HOUR)
    assert working.backup().state is State.OK
    run("backup", 30 * HOUR)
    assert working.backup().state is State.WARNING


def test_a_command_leaves_a_trace_of_how_it_went():
    call_command("publish_due")
    done = TimedRun.objects.get(command="publish_due")
    assert done.began_at <= done.succeeded_at
    with pytest.raises(ValueError, match="hemligt"), recorded("publish_due"):
        raise ValueError("hemligt")
    failed = TimedRun.objects.get(command="publish_due")
    assert (failed.fault, failed.is_failed, failed.succeeded_at) == ("ValueError", True, done.succeeded_at)
    call_command("publish_due")
    assert not TimedRun.objects.get(command="publish_due").is_failed


def test_a_trace_that_cannot_be_left_stops_no_command(monkeypatch):
    def fail(*_args, **_kwargs):
        raise DatabaseError

    monkeypatch.setattr(TimedRun.objects, "bulk_create", fail)
    call_command("publish_due")


def test_little_room_is_told_before_there_is_none(settings, monkeypatch):
    left = SimpleNamespace(free=1_234 * 10**6, total=10**10)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: left)
    assert serving.room() == Sign(State.OK, "1\u00a0234 MB är ledigt på disken.")
    settings.DISK_FREE_MB = 2_000
    assert serving.room().state is State.WARNING


def test_letters_and_reminders_that_wait_and_exports_that_do_not_end_are_told():
    assert {check().state for check in (pledge_signs.letters, followup_signs.reminders, followup_signs.exports)} == {
        State.OK
    }
    factories.export("anna@example.se", state="waiting")
    followup_signs.Export.objects.update(created_at=timezone.now() - HOUR)
    assert followup_signs.exports().state is State.WARNING


def test_what_is_measured_has_a_number_each():
    found = [
        *gauges.queue(),
        *gauges.timers(),
        *gauges.database(),
        *pledge_signs.measures(),
        *followup_signs.measures(),
    ]
    assert len({(gauge.name, gauge.labels) for gauge in found}) == len(found)
    assert all(isinstance(gauge.value, int | float) for gauge in found)


def test_who_does_not_answer_is_not_waited_for_nor_asked_again_while_it_hangs():
    released, times = threading.Event(), []

    def hang():
        times.append(1)
        released.wait(10)

    with pytest.raises(TooLate):
        Patience(0.02, 1).ask("hangs", hang)
    with pytest.raises(TooLate):
        Patience(5, 5).ask("hangs", hang)
    released.set()
    assert len(times) == 1


def test_a_check_that_breaks_is_a_fault_and_the_log_alone_knows_why(logged):
    logged("portal")

    def disk():
        raise RuntimeError("/srv/hemligt")

    assert asked(disk) == Sign(State.FAULT, signs.BROKEN, advice=signs.SEE_LOG)
    (line,) = logged("portal")
    assert (line["event"], line["error"]["kind"]) == ("health check failed", "builtins.RuntimeError")


@pytest.mark.parametrize(
    ("state", "status"), [(State.OK, 200), (State.UNKNOWN, 200), (State.WARNING, 200), (State.FAULT, 503)]
)
def test_strangers_are_told_a_word_for_each_part_and_nothing_more(client, monkeypatch, state, status):
    def part():
        return Sign(state, "hemligt", timezone.now(), "hemligt")

    monkeypatch.setattr("portal.health.signs.load", lambda _setting: (part,))
    answer = client.get("/halsa/djup")
    assert (answer.status_code, answer.json()) == (status, {"part": state.word})


def test_signs_are_kept_for_a_moment_since_anybody_may_ask(client, settings, monkeypatch):
    settings.HEALTH_KEPT_SECONDS = 60
    times = []

    def part():
        times.append(1)
        return Sign(State.OK, "Bra.")

    monkeypatch.setattr("portal.health.signs.load", lambda _setting: (part,))
    monkeypatch.setattr(signs, "_latest", [])
    for _ in range(3):
        client.get("/halsa/djup")
    assert len(times) == 1


def test_a_pdf_is_tried_beside_those_who_ask(monkeypatch):
    monkeypatch.setattr(serving, "_tried", serving.Tried(Sign(State.UNKNOWN, "Prövas.")))
    monkeypatch.setattr("portal.health.serving.threading.Thread", lambda target, daemon: SimpleNamespace(start=target))
    monkeypatch.setattr("portal.pdf.render", lambda _html: None)
    assert serving.pdf().state is State.OK
    assert serving.pdf().state is State.OK

    def fail(_html):
        raise RenderingFailed("PDF:en kunde inte skapas.")

    monkeypatch.setattr("portal.pdf.render", fail)
    serving.try_pdf()
    assert serving.pdf() == Sign(State.WARNING, "PDF:en kunde inte skapas.", advice=serving.pdf().advice)


@pytest.mark.parametrize("packed", [False, True])
def test_the_version_is_the_commit_that_is_checked_out(tmp_path, packed):
    (tmp_path / "HEAD").write_text("ref: refs/heads/main\n")
    assert commit(tmp_path) == ""
    if packed:
        (tmp_path / "packed-refs").write_text("# pack-refs\n0123456789abcdef refs/heads/main\n")
    else:
        (tmp_path / "refs" / "heads").mkdir(parents=True)
        (tmp_path / "refs" / "heads" / "main").write_text("0123456789abcdef\n")
    assert commit(tmp_path) == "0123456789"
