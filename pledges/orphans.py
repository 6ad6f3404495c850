"""Files that nothing names any longer: a save that failed after its file was written leaves one behind."""

import datetime
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.utils import timezone

from pledges.querysets import files
from portal.backup.verifying import Verified, verified

FOLDERS = ("documents", "editions", "exports", "photos")
LEFT_ALONE = datetime.timedelta(hours=24)  # a row may still be on its way


def sweep() -> str:
    """Delete files that no row, edition or deleted thing has named for a day; tells in Swedish how many."""
    found = orphans(timezone.now() - LEFT_ALONE)
    for name in found:
        default_storage.delete(name)
    return f"Filer som inget hör till: {len(found)}."


def verified_files() -> Verified:
    """For `manage.py verify`: that nothing is left which some nights' sweeps should have taken."""
    forgotten = set(orphans(timezone.now() - 3 * LEFT_ALONE))
    told = (f"Filen {name} hör inte till något. Kör manage.py sweep." if name in forgotten else "" for name in stored())
    return verified("Filer i portalens mappar", told)


def orphans(older_than: datetime.datetime) -> list[str]:
    """The names in storage of such files. Rows are asked again last, lest one is restored from the trash meanwhile."""
    suspects = set(stored()) - files.named_by_rows()
    suspects = {name for name in suspects if default_storage.get_modified_time(name) < older_than}
    suspects = {name for name in suspects if not files.is_named_in_documents(name)}
    return sorted(suspects - files.named_by_rows())


def stored() -> list[str]:
    """Every file in our folders."""
    present = set(default_storage.listdir("")[0]) & set(FOLDERS) if default_storage.exists("") else set()
    return [
        str(PurePosixPath(folder, name)) for folder in sorted(present) for name in default_storage.listdir(folder)[1]
    ]
