"""One of our PDFs on its way into another: its objects with new numbers, and the parts of its structure told apart."""

import io
import re
from collections.abc import Iterable

import pikepdf
from pikepdf import Dictionary, Name, Stream, String

from portal.pdf.binding.writer import Writer

# A string in either form, which is left alone, or a reference. qpdf escapes every parenthesis in a string.
STRING_OR_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|(?<![\w.#/+-])(\d+) 0 R\b", re.DOTALL)

Number = int


class Source:
    """The document of some bytes, made by portal.pdf.render."""

    def __init__(self, data: bytes, writer: Writer) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.writer = writer
        self._numbers: dict[int, Number] = {}
        self._to_write: list[int] = []
        self._added: dict[int, bytes] = {}

    @property
    def structure(self) -> Dictionary:
        """The element that holds the whole document."""
        kids = self.pdf.Root.StructTreeRoot.K
        return kids[0] if isinstance(kids, pikepdf.Array) else kids

    def numbered(self, thing, number: Number, entries: bytes = b"") -> None:
        """Let an object have that number, and these entries besides its own, and be written."""
        key = thing.objgen[0]
        self._numbers[key] = number
        self._added[key] = entries
        self._to_write.append(key)

    def extended(self, thing, entries: bytes) -> None:
        """Let an object have these entries besides its own, if it is written."""
        self._added[thing.objgen[0]] = entries

    def number_of(self, key: int) -> Number:
        """The new number of an object, which is then written too."""
        if key not in self._numbers:
            self._numbers[key] = self.writer.new()
            self._to_write.append(key)
        return self._numbers[key]

    def text(self, thing) -> bytes:
        """An object or a reference as it is written, with new numbers."""
        return self.renumbered(thing.unparse())

    def renumbered(self, text: bytes) -> bytes:
        return STRING_OR_REFERENCE.sub(
            lambda found: b"%d 0 R" % self.number_of(int(found[1])) if found[1] else found[0], text
        )

    def write(self) -> None:
        """Write every object that has been asked for, and those that they refer to."""
        while self._to_write:
            key = self._to_write.pop()
            thing, added = self.pdf.get_object((key, 0)), self._added.get(key, b"")
            if isinstance(thing, Stream):
                data = thing.read_raw_bytes()
                entries = thing.stream_dict
                del entries["/Length"]
                body = self.renumbered(entries.unparse(resolved=True))
                self.writer.put_stream(self._numbers[key], body[2:-2] + added, data)
            else:
                body = self.renumbered(thing.unparse(resolved=True))
                self.writer.put(self._numbers[key], b"<<%s%s" % (added, body[2:]) if added else body)

    def elements(self) -> Iterable[Dictionary]:
        """The elements of the structure that have a name of their own, or an attribute that names others."""
        for thing in self.pdf.objects:
            if isinstance(thing, Dictionary) and thing.get("/Type") == Name.StructElem and {"/ID", "/A"} & thing.keys():
                yield thing

    def rename(self, prefix: str) -> None:
        """Make the names of the structure's elements such that no other document has them."""
        for element in self.elements():
            if "/ID" in element:
                element.ID = String(f"{prefix}{element.ID}")
            for attributes in listed(element.get("/A")):
                if "/Headers" in attributes:
                    attributes.Headers = pikepdf.Array([String(f"{prefix}{name}") for name in attributes.Headers])

    def shift(self, key: int) -> dict[int, pikepdf.Object]:
        """Count pages and links from `key` where they point into the structure; returns what each points at."""
        for thing in self.pdf.objects:
            entries = thing.stream_dict if isinstance(thing, Stream) else thing
            for name in ("/StructParents", "/StructParent"):
                if isinstance(entries, Dictionary) and name in entries:
                    entries[name] = int(entries[name]) + key
        tree = pikepdf.NumberTree(self.pdf.Root.StructTreeRoot.ParentTree)
        return {number + key: target for number, target in sorted(tree.items())}


def listed(attributes) -> list[Dictionary]:
    """An element's attributes, which may be none, one or several."""
    if attributes is None:
        return []
    found = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return [one for one in found if isinstance(one, Dictionary)]
