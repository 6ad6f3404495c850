"""An export on the queue: made once, stopped at once, taken up again, and never half done."""

import datetime
import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from followups.exports import asking, making, working
from followups.exports.places import named, offered
from followups.exports.tasks import make_export
from followups.models import Export, FollowUpEdition
from tests import factories
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "reports"), pytest.mark.xdist_group("exports")]


@pytest.fixture
def ask(coordinator):
    def asked(word: str = "omrade:varnamo", form: str = "zip", tertials=(1, 2, 3)) -> Export:
        return asking.ask(named(word, offered(coordinator, TODAY)), 2025, tertials, form, by=coordinator)

    return asked


def content(export: Export) -> bytes:
    with export.file.open("rb") as stored:
        return stored.read()


def test_a_zip_holds_the_same_bytes_as_the_public_addresses_and_says_what_is_missing(ask, queue, client):
    export = ask()
    queue()
    export.refresh_from_db()
    assert (export.state, export.done, export.total) == ("done", 4, 4)
    archive = zipfile.ZipFile(io.BytesIO(content(export)))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "uppfoljning-gislaved-2025-t1-2-utgava-1.pdf",
        "uppfoljning-gislaved-2025-t3-utgava-1.pdf",
        "uppfoljning-varnamo-2025-t3-utgava-1.pdf",
        "innehall.csv",
        "saknas.csv",
        "innehall.json",
    ]
    listed = json.loads(archive.read("innehall.json"))
    for row in listed["filer"]:
        path = row["adress"].removeprefix("http://127.0.0.1:8000")
        assert archive.read(row["fil"]) == b"".join(client.get(path).streaming_content)
    assert [(row["kommunkod"], row["period"], row["utgåva"]) for row in listed["filer"]] == [
        ("0662", "Tertial 1–2 2025", 1),
        ("0662", "Tertial 3 2025", 1),
        ("0683", "Tertial 3 2025", 1),
    ]
    assert [row["kommun"] for row in listed["saknas"]] == ["Värnamo", "Värnamo"]
    lines = archive.read("innehall.csv").decode("utf-8-sig").split("\r\n")
    assert lines[0] == "fil,kommunkod,kommun,period,utgåva,sha256,adress"
    assert len(lines) == 5


def test_the_same_asked_for_twice_is_one_export_and_a_finished_one_is_made_anew(ask, queue):
    first = ask()
    assert ask() == first
    assert ask(form="csv") != first
    queue()
    assert ask() != first


def test_a_task_that_runs_again_changes_nothing(ask, queue):
    export = ask()
    queue()
    before = Export.objects.values().get(pk=export.pk)
    make_export.call(export.pk)
    working.work(export.pk)
    assert Export.objects.values().get(pk=export.pk) == before


def test_a_cancelled_export_is_not_begun(ask, queue, coordinator):
    export = ask()
    assert asking.cancel(export, by=coordinator)
    queue()
    export.refresh_from_db()
    assert (export.state, export.done, export.file.name) == ("cancelled", 0, "")
    assert not asking.cancel(export, by=coordinator)


def stepping(monkeypatch, at_step):
    """Tells of every step at once, and lets something happen before each."""
    monkeypatch.setattr(working, "BEAT_SECONDS", 0)
    plain = making.make

    def make(*args):
        for number, step in enumerate(plain(*args), 1):
            at_step(number)
            yield step

    monkeypatch.setattr(making, "make", make)


def test_progress_only_grows_and_ends_at_the_whole(ask, queue, monkeypatch):
    export, seen = ask(), []
    stepping(monkeypatch, lambda _number: seen.append(Export.objects.get(pk=export.pk).done))
    queue()
    assert seen == [0, 1, 2, 3]
    export.refresh_from_db()
    assert (export.done, export.total) == (4, 4)


def test_cancelling_stops_a_run_at_its_next_step_and_leaves_nothing(ask, queue, monkeypatch, coordinator, settings):
    export, steps = ask(), []

    def at_step(number):
        steps.append(number)
        if number == 2:
            asking.cancel(export, by=coordinator)

    stepping(monkeypatch, at_step)
    queue()
    export.refresh_from_db()
    assert (export.state, export.done, steps) == ("cancelled", 1, [1, 2])
    assert not working.folder(export.pk).exists()


def lost(export: Export, seconds: int) -> None:
    """As a worker leaves it that died so many seconds ago."""
    moment = timezone.now() - datetime.timedelta(seconds=seconds)
    Export.objects.filter(pk=export.pk).update(state="running", run="död", done=1, total=4, heartbeat=moment)


def test_a_run_that_has_been_silent_for_a_minute_is_taken_over_and_one_that_lives_is_not(ask):
    export = ask()
    lost(export, 50)
    working.work(export.pk)
    assert Export.objects.get(pk=export.pk).run == "död"
    lost(export, 61)
    working.work(export.pk)
    export.refresh_from_db()
    assert (export.state, export.done) == ("done", 4)


