"""The bookmarks of bound documents: the contents, then each document with its own below, in groups and sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import String

from portal.pdf.binding.source import Source
from portal.pdf.binding.writer import Writer

CONTENTS = "Innehåll"


@dataclass(frozen=True)
class Group:
    """Documents that stand together under one bookmark, with the bookmark of each.

    Groups that follow each other with the same `section` stand under a bookmark of that name: a reader that holds
    hundreds beside each other is slow, and nobody finds anything there.
    """

    title: str
    titles: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True)
class Mark:
    """A bookmark: its object's number, the page that it leads to, and the entries that name those below it."""

    number: int
    title: str
    page: int
    below: bytes = b""
    section: str = ""


class Outline:
    """`items` are the numbers of its objects, as many as `size` says."""

    def __init__(self, writer: Writer, groups: Sequence[Group], items: Sequence[int]) -> None:
        self.writer = writer
        self.groups = groups
        self.titles = [f"{group.title}, {title}" for group in groups for title in group.titles]
        self.root, self.contents, *rest = items
        names = sections(groups)
        self.sections = dict(zip(names, rest, strict=False))
        rest = rest[len(names) :]
        self.tops, self.items = rest[: len(groups)], rest[len(groups) :]
        self._own = [
            (top, number, title, len(group.titles))
            for top, group in zip(self.tops, groups, strict=True)
            for number, title in enumerate(group.titles)
        ]

    @staticmethod
    def size(groups: Sequence[Group]) -> int:
        return 2 + len(sections(groups)) + len(groups) + sum(len(group.titles) for group in groups)

    def document(self, place: int, source: Source, page: int) -> None:
        """The bookmark of a document, with the document's own bookmarks folded under it."""
        top, number, title, siblings = self._own[place]
        before = self.items[place - 1] if number else 0
        after = self.items[place + 1] if number + 1 < siblings else 0
        entries = entry(title, page, top, before, after)
        first = source.pdf.Root.get("/Outlines", {}).get("/First")
        if first is None:
            self.writer.put(self.items[place], b"<<%s >>" % entries)
            return
        for name in ("/Title", "/Dest", "/Parent", "/Prev", "/Next"):
            if name in first:
                del first[name]
        if "/Count" in first:
            first.Count = -abs(int(first.Count))
        source.numbered(first, self.items[place], entries)

    def finish(self, contents_page: int, pages: Sequence[int]) -> None:
        """Write what is above the documents; `pages` are the first pages of each."""
        marks, place = [], 0
        for number, group in zip(self.tops, self.groups, strict=True):
            own = self.items[place : place + len(group.titles)]
            marks.append(Mark(number, group.title, pages[place], folded(own), group.section))
            place += len(own)
        if self.sections:
            marks = [self._section(name, number, marks) for name, number in self.sections.items()]
        line = [Mark(self.contents, CONTENTS, contents_page), *marks]
        self._put(line, self.root)
        ends = (line[0].number, line[-1].number, len(line))
        self.writer.put(self.root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends)

    def _section(self, name: str, number: int, marks: list[Mark]) -> Mark:
        inside = [mark for mark in marks if mark.section == name]
        self._put(inside, number)
        return Mark(number, name, inside[0].page, folded([mark.number for mark in inside]))

    def _put(self, line: list[Mark], parent: int) -> None:
        """Write bookmarks that stand beside each other."""
        for place, mark in enumerate(line):
            before = line[place - 1].number if place else 0
            after = line[place + 1].number if place + 1 < len(line) else 0
            entries = entry(mark.title, mark.page, parent, before, after)
            self.writer.put(mark.number, b"<<%s%s >>" % (entries, mark.below))


def sections(groups: Sequence[Group]) -> list[str]:
    return list(dict.fromkeys(group.section for group in groups if group.section))


def folded(numbers: Sequence[int]) -> bytes:
    """The entries that name the bookmarks below one, which are not shown until asked for."""
    return b" /First %d 0 R /Last %d 0 R /Count %d" % (numbers[0], numbers[-1], -len(numbers))


def entry(title: str, page: int, parent: int, before: int, after: int) -> bytes:
    """What every bookmark has; 0 where there is none before or after."""
    beside = (b" /Prev %d 0 R" % before if before else b"") + (b" /Next %d 0 R" % after if after else b"")
    return b" /Title %s /Dest %s /Parent %d 0 R%s" % (String(title).unparse(), to_page(page), parent, beside)


def to_page(number: int) -> bytes:
    """A destination: the page's beginning, at the size that the reader has chosen."""
    return b"[ %d 0 R /XYZ null null null ]" % number
