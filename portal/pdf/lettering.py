"""Text made fit for print: only letters that our fonts have, and no signs that change their order.

PDF/A forbids a letter that the font lacks, and a reader must be able to trust what stands on the page.
"""

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from weasyprint.text.fonts import TTFont  # of fontTools, which WeasyPrint brings

FONT_DIR = Path(__file__).resolve().parent.parent.parent / "static" / "fonts" / "pdf"
MISSING = "\u25ca"  # a lozenge, in all our fonts: something stood here that they have no letter for
KEPT_CONTROLS = "\t\n\u00ad"


@dataclass(frozen=True)
class Lettering:
    """The letters that every one of the fonts has."""

    letters: frozenset[int]

    @classmethod
    def of_our_fonts(cls) -> "Lettering":
        found = [frozenset(TTFont(path, lazy=True).getBestCmap()) for path in sorted(FONT_DIR.glob("*.ttf"))]
        return cls(frozenset.intersection(*found))

    def fit(self, text: str) -> str:
        """The text in composed form (é as one letter), without controls, with a lozenge for what is missing."""
        composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        return composed.translate({ord(sign): self._instead(sign) for sign in set(composed)})

    def _instead(self, sign: str) -> str:
        if sign in KEPT_CONTROLS or ord(sign) in self.letters:
            return sign
        # Cc and Cf: controls and direction marks; Mn: a mark on a letter, as in emoji variants.
        return "" if unicodedata.category(sign) in ("Cc", "Cf", "Mn") else MISSING
