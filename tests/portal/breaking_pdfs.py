"""Makers of files that are no PDF, or that break or exhaust who reads them: (maker, why it is refused) by name."""

import functools
import zlib
from collections.abc import Callable

from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from tests.portal.hostile_pdfs import benign, saved
from tests.portal.raw_pdfs import CATALOG, PAGES, plain, raw

LARGE = 300 * 2**20


@functools.cache
def packed(times: int = 1, size: int = LARGE) -> bytes:
    """Zeros that take up `size` bytes, packed this many times."""
    if times > 1:
        return zlib.compress(packed(times - 1, size), 9)
    packer = zlib.compressobj(1)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()


def stream(data: bytes, entries: bytes) -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def bomb(data: bytes, filters: bytes) -> bytes:
    page = PAGES[1][:-2] + b"/Contents 4 0 R>>"
    return raw(CATALOG % b"", PAGES[0], page, stream(data, b"/Filter" + filters))


def many_bombs() -> bytes:
    """Each is within bounds; all together are not."""
    return raw(CATALOG % b"", *PAGES, *[stream(packed(1, 90 * 2**20), b"/Filter/FlateDecode")] * 8)


def packed_objects() -> bytes:
    """A packed stream of objects that is endless, which a reader opens as soon as it needs the catalog."""
    data = b"%PDF-1.7\n"
    objects = stream(packed(2), b"/Type/ObjStm/N 3/First 20/Filter[/FlateDecode/FlateDecode]")
    data += b"4 0 obj\n%s\nendobj\n" % objects
    table = b"".join(bytes([2, 0, 4, index]) for index in range(3)) + bytes([1, 0, 9, 0])
    entries = b"/Type/XRef/W[1 2 1]/Index[1 4]/Size 5/Root 1 0 R"
    return data + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(table, entries), len(data))


def lzw() -> bytes:
    """LZW in which each code means all that came before and one more: 7 MB a round, until its table is cleared."""
    widths = ((code, 9 + (code >= 511) + (code >= 1023) + (code >= 2047)) for code in range(258, 4095))
    rounds = f"{0:09b}" + "".join(f"{code:0{width}b}" for code, width in widths) + f"{256:012b}"
    bits = f"{256:09b}" + rounds * 15
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def boxed(box: bytes) -> Callable[[], bytes]:
    return lambda: raw(CATALOG % b"", PAGES[0], b"<</Type/Page/Parent 2 0 R/MediaBox[%s]>>" % box)


def tree(kids: bytes, count: int, *more: bytes) -> Callable[[], bytes]:
    return lambda: raw(CATALOG % b"", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), PAGES[1], *more)


def deep_tree() -> bytes:
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 5) for number in range(3000)]
    return tree(b"4 0 R", 1, *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>")()


def many_pages(number: int) -> bytes:
    kids = b"".join(b"%d 0 R " % key for key in range(4, 4 + number))
    return tree(kids, number, *[PAGES[1]] * number)()


def picture(width: int) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray" % (
        width,
        width,
    )
    return raw(CATALOG % b"", *PAGES, stream(packed(2), entries + b"/Filter[/FlateDecode/JBIG2Decode]"))


def damaged_streams() -> bytes:
    """Six streams that are longer than they say: a reader that repairs gives six warnings."""
    pdf = benign()
    for _ in range(4):
        pdf.pages[0].Resources["/X"] = pdf.make_stream(b"0123456789", Was=pdf.pages[0].Resources.get("/X", 0))
    data = saved(pdf, compress_streams=False)
    return data.replace(b"/Length ", b"/Length 1")


def part(share: float) -> Callable[[], bytes]:
    def make() -> bytes:
        data = saved(benign())
        return data[: int(len(data) * share)]

    return make


