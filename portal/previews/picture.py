"""What stands in a picture of a page: a few lines of text, and a bar of how it goes. Plain values."""

import hashlib
import json
from dataclasses import asdict, dataclass

SIZE = (1200, 630)  # what Open Graph's readers ask for
DESIGN = 1  # raised when the same words are to be drawn in another way


@dataclass(frozen=True)
class Picture:
    """`path` is the picture's own address, `site` the portal's name; `bar` are (status, count).

    `mark` says what in it is invented, or "".

    >>> Picture("/x/bild.png", "Löften", "Habo kommun", "Medborgarlöfte 2025", "Ett löfte.").alt
    'Habo kommun. Medborgarlöfte 2025. Ett löfte.'
    """

    path: str
    site: str
    kicker: str
    heading: str
    text: str
    bar: tuple[tuple[str, int], ...] = ()
    mark: str = ""

    @property
    def version(self) -> str:
        """Another for each that looks different; the same words always have the same."""
        shown = {"design": DESIGN, **asdict(self)}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def address(self) -> str:
        """With its version, since other services keep what an address once showed."""
        return f"{self.path}?v={self.version[:8]}"

    @property
    def alt(self) -> str:
        """All that can be read in it."""
        lines = (self.mark, self.kicker, self.heading, self.text)
        return " ".join(f"{line.rstrip('.')}." for line in lines if line)
