"""What a cleaned PDF tells about itself: its title, its language and the standards that it follows. Nothing else."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Object, ObjectType, Pdf, PdfError

LONGEST_TITLE = 500
LONGEST_PACKET = 1 << 20
# Both ways in which XMP writes a value: as an attribute and as an element.
STANDARD = {
    name: re.compile(rb"pdf%sid:%s(?:\s*=\s*[\"']|\s*>\s*)(%s)[\"'<\s]" % (name[0], name[1], name[2]))
    for name in ((b"a", b"part", b"[1-4]"), (b"a", b"conformance", b"[ABUEF]"), (b"ua", b"part", b"[12]"))
}
TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>([^<]*)</rdf:li>", re.DOTALL)
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{parts}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
DESCRIBED = '<rdf:Description rdf:about="" {names}>{values}</rdf:Description>'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
PDFA = 'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'


@dataclass(frozen=True)
class About:
    """What is kept: `standards` are the values that the file declared, by name."""

    title: str
    language: str
    standards: dict[tuple, str]


def take(pdf: Pdf) -> About:
    """Read what is kept, and take all of the metadata away."""
    packet = _packet(pdf)
    found = {name: hit[1].decode() for name, shape in STANDARD.items() if (hit := shape.search(packet))}
    about = About(_title(pdf, packet), _text(pdf.Root.get("/Lang")), found)
    for holder, key in ((pdf.trailer, "/Info"), (pdf.Root, "/Metadata")):
        if key in holder:
            del holder[key]
    return about


def give(pdf: Pdf, about: About, declaration: bytes) -> None:
    """Write it anew. `declaration` is the description that PDF/UA's own declaration needs in PDF/A."""
    parts = [DESCRIBED.format(names=DC, values=_dublin_core(about))] if about.title or about.language else []
    (part, level, ua) = (about.standards.get(name) for name in STANDARD)
    if part:
        level = f"<pdfaid:conformance>{level}</pdfaid:conformance>" if level else ""
        parts.append(DESCRIBED.format(names=PDFA, values=f"<pdfaid:part>{part}</pdfaid:part>{level}"))
    if ua == "1":
        parts.append(declaration.decode())
    packet = PACKET.format(parts="\n".join(parts)).encode()
    if parts:
        pdf.Root["/Metadata"] = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)
    if about.title:
        pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(Title=about.title))


def _dublin_core(about: About) -> str:
    title = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>'
    language = f"<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>"
    return (title if about.title else "") + (language if about.language else "")


def _packet(pdf: Pdf) -> bytes:
    """The XMP as it is, or nothing when it is no stream, or no reasonable one."""
    found = pdf.Root.get("/Metadata")
    if not isinstance(found, Object) or found._type_code != ObjectType.stream:
        return b""
    try:
        packet = found.read_bytes()
    except PdfError:
        return b""
    return packet if len(packet) <= LONGEST_PACKET else b""


def _title(pdf: Pdf, packet: bytes) -> str:
    info = pdf.trailer.get("/Info")
    is_there = isinstance(info, Object) and info._type_code == ObjectType.dictionary
    found = _text(info.get("/Title")) if is_there else ""
    if not found and (hit := TITLE.search(packet.decode("utf-8", "replace"))):
        found = hit[1].strip()
        for entity, sign in ENTITIES.items():
            found = found.replace(entity, sign)
    return "".join(sign for sign in found if sign.isprintable())[:LONGEST_TITLE]


def _text(value: object) -> str:
    is_text = isinstance(value, Object) and value._type_code == ObjectType.string
    return str(value)[:LONGEST_TITLE] if is_text else ""
