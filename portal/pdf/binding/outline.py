"""The bookmarks of bound documents: the contents, and a group of documents under each title, with their own below."""

from collections.abc import Sequence

from pikepdf import String

from portal.pdf.binding.source import Source
from portal.pdf.binding.writer import Writer

CONTENTS = "Innehåll"


class Outline:
    """`items` are the numbers of its objects, as many as `size` says."""

    def __init__(self, writer: Writer, groups: Sequence, items: Sequence[int]) -> None:
        self.writer = writer
        self.groups = groups
        self.titles = [f"{group.title}, {title}" for group in groups for title in group.titles]
        self.root, self.contents, *rest = items
        self.tops, self.items = rest[: len(groups)], rest[len(groups) :]
        self._within = [
            (top, number, len(group.titles))
            for top, group in zip(self.tops, groups, strict=True)
            for number in range(len(group.titles))
        ]

    @staticmethod
    def size(groups: Sequence) -> int:
        return 2 + len(groups) + sum(len(group.titles) for group in groups)

    def document(self, place: int, source: Source, page: int) -> None:
        """The bookmark of a document, with the document's own bookmarks folded under it."""
        top, number, siblings = self._within[place]
        before = self.items[place - 1] if number else 0
        after = self.items[place + 1] if number + 1 < siblings else 0
        title = [title for group in self.groups for title in group.titles][place]
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
        line = [self.contents, *self.tops]
        self.writer.put(self.contents, b"<<%s >>" % entry(CONTENTS, contents_page, self.root, 0, line[1]))
        place = 0
        for number, group in enumerate(self.groups, 1):
            many = len(group.titles)
            after = line[number + 1] if number + 1 < len(line) else 0
            entries = entry(group.title, pages[place], self.root, line[number - 1], after)
            inside = (self.items[place], self.items[place + many - 1], -many)
            self.writer.put(line[number], b"<<%s /First %d 0 R /Last %d 0 R /Count %d >>" % (entries, *inside))
            place += many
        ends = (line[0], line[-1], len(line))
        self.writer.put(self.root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % ends)


def entry(title: str, page: int, parent: int, before: int, after: int) -> bytes:
    """What every bookmark has; 0 where there is none before or after."""
    beside = (b" /Prev %d 0 R" % before if before else b"") + (b" /Next %d 0 R" % after if after else b"")
    return b" /Title %s /Dest %s /Parent %d 0 R%s" % (String(title).unparse(), to_page(page), parent, beside)


def to_page(number: int) -> bytes:
    """A destination: the page's beginning, at the size that the reader has chosen."""
    return b"[ %d 0 R /XYZ null null null ]" % number