def test_each_run_leaves_a_second_task_behind_in_case_it_dies(ask, queue):
    export = ask()
    queue()
    later = DBTaskResult.objects.get(status="READY")
    assert later.args_kwargs == {"args": [export.pk], "kwargs": {}}
    assert datetime.timedelta(seconds=55) < later.run_after - timezone.now() < datetime.timedelta(seconds=70)


def test_a_worker_that_is_told_to_stop_lets_the_next_one_go_on_at_once(ask, queue, monkeypatch):
    export = ask()

    def at_step(number):
        if number == 2 and Export.objects.get(pk=export.pk).attempts == 1:
            raise SystemExit(1)

    stepping(monkeypatch, at_step)
    with pytest.raises(SystemExit):
        make_export.call(export.pk)
    export.refresh_from_db()
    assert (export.state, export.done) == ("waiting", 1)
    queue()
    export.refresh_from_db()
    assert (export.state, export.attempts) == ("done", 2)


def test_what_cannot_be_made_says_why_in_swedish(ask, queue, reports):
    export = ask()
    FollowUpEdition.objects.filter(pk=reports["Värnamo 2025-t3"].current_edition_id).update(pdf="editions/borta.pdf")
    queue()
    export.refresh_from_db()
    assert (export.state, export.file.name) == ("failed", "")
    assert export.error == "PDF:en för Värnamo: Tertial 3 2025 går inte att läsa just nu. Försök igen om en stund."


def test_a_file_that_is_not_what_was_published_is_not_exported(ask, queue, reports):
    export = ask()
    FollowUpEdition.objects.filter(pk=reports["Värnamo 2025-t3"].current_edition_id).update(pdf_sha256="0" * 64)
    queue()
    assert "är inte den som publicerades" in Export.objects.get(pk=export.pk).error


def test_an_unforeseen_fault_is_logged_and_told_without_its_words(ask, queue, monkeypatch, caplog):
    export = ask()
    monkeypatch.setattr(making, "steps", lambda *_: 1 / 0)
    queue()
    assert Export.objects.get(pk=export.pk).error == working.UNEXPECTED
    assert "ZeroDivisionError" in caplog.text


def test_an_export_that_kills_its_worker_again_and_again_is_given_up(ask, queue):
    export = ask()
    Export.objects.filter(pk=export.pk).update(attempts=working.MOST_ATTEMPTS)
    queue()
    assert Export.objects.get(pk=export.pk).error == working.GAVE_UP


def test_nothing_published_is_told_and_no_file_is_made(ask, queue, coordinator):
    place = named("omrade:varnamo", offered(coordinator, TODAY))
    export = asking.ask(place, 2019, [1], "zip", by=coordinator)
    queue()
    assert Export.objects.get(pk=export.pk).error == (
        "Ingen uppföljning är publicerad för Lokalpolisområde Värnamo, tertial\xa01 2019."
    )


def test_an_account_cannot_fill_the_queue(ask):
    for form, tertials in [("zip", [1]), ("zip", [2]), ("zip", [3]), ("zip", [1, 2]), ("csv", [1])]:
        ask(form=form, tertials=tertials)
    with pytest.raises(asking.TooMany):
        ask(form="csv", tertials=[2])


def test_the_nightly_sweep_deletes_old_exports_with_their_files(ask, queue, capsys):
    old, new = ask(), ask("kommun:0662")
    queue()
    Export.objects.filter(pk=old.pk).update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    old.refresh_from_db()
    call_command("sweep")
    assert "Exporter: 1." in capsys.readouterr().out.splitlines()
    assert list(Export.objects.all()) == [new]
    assert not old.file.storage.exists(old.file.name)


def test_the_sweep_clears_away_what_a_dead_worker_left_of_an_ended_export(ask, coordinator):
    ended, waiting = ask(), ask("kommun:0662")
    for export in (ended, waiting):
        working.folder(export.pk).mkdir(parents=True)
    asking.cancel(ended, by=coordinator)
    call_command("sweep")
    assert [working.folder(export.pk).exists() for export in (ended, waiting)] == [False, True]


def test_only_its_owner_cancels_an_export(ask):
    export = ask()
    with pytest.raises(PermissionError):
        asking.cancel(export, by=factories.user("annan@example.se"))
    assert Export.objects.get(pk=export.pk).is_under_way


@pytest.mark.parametrize(
    "values",
    [
        {"tertials": []},
        {"tertials": [4]},
        {"kind": "landet"},
        {"kind": "kommun", "key": ""},
        {"form": "exe"},
        {"done": 2, "total": 1},
        {"state": "done"},
        {"state": "failed", "error": ""},
        {"state": "cancelled"},
        {"expires_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
    ],
    ids=str,
)
def test_the_database_holds_no_export_that_contradicts_itself(values):
    with pytest.raises(IntegrityError):
        factories.export("nagon@example.se", **values)


def test_exports_are_kept_for_as_long_as_the_setting_says(ask, queue, settings):
    settings.EXPORT_KEPT_DAYS = 3
    export = ask()
    queue()
    export.refresh_from_db()
    assert export.expires_at - export.finished_at == datetime.timedelta(days=3)
