"""What became of a row that was sent: saved, as before, wrong, refused, or changed by somebody else meanwhile."""

from dataclasses import dataclass

TROUBLE = ("wrong", "refused", "conflict")


@dataclass(frozen=True)
class Outcome:
    """`kind` is "" for a row that was not sent or says nothing new; `text` tells it; of a conflict both texts.

    `both` are (label, what is saved now, what was typed).
    """

    kind: str = ""
    text: str = ""
    both: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_saved(self) -> bool:
        return self.kind in ("saved", "same")

    @property
    def knows_what_is_saved(self) -> bool:
        """Whether whoever sent the row has read what is saved now, so that the next save is based on it."""
        return self.is_saved or self.kind == "conflict"

    @property
    def is_trouble(self) -> bool:
        return self.kind in TROUBLE
