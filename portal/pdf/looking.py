"""The second look at a cleaned PDF: reads its bytes, object by object, with a reader of its own.

It shares no code and no list with the cleaning, and knows nothing of what that did. It asks for a file as qpdf
writes it without object streams: each object in the open, each stream with its length. Anything else is refused.
"""

import re
from collections.abc import Iterator

from portal.pdf.refusals import Refused

TOKEN = re.compile(
    rb"(?P<space>[\x00\t\n\f\r ]+)|(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]+)|(?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*)"
    rb"|(?P<open><<)|(?P<close>>>)|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<bracket>[\[\]])|(?P<text>\()|(?P<comment>%[^\r\n]*)"
)
TEXT_PART = re.compile(rb"[^()\\]+|\\.|[()]", re.DOTALL)
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
STREAM_BEGINS = re.compile(rb"\r?\n")
STREAM_ENDS = re.compile(rb"\r?\n?endstream\b")
MOST_LEVELS = 200

ACTING = frozenset(
    b"JavaScript Launch GoToR GoToE GoToDp Thread SubmitForm ResetForm ImportData Sound Movie Rendition GoTo3DView "
    b"RichMediaExecute SetOCGState Hide".split()
)
KINDS = frozenset(
    b"Filespec EmbeddedFile FileAttachment Rendition MediaClip Sound Movie Screen RichMedia RichMediaContent 3D U3D "
    b"PRC PS OPI JavaScript".split()
)
KEYS = frozenset(
    b"AA JS JavaScript EF EmbeddedFiles XFA RichMediaContent RichMediaSettings Collection OPI Alternates PieceInfo "
    b"Encrypt Renditions AlternatePresentations DestOutputProfileRef".split()
)
STREAM_KEYS = frozenset({b"F", b"FFilter", b"FDecodeParms"})
SCHEMES = (b"http://", b"https://", b"mailto:")
# An object that holds no stream, no name of these and none in code (#4a): strings as qpdf writes them, escaped.
# Or the table of where objects are.
PLAIN = re.compile(
    rb"\s*\d+ \d+ obj(?>[^()<>%%/es]+|e(?!ndobj)|s(?!tream)|<(?:<|[0-9A-Fa-f]*>)|>>|\((?>[^()\\]+|\\.)*+\)"
    rb"|/(?!(?:%s|URI|Ref)[\x00\t\n\f\r ()<>\[\]{}/%%])[^#\x00\t\n\f\r ()<>\[\]{}/%%]*+(?!#))*+endobj\s"
    rb"|\s*xref\s(?>\d+ \d+\s|\d{10} \d{5} [nf]\s+)*+" % b"|".join(ACTING | KINDS | KEYS),
    re.DOTALL,
)


class Name(bytes):
    """A name without its slash, its #-codes decoded."""


class Text(bytes):
    """A string, its escapes decoded."""


def look(data: bytes) -> None:
    """Raises Refused("active") when anything in the file acts or reaches outside, or hides how it is written."""
    for found in things(data):
        if isinstance(found, dict) and is_dangerous(found):
            raise Refused("active")
        if isinstance(found, Name) and found in ACTING | KINDS:
            raise Refused("active")  # a name as an object of its own, which an action may point at


def is_dangerous(found: dict) -> bool:
    kinds = {found.get(b"Type"), found.get(b"Subtype"), found.get(b"Subtype2")}
    address = found.get(b"URI")
    return bool(
        found.get(b"S") in ACTING
        or kinds & KINDS
        or any(not _is_font(found[key]) for key in KEYS & found.keys())
        or (isinstance(address, Text) and not (address.lower().startswith(SCHEMES) and min(address) >= 32))
        or (found.get(b"S") == b"URI" and not isinstance(address, Text))
        or (b"Length" in found and STREAM_KEYS & found.keys())
        or (b"Ref" in found and found.get(b"Subtype") == b"Form")
    )


def _is_font(value: object) -> bool:
    return isinstance(value, dict) and value.get(b"Type") == b"Font"


def things(data: bytes) -> Iterator[object]:
    """Every dictionary as {name: value}, however deep, and every name that is an object of its own.

    Objects without a stream and without any of the names that we look for are passed over at once.
    """
    at = 0
    while at < len(data):
        if plain := PLAIN.match(data, at):
            at = plain.end()
            continue
        reader = Reader(data, at)
        while not reader.is_done:
            yield from reader.next()
        at = reader.at


class Reader:
    """Goes through one object, and what stands before it. `frames` are the dictionaries and arrays open just now."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at
        self.frames: list[list] = []
        self.length = -1
        self.is_done = False

    def next(self) -> list:
        """What the next token completes. Raises Refused for what qpdf does not write."""
        token = TOKEN.match(self.data, self.at)
        if token is None:
            raise Refused("active")
        self.at = token.end()
        self.is_done = self.at == len(self.data)
        return getattr(self, token.lastgroup or "")(token[0]) or []

    def space(self, _token: bytes) -> None:
        return None

    def comment(self, _token: bytes) -> None:
        return None

    def word(self, token: bytes) -> None:
        if self.frames:
            self.frames[-1].append(token)
        elif token == b"stream":
            self.pass_stream()
        elif token == b"endobj":
            self.is_done = True

    def name(self, token: bytes) -> list | None:
        decoded = Name(re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), token[1:]))
        return self.add(decoded)

    def hex(self, token: bytes) -> None:
        digits = b"".join(token[1:-1].split())
        self.add(Text(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())))

    def text(self, _token: bytes) -> None:
        start, depth = self.at, 1
        while depth:
            part = TEXT_PART.match(self.data, self.at)
            if part is None:
                raise Refused("active")
            self.at = part.end()
            depth += {b"(": 1, b")": -1}.get(part[0], 0)
        self.add(Text(ESCAPE.sub(_unescaped, self.data[start : self.at - 1])))

    def bracket(self, token: bytes) -> None:
        if token == b"[":
            self.open(token)
        else:
            self.add(self.shut())

    def open(self, _token: bytes) -> None:
        self.frames.append([])
        if len(self.frames) > MOST_LEVELS:
            raise Refused("active")

    def close(self, _token: bytes) -> list:
        found = as_dictionary(self.shut())
        if not self.frames:
            length = found.get(b"Length", b"")
            self.length = int(length) if isinstance(length, bytes) and length.isdigit() else -1
        self.add(found)
        return [found]

    def shut(self) -> list:
        if not self.frames:
            raise Refused("active")
        return self.frames.pop()

    def add(self, value: object) -> list | None:
        if self.frames:
            self.frames[-1].append(value)
            return None
        return [value]

    def pass_stream(self) -> None:
        """Jump over the stream's data, as long as its dictionary says that it is."""
        begins = STREAM_BEGINS.match(self.data, self.at)
        ends = STREAM_ENDS.match(self.data, begins.end() + self.length) if begins and self.length >= 0 else None
        if ends is None:
            raise Refused("active")
        self.at, self.length = ends.end(), -1


def as_dictionary(parts: list) -> dict:
    """Names and their values; a reference is three words. Raises Refused when a key is no name."""
    found: dict = {}
    at = 0
    while at < len(parts):
        key, *value = parts[at : at + 4]
        if not isinstance(key, Name) or not value:
            raise Refused("active")
        is_reference = value[2:] == [b"R"] and all(type(word) is bytes for word in value)
        found[bytes(key)] = b" ".join(value) if is_reference else value[0]
        at += 4 if is_reference else 2
    return found


def _unescaped(escape: re.Match) -> bytes:
    if escape[1]:
        return bytes([int(escape[1], 8) & 255])
    return SIGNS.get(escape[2], escape[2])
