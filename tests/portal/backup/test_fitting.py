"""A backup is put in place only where it fits; a folder keeps as many as one says."""

import dataclasses

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from portal.backup import files, making, restoring, schema, tables
from portal.backup.keeping import remove_older
from portal.backup.reading import Manifest, StoredFile, Unusable
from tests import factories


@pytest.fixture
def fitting(db) -> Manifest:
    """What a backup of this very database would say."""
    with connection.cursor() as cursor:
        described = tables.columns(cursor)
        return Manifest("2026-11-25T03:30:00+00:00", schema.applied(cursor), described, {}, {})


def refusal(manifest: Manifest, **changed) -> str:
    with connection.cursor() as cursor, pytest.raises(Unusable) as refused:
        schema.check(dataclasses.replace(manifest, **changed), cursor, replace=changed == {})
    return str(refused.value)


def test_it_fits_a_database_with_its_tables_and_no_rows(fitting):
    with connection.cursor() as cursor:
        schema.check(fitting, cursor, replace=False)


def test_one_that_fits_is_put_over_rows_only_when_one_asks_for_it(fitting):
    factories.user()
    with connection.cursor() as cursor:
        schema.check(fitting, cursor, replace=True)
        with pytest.raises(Unusable, match=r"finns rader i portal_user\. .*--replace"):
            schema.check(fitting, cursor, replace=False)


def test_one_of_a_newer_version_asks_for_an_upgrade(fitting):
    newer = [*fitting.migrations, ["portal", "9999_later"]]
    assert refusal(fitting, migrations=newer).endswith("(portal.9999_later). Uppgradera portalen och försök igen.")


def test_one_of_an_older_version_asks_for_an_empty_database(fitting):
    assert "Återställ till en ny, tom databas" in refusal(fitting, migrations=fitting.migrations[:-1])


def test_one_with_other_columns_is_refused_by_the_tables_name(fitting):
    other = {**fitting.columns, "portal_user": fitting.columns["portal_user"][:-1]}
    assert refusal(fitting, columns=other).endswith("inte desamma som kopians: 'portal_user'.")


def test_the_last_migration_of_each_app_leads_to_the_tables_of_a_backup(fitting):
    graph = MigrationLoader(None).graph
    assert schema.last_of(graph, fitting.migrations) == sorted(graph.leaf_nodes())
    older = [
        one for one in fitting.migrations if one != ["portal", max(n for a, n in fitting.migrations if a == "portal")]
    ]
    assert len(schema.last_of(graph, older)) == len(graph.leaf_nodes())
    assert schema.last_of(graph, older) != sorted(graph.leaf_nodes())


def test_no_row_that_is_kept_refers_to_one_that_is_not(settings, db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype='f'"
        )
        left = set(settings.BACKUP_LEAVES_OUT)
        assert left <= set(tables.columns(cursor))
        assert [pair for pair in cursor.fetchall() if pair[1] in left and pair[0] not in left] == []


def bindings(cursor) -> list:
    cursor.execute(tables.BINDINGS)
    return cursor.fetchall()


def test_tables_that_have_been_emptied_are_bound_as_they_were(db):
    """PostgreSQL writes some conditions in other words when it reads its own, and then in the same ones."""
    with connection.cursor() as cursor:
        columns, found = tables.columns(cursor), [bindings(cursor)]
        for _ in range(2):
            with tables.emptied(cursor, columns):
                assert (bindings(cursor), tables.count(cursor, "django_migrations")) == ([], 0)
            found.append(bindings(cursor))
        assert tables.columns(cursor) == columns
    assert [away for away, _, _ in found[0]] == [away for away, _, _ in found[1]]
    assert found[1] == found[2]
    with pytest.raises(IntegrityError, match="user_email_any_case"), transaction.atomic():
        [factories.User.objects.create(email=email) for email in ("anna@example.se", "Anna@example.se")]


def test_a_file_that_is_there_is_left_alone_and_one_that_is_not_what_it_was_is_put_back(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    added: list[str] = []
    for content in (b"helt", b"helt", b"rubbat"):
        restoring.keep(StoredFile("documents/a.pdf", 6, ContentFile(content)), added)
    assert (added, (tmp_path / "documents/a.pdf").read_bytes()) == (["documents/a.pdf"], b"rubbat")
    assert list(files.stored()) == ["documents/a.pdf"]


def test_files_are_told_in_order_and_those_that_are_nobodys_are_left_out(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    for name in ("b/2.pdf", "b-1.pdf", "b/1.pdf", "a.pdf", "exports/x.csv", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list(files.stored()) == [".hidden", "a.pdf", "b/1.pdf", "b/2.pdf", "b-1.pdf"]
    assert default_storage.exists("exports/x.csv")


def test_a_folder_keeps_the_latest_and_what_is_not_ours(tmp_path):
    names = [f"portal-2026-11-2{day}T020000Z.tar" for day in range(5)] + ["portal-old.tar", "annat.tar"]
    for name in names:
        (tmp_path / name).touch()
    assert [path.name for path in remove_older(tmp_path, 2)] == names[:3]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[3:])


@pytest.mark.django_db
def test_a_backup_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    def fail(file, _tell):
        file.write(b"halva")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "write", fail)
    with pytest.raises(CommandError, match="Inget av kopian är kvar"):
        call_command("backup", str(tmp_path / "kopia.tar"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_how_many_to_keep_is_said_of_a_folder(tmp_path):
    with pytest.raises(CommandError, match="FILE ska då vara en mapp"):
        call_command("backup", str(tmp_path / "kopia.tar"), keep=3)
