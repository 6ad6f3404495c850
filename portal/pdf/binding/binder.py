"""Binds our PDFs, one after the other, with pages of contents before them.

One structure under one Document with a Part for each; bookmarks in groups; the metadata of the pages of contents. The
inputs are files of portal.pdf.render alone: both standards hold for the whole because they hold for each.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import BinaryIO

import pikepdf
from pikepdf import Name, String

from portal.pdf.binding.outline import CONTENTS, Group, Outline, to_page
from portal.pdf.binding.source import Source
from portal.pdf.binding.writer import Writer

KEPT = ("Lang", "MarkInfo", "Metadata", "OutputIntents", "ViewerPreferences")  # of the pages of contents


@dataclass(frozen=True)
class Bound:
    """A document that has been written: how many pages, and the numbers of the objects that hold it in the whole."""

    pages: int
    first_page: int
    node: int  # in the tree of pages
    part: int  # in the structure
    parents: int  # in the tree that leads from pages to the structure
    next_key: int  # of that tree


class Binder:
    """Add each document in the order of the groups, then finish. `state` is an earlier binder's `state()`."""

    def __init__(self, file: BinaryIO, groups: Sequence[Group], state: dict | None = None) -> None:
        stored = {name: base64.b64decode(state[name]) for name in ("where", "inside")} if state else {}
        self.writer = Writer(file, **stored)
        self.bound = [Bound(**one) for one in state["bound"]] if state else []
        self.fixed = state["fixed"] if state else [self.writer.new() for _ in range(5 + Outline.size(groups))]
        self.catalog, self.pages, self.tree, self.document, self.parents, *items = self.fixed
        self.outline = Outline(self.writer, groups, items)

    def state(self) -> dict:
        """What another binder needs to go on after what is in the file now, as plain values."""
        self.writer.flush()
        self.writer.file.flush()
        return {
            "where": base64.b64encode(self.writer.where.tobytes()).decode(),
            "inside": base64.b64encode(self.writer.inside.tobytes()).decode(),
            "bound": [asdict(one) for one in self.bound],
            "fixed": self.fixed,
            "size": self.writer.file.tell(),
        }

    def add(self, data: bytes) -> None:
        """Write the next document."""
        place = len(self.bound)
        source = Source(data, self.writer)
        after = self.bound[-1].next_key if self.bound else 0
        bound = self._hold(source, self.outline.titles[place], f"{place + 1}.", after=after)
        self.outline.document(place, source, bound.first_page)
        source.write()
        self.bound.append(bound)

    def finish(self, fronts: Sequence[bytes], *, address: str) -> None:
        """Write the contents, in one document or more, and what holds the whole together.

        Their links to `address` and a number lead to that document; the first one's metadata is that of the whole.
        """
        first_pages = [one.first_page for one in self.bound]
        held: list[Bound] = []
        for number, front in enumerate(fronts):
            source = Source(front, self.writer)
            self._lead(source, address, first_pages)
            held.append(self._hold(source, CONTENTS, f"0.{number}.", after=(held or self.bound)[-1].next_key))
            if not number:
                kept = b" ".join(b"/%s %s" % (name.encode(), source.text(source.pdf.Root[f"/{name}"])) for name in KEPT)
                info = source.text(source.pdf.trailer.Info)
            source.write()
        self.outline.finish(held[0].first_page, first_pages)
        self._whole([*held, *self.bound], kept)
        identity = hashlib.sha256(repr(self.bound).encode() + fronts[0]).hexdigest()[:32].encode()
        self.writer.finish(b"/Root %d 0 R /Info %s /ID [ <%s> <%s> ]" % (self.catalog, info, identity, identity))

    def _hold(self, source: Source, title: str, prefix: str, *, after: int) -> Bound:
        """Fit the document's pages and structure into the whole."""
        source.rename(prefix)
        targets = source.shift(after)
        node, pages = self.writer.new(), [page.obj for page in source.pdf.pages]
        numbers = [self.writer.new() for _ in pages]
        for page, number in zip(pages, numbers, strict=True):
            del page["/Parent"]
            source.numbered(page, number, b" /Parent %d 0 R" % node)
        kids = references(numbers)
        self.writer.put(node, b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids %s >>" % (self.pages, len(pages), kids))
        part = self._part(source, title)
        parents, last = self.writer.new(), max(targets)
        nums = b" ".join(b"%d %s" % (number, source.text(target)) for number, target in targets.items())
        self.writer.put(parents, b"<< /Limits [ %d %d ] /Nums [ %s ] >>" % (min(targets), last, nums))
        return Bound(len(pages), numbers[0], node, part, parents, last + 1)

    def _part(self, source: Source, title: str) -> int:
        part, element = self.writer.new(), source.structure
        del element["/P"]
        element.S, element.T = Name.Part, String(title)
        source.numbered(element, part, b" /P %d 0 R" % self.document)
        return part

    def _lead(self, source: Source, address: str, pages: Sequence[int]) -> None:
        """Let the links of the pages of contents lead to the documents."""
        for thing in source.pdf.objects:
            if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Subtype") != Name.Link:
                continue
            target = str(thing.get("/A", {}).get("/URI", ""))
            if target.startswith(address):
                place = int(target.removeprefix(address))
                del thing["/A"]
                thing.Contents = String(self.outline.titles[place])
                source.extended(thing, b" /Dest " + to_page(pages[place]))

    def _whole(self, documents: list[Bound], kept: bytes) -> None:
        """Write the objects that hold the documents together; the pages of contents are the first of them."""
        put, tree = self.writer.put, self.tree
        pages = references(one.node for one in documents)
        count = sum(one.pages for one in documents)
        put(self.pages, b"<< /Type /Pages /Count %d /Kids %s >>" % (count, pages))
        parts = references(one.part for one in documents)
        put(self.document, b"<< /Type /StructElem /S /Document /P %d 0 R /K %s >>" % (tree, parts))
        by_key = sorted(documents, key=lambda one: one.next_key)
        put(self.parents, b"<< /Kids %s >>" % references(one.parents for one in by_key))
        own = (self.document, self.parents, by_key[-1].next_key)
        put(tree, b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d >>" % own)
        held = (self.pages, tree, self.outline.root, kept)
        put(
            self.catalog,
            b"<< /Type /Catalog /Pages %d 0 R /StructTreeRoot %d 0 R /Outlines %d 0 R /PageMode /UseOutlines %s >>"
            % held,
        )


def references(numbers: Iterable[int]) -> bytes:
    return b"[ %s ]" % b" ".join(b"%d 0 R" % number for number in numbers)
