"""Where files are kept: on disk, whole or not at all. What portal.shared_files does in its place, it does alike.

Beyond Django's own, the portal asks of a storage that `path` gives a place on this machine where the file can be read.
"""

import errno
import logging
import shutil
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

logger = logging.getLogger(__name__)


class StorageFull(OSError):
    """There was no room for a file. Nothing of it is left."""


class StorageAway(OSError):
    """The storage that several machines share did not answer, or refused. Nothing was changed."""


class Files(FileSystemStorage):
    """The disk. What could not be written to its end is taken away again."""

    is_shared = False

    def used(self, folder: str) -> int:
        """Bytes that the files of a folder take up."""
        place = Path(self.path(folder))
        return sum(path.stat().st_size for path in place.iterdir() if path.is_file()) if place.is_dir() else 0

    def free(self) -> float:
        """Bytes that are left."""
        root = Path(self.location)
        return shutil.disk_usage(next(place for place in (root, *root.parents) if place.exists())).free

    def fetched_anew(self, name: str) -> bool:
        """Whether what `path` gives can be had from elsewhere, and now has been. Never: it is the file itself."""
        return False

    def tidy(self) -> None:
        """Let go of copies that are of no more use. There are none."""

    def _save(self, name: str, content) -> str:
        try:
            return super()._save(name, content)
        except OSError as error:
            with suppress(OSError):
                Path(self.path(name)).unlink(missing_ok=True)
            if error.errno in NO_ROOM:
                logger.critical("the disk is full: a file of %s bytes was not kept", content.size)
                raise StorageFull(*error.args) from error
            raise
