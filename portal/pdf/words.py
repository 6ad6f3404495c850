"""The parent's side of asking where the words of a cleaned PDF stand."""

import json
import logging
import subprocess
import sys
import tempfile
from typing import IO

from portal.pdf.intake import CHILD_SECONDS, MOST_ANSWERED, slot
from portal.pdf.process import BASE_DIR, environment

Placed = tuple[int, float, float, float, float, str]

logger = logging.getLogger(__name__)


def words_of(file: IO[bytes]) -> list[Placed]:
    """Page, left, top, right, bottom and text of each word; none of a file that cannot be gone through in time.

    Points that grow to the right and downwards. Raises portal.pdf.refusals.Refused when others' files take all places.
    """
    with slot(), tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as told:
        source.write(file.read())
        source.seek(0)
        try:
            subprocess.run(
                [sys.executable, "-m", "portal.pdf.placing_child"],
                stdin=source,
                stdout=told,
                cwd=BASE_DIR,
                env=environment(),
                timeout=CHILD_SECONDS,
                check=True,
            )
            told.seek(0)
            return [tuple(word) for word in json.loads(told.read(MOST_ANSWERED))]
        except (subprocess.SubprocessError, ValueError) as error:
            logger.warning("PDF: where the words stand was not told: %s", type(error).__name__)
            return []