def signed() -> bytes:
    pdf = benign()
    signature = pdf.make_indirect(
        Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"), ByteRange=Array([0, 1, 2, 3]))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T=String("a"), V=signature)]), SigFlags=3)
    return saved(pdf)


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not_pdf"),
    "HTML": (lambda: b"<html><script>1</script>" + plain(), "not_pdf"),
    "line break first": (lambda: b"\n" + plain(), "not_pdf"),
    "ZIP first": (lambda: b"PK\x03\x04" + plain(), "not_pdf"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "not_pdf"),
    "only a beginning": (lambda: b"%PDF-1.7\n", "broken"),
    "password": (lambda: saved(benign(), encryption=Encryption(owner="a", user="b")), "encrypted"),
    "restrictions": (lambda: saved(benign(), encryption=Encryption(owner="a", user="")), "encrypted"),
    "old restrictions": (
        lambda: saved(benign(), encryption=Encryption(owner="a", R=3, aes=False, metadata=False)),
        "encrypted",
    ),
    **{f"cut at {share:.0%}": (part(share), "broken") for share in (0.1, 0.5, 0.9, 0.99)},
    "six repairs": (damaged_streams, "broken"),
    "signature": (signed, "signed"),
    "no pages": (lambda: saved(Pdf.new()), "broken"),
    "catalog is a list": (lambda: raw(b"[1 2]", *PAGES), "broken"),
    "pages lie about their number": (tree(b"3 0 R", 2_000_000_000), "broken"),
    "pages in a loop": (tree(b"2 0 R", 1), "broken"),
    "pages that are no pages": (tree(b"(a) 5 /b", 3), "broken"),
    "pages without end": (deep_tree, "broken"),
    "same page over and over": (tree(b"3 0 R " * 100_000, 100_000), "broken"),
    "too many pages": (lambda: many_pages(2100), "too_many_pages"),
    "large page": (boxed(b"0 0 1000000000 1000000000"), "page_too_large"),
    "large page by unit": (boxed(b"0 0 900 900]/UserUnit 9e9/X["), "page_too_large"),
    "page without size": (boxed(b"0 0 0 0"), "page_too_large"),
    "page of words": (boxed(b"/a /b /c /d"), "broken"),
    "deep nesting": (lambda: plain(b"/X" + b"[" * 50_000 + b"]" * 50_000), "broken"),
    "table in a loop": (lambda: plain().replace(b"trailer\n<<", b"trailer\n<</Prev 175"), "broken"),
    "claims two gigabytes": (
        lambda: raw(CATALOG % b"", *PAGES, b"<</Length 2147483648>>stream\na\nendstream"),
        "broken",
    ),
    "length of itself": (lambda: raw(CATALOG % b"", *PAGES, b"<</Length 4 0 R>>stream\na\nendstream"), "broken"),
    "pretends to hold milliards of objects": (lambda: plain().replace(b"/Size 4", b"/Size 2147483647"), "broken"),
    "large picture": (lambda: picture(100_000), "too_large"),
}

# Small, and endless when unpacked.
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "packed once": (lambda: bomb(packed(), b"/FlateDecode"), "too_large"),
    "packed twice": (lambda: bomb(packed(2), b"[/FlateDecode/FlateDecode]"), "too_large"),
    "packed five times": (lambda: bomb(packed(5), b"[%s]" % (b"/FlateDecode" * 5)), "too_large"),
    "packed objects": (packed_objects, "broken"),
    "packed around a picture": (lambda: bomb(packed(), b"[/FlateDecode/DCTDecode]"), "too_large"),
    "packed around a picture twice": (lambda: bomb(packed(2), b"[/FlateDecode/FlateDecode/DCTDecode]"), "broken"),
    "LZW": (lambda: bomb(lzw(), b"/LZWDecode"), "too_large"),
    "repeated runs": (
        lambda: bomb(zlib.compress(b"\x81\x00" * 2**20, 9), b"[/FlateDecode/RunLengthDecode]"),
        "too_large",
    ),
    "flood of pages": (lambda: many_pages(100_000), "too_many_pages"),
    "many": (many_bombs, "too_large"),
}
