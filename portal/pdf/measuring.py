"""Whether an opened PDF is of a size that people and machines can handle, before anything else is done with it."""

import math
import zlib

from pikepdf import Object, ObjectType, Pdf, PdfError, StreamDecodeLevel
from pikepdf.settings import set_qpdf_limits

from portal.pdf.refusals import Refused

MOST_PAGES = 2000
MOST_OBJECTS = 300_000
MOST_LEVELS = 50  # of the tree of pages
LONGEST_SIDE = 14_400  # points, 5 metres: the most that Acrobat shows
MOST_PIXELS = 200_000_000  # of one picture
MOST_UNPACKED = 100 * 2**20  # of one stream
MOST_UNPACKED_IN_ALL = 600 * 2**20
MOST_NESTING = 100
MOST_FILTERS = 4
FLATE = "/FlateDecode"
CODECS = {"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"}
WRITTEN_AS_TEXT = {"/ASCII85Decode", "/ASCIIHexDecode"}
PART = 2**20


def limit_parser() -> None:
    """Bounds that qpdf itself holds, for the rest of the process."""
    set_qpdf_limits(
        doc_max_warnings=50,
        parser_max_nesting=MOST_NESTING,
        max_stream_filters=MOST_FILTERS,
        flate_max_memory=MOST_UNPACKED,
        png_max_memory=MOST_UNPACKED,
        tiff_max_memory=MOST_UNPACKED,
        run_length_max_memory=MOST_UNPACKED,
    )


def measure(pdf: Pdf) -> int:
    """The number of pages. Raises Refused when they are too many, or when something is too large."""
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused("too_large")
    pages = _pages(pdf.Root.get("/Pages"))
    _unpack(pdf)
    return pages


def _pages(root: Object | None) -> int:
    """Walks the tree of pages, which may be a flood, a loop or no tree at all."""
    count, waiting, seen = 0, [(root, (), 0)], set()
    while waiting:
        node, box, level = waiting.pop()
        if not isinstance(node, Object) or node._type_code != ObjectType.dictionary or level > MOST_LEVELS:
            raise Refused("broken")
        box = node.get("/MediaBox", box)
        if "/Kids" not in node:
            count += 1
            _check_size(node, box)
            continue
        if node.objgen in seen:
            raise Refused("broken")
        seen.add(node.objgen)
        waiting += [(kid, box, level + 1) for kid in _kids(node)]
        if count + len(waiting) > MOST_PAGES + MOST_LEVELS:
            raise Refused("too_many_pages")
    if root.get("/Count") != count:
        raise Refused("broken")
    if count > MOST_PAGES:
        raise Refused("too_many_pages")
    return count


def _kids(node: Object) -> list:
    kids = node["/Kids"]
    if not isinstance(kids, Object) or kids._type_code != ObjectType.array:
        raise Refused("broken")
    if len(kids) > MOST_PAGES:
        raise Refused("too_many_pages")
    return list(kids)


def _check_size(page: Object, box) -> None:
    try:
        left, low, right, high = (float(side) for side in box)
        unit = float(page.get("/UserUnit", 1))
    except (TypeError, ValueError):
        raise Refused("page_too_large") from None
    sides = [abs(right - left) * unit, abs(high - low) * unit]
    if not all(math.isfinite(side) and 0 < side <= LONGEST_SIDE for side in sides):
        raise Refused("page_too_large")


def _unpack(pdf: Pdf) -> None:
    """Decode each stream once, within bounds: what is packed into little may be endless."""
    total = 0
    for thing in pdf.objects:
        if not isinstance(thing, Object) or thing._type_code != ObjectType.stream:
            continue
        if _pixels(thing) > MOST_PIXELS:
            raise Refused("too_large")
        size = _unpacked_size(thing)
        total += size
        if size > MOST_UNPACKED or total > MOST_UNPACKED_IN_ALL:
            raise Refused("too_large")


def _pixels(stream: Object) -> float:
    try:
        return float(stream.get("/Width", 0)) * float(stream.get("/Height", 0))
    except (TypeError, ValueError):
        raise Refused("broken") from None


def _unpacked_size(stream: Object) -> int:
    """Bytes. A picture's own codec is left to readers, who bound it by the pixels; what is packed around it is not."""
    *before, last = _filters(stream) or ["none"]
    if last in CODECS and set(before) <= WRITTEN_AS_TEXT:
        return 0
    if [*before, last] == [FLATE] or (before == [FLATE] and last in CODECS):
        return _inflated_size(stream.read_raw_bytes())
    if len(before) >= MOST_FILTERS:
        raise Refused("too_large")
    try:
        return len(stream.read_bytes(StreamDecodeLevel.specialized))
    except PdfError as error:
        raise Refused("too_large" if "limit" in str(error) else "broken") from None


def _filters(stream: Object) -> list[str]:
    found = stream.get("/Filter")
    is_list = isinstance(found, Object) and found._type_code == ObjectType.array
    return [str(name) for name in found] if is_list else [str(found)] if found is not None else []


def _inflated_size(data: bytes) -> int:
    size, unpacker = 0, zlib.decompressobj()
    try:
        while part := unpacker.decompress(data, PART):
            size += len(part)
            if size > MOST_UNPACKED:
                raise Refused("too_large")
            data = unpacker.unconsumed_tail
    except zlib.error:
        raise Refused("broken") from None
    return size
