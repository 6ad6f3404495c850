"""What the mappings of a fixture may hold: known keys, each with a reader that turns text into a value."""

import datetime
import difflib
from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path

from portal.wording import verses

from .problems import ImportProblem
from .yaml_files import Mapping

Reader = Callable[["Place", object], object]


@dataclass(frozen=True)
class Place:
    """Where in a file a value stands."""

    path: Path
    row: int
    noun: str
    key: str = ""

    def problem(self, message: str) -> ImportProblem:
        where = f"{self.noun}, ”{self.key}”" if self.key else self.noun
        return ImportProblem(self.path, self.row, f"{where}: {message}")


class Entry(dict):
    """A mapping that has been read: values by key, and where it stands for messages."""

    def __init__(self, values: dict, place: Place) -> None:
        super().__init__(values)
        self.place = place

    def problem(self, message: str) -> ImportProblem:
        return self.place.problem(message)

    def only(self, *keys: str) -> dict:
        """The given keys of the entry that are there, for a model's fields of the same names."""
        return {key: self[key] for key in keys if key in self}


@dataclass(frozen=True)
class Shape:
    """What one kind of thing is called in messages, its keys, and which of them must be there."""

    noun: str
    readers: MappingOf[str, Reader]
    required: tuple[str, ...] = ()

    def with_keys(self, **readers: Reader) -> "Shape":
        """The same shape with further keys."""
        return Shape(self.noun, {**self.readers, **readers}, self.required)

    def read(self, path: Path, found: object, row: int = 1) -> Entry:
        """The mapping's values. Raises ImportProblem for a key that is unknown, missing or not as it should be."""
        if not isinstance(found, Mapping):
            raise Place(path, row, self.noun).problem("ska bestå av nycklar med värden.")
        place = Place(path, found.row, self.noun)
        for key in found:
            if key not in self.readers:
                raise place.problem(f"okänd nyckel ”{key}”{_suggestion(key, self.readers)}.")
        for key in self.required:
            if not found.get(key):
                raise place.problem(f"nyckeln ”{key}” saknas.")
        values = {key: self.readers[key](Place(path, found.row, self.noun, key), value) for key, value in found.items()}
        return Entry(values, place)


def text(place: Place, value: object) -> str:
    if not isinstance(value, str):
        raise place.problem("ska vara en text.")
    return " ".join(value.split())


def prose(place: Place, value: object) -> str:
    """A text, or a list of paragraphs, as the database has them: with an empty line between, and lines kept."""
    parts = value if isinstance(value, list) else [value]
    texts(place, parts)  # raises for what is no text
    return "\n\n".join(verse for part in parts for verse in verses(part))


def texts(place: Place, value: object) -> list[str]:
    if not isinstance(value, list):
        raise place.problem("ska vara en lista.")
    return [text(place, part) for part in value]


def number(place: Place, value: object) -> int:
    if not (isinstance(value, str) and value.isascii() and value.isdigit()):
        raise place.problem(f"”{value}” är inget heltal.")
    return int(value)


def numbers(place: Place, value: object) -> list[int]:
    return [number(place, part) for part in texts(place, value)]


def day(place: Place, value: object) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text(place, value))
    except ValueError:
        raise place.problem(f"”{value}” är inget datum; skriv som 2021-12-31.") from None


def flag(place: Place, value: object) -> bool:
    if value not in ("ja", "nej"):
        raise place.problem(f"”{value}” ska vara ja eller nej.")
    return value == "ja"


def one_of(choices) -> Reader:
    """A reader of one of a model's choices (a `TextChoices`)."""

    def read(place: Place, value: object) -> str:
        if value not in choices.values or not value:
            known = [choice for choice in choices.values if choice]
            raise place.problem(f"”{value}” ska vara något av {', '.join(known)}.")
        return str(value)

    return read


def entry(shape: Shape) -> Reader:
    """A reader of one mapping."""
    return lambda place, value: shape.read(place.path, value, place.row)


def entries(shape: Shape) -> Reader:
    """A reader of a list of mappings."""

    def read(place: Place, value: object) -> list[Entry]:
        if not isinstance(value, list):
            raise place.problem("ska vara en lista.")
        return [shape.read(place.path, part, place.row) for part in value]

    return read


def _suggestion(key: str, known) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f" (menar du ”{close[0]}”?)" if close else ""
