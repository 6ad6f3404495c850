"""One uploaded PDF from bytes to a clean file and what can be told about it. Used in the child alone."""

import io
import re
from typing import IO

from pikepdf import ObjectStreamMode, ObjectType, PasswordError, Pdf, PdfError, StreamDecodeLevel

from portal.pdf import cleaning, looking, measuring, metadata, reading
from portal.pdf.declaration import ACCESSIBLE
from portal.pdf.refusals import Refused

AS_IT_IS = {"attempt_recovery": False, "inherit_page_attributes": False}
HARMLESS_WARNING = "Resources is missing"  # of a page without fonts and pictures
LINEARIZED_WITHIN = 1024


def inspect(data: bytes, out: IO[bytes]) -> dict:
    """Write the clean file to `out`; returns what can be told about it. Raises Refused."""
    with _opened(data) as pdf:
        pages = measuring.measure(pdf)
        removed = _clean(pdf)
        if _has_history(data):
            removed.add("history")
        cleaned = _saved(pdf, ObjectStreamMode.preserve)
        tagged = reading.is_tagged(pdf)
    with Pdf.open(io.BytesIO(cleaned), **AS_IT_IS) as again:
        looking.look(_saved(again, ObjectStreamMode.disable))
    text = reading.text_of(cleaned)
    out.write(cleaned)
    return {"pages": pages, "text": text, "is_tagged": tagged, "removed": sorted(removed)}


def _opened(data: bytes) -> Pdf:
    """The file, when it can be read as it is: one that must be repaired may be read otherwise by another program."""
    if not data.startswith(b"%PDF-"):
        raise Refused("not_pdf")
    try:
        pdf = Pdf.open(io.BytesIO(data), **AS_IT_IS)
    except PasswordError:
        raise Refused("encrypted") from None
    except PdfError:
        raise Refused("broken") from None
    if pdf.is_encrypted:
        raise Refused("encrypted")
    if not _is_dictionary(pdf.trailer.get("/Root")):
        raise Refused("broken")
    return pdf


def _clean(pdf: Pdf) -> set[str]:
    told_more = "/Metadata" in pdf.Root or set(getattr(pdf.trailer.get("/Info"), "keys", set)()) - {"/Title"}
    about = metadata.take(pdf)
    removed = cleaning.clean(pdf)
    metadata.give(pdf, about, ACCESSIBLE)
    return removed | {"author"} if told_more else removed


def _saved(pdf: Pdf, objects: ObjectStreamMode) -> bytes:
    """The file as bytes, its objects packed or in the open. Raises Refused when reading it gave a warning."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=objects,
        stream_decode_level=StreamDecodeLevel.none,
        fix_metadata_version=False,
        deterministic_id=True,
    )
    if any(HARMLESS_WARNING not in str(warning) for warning in pdf.get_warnings()):
        raise Refused("broken")
    return out.getvalue()


def _has_history(data: bytes) -> bool:
    """Whether earlier revisions lie in the file: it ends more than once, as a linearized file does too."""
    ends = len(re.findall(rb"startxref\s+[1-9]", data))
    return ends > (2 if b"/Linearized" in data[:LINEARIZED_WITHIN] else 1)


def _is_dictionary(value: object) -> bool:
    return getattr(value, "_type_code", None) == ObjectType.dictionary
