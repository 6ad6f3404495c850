"""What a copy holds: each file with its checksums, what is gone and what has moved, and when it was made."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "manifest.json"


@dataclass(frozen=True)
class File:
    """`sha256` is of the file, `asked` of what the portal answered, `packed` of what is compressed, by its ending.

    `is_shared` says that pages of other sites may read it.
    """

    address: str
    status: int
    type: str
    size: int
    sha256: str
    asked: str
    policy: str = ""
    is_shared: bool = False
    packed: dict[str, str] = field(default_factory=dict)


@dataclass
class Manifest:
    """`files` by where they lie. `moved` leads from old addresses to those of today."""

    portal: str
    made: str = ""
    files: dict[str, File] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)

    def same_as(self, other: "Manifest") -> bool:
        """Whether they hold the same, whenever they were made."""
        return {**asdict(self), "made": ""} == {**asdict(other), "made": ""}

    def write(self, folder: Path) -> None:
        (folder / NAME).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest | None:
    """The manifest of a copy; None without one. Raises ValueError when it is broken."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Manifest(**{**told, "files": {place: File(**row) for place, row in told["files"].items()}})
    except FileNotFoundError:
        return None
    except (KeyError, TypeError) as error:
        raise ValueError(f"{folder / NAME}: {error}") from error
