"""The child that tells where the words of one cleaned PDF stand: `python -m portal.pdf.placing_child`.

Reads the file from its input and writes its answer, as JSON, to its output. As portal.pdf.cleaning_child it serves one
file only, with few rights and little time.
"""

import codecs
import json
import signal
import sys

from portal.pdf import limits
from portal.pdf.placing import placed_words

SECONDS = 8
ADDRESS_SPACE = 640 * 2**20
MOST_WRITTEN = 4 * 2**20


def main() -> None:
    signal.alarm(SECONDS)
    codecs.lookup("utf-16-le")  # while files can still be opened: pdfium's texts are in it
    limits.hold(AS=ADDRESS_SPACE, CPU=SECONDS, FSIZE=MOST_WRITTEN)
    limits.open_nothing_more()
    json.dump(placed_words(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
