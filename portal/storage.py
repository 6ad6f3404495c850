"""Where files are kept: on disk, whole or not at all."""

import errno
import logging
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

logger = logging.getLogger(__name__)


class StorageFull(OSError):
    """There was no room for a file. Nothing of it is left."""


class Files(FileSystemStorage):
    """The disk. What could not be written to its end is taken away again."""

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
