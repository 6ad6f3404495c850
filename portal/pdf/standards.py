"""Both standards in one file: PDF/A-2a for archives and PDF/UA-1 for assistive technology.

WeasyPrint writes one variant. Its PDF/A-2a lacks two things that PDF/UA-1 asks for: headers and footers
as artifacts, and the declaration. The latter comes with the schema that PDF/A demands for a namespace
that it does not know (ISO 19005-2, 6.6.2.3.3).
"""

from portal.pdf.declaration import ACCESSIBLE
from portal.pdf.objects import object_of
from portal.pdf.running_text import mark_running_text

_END = b"</rdf:RDF>"


def finish(document, pdf) -> None:
    """A WeasyPrint finisher: what is missing for both standards, before the file is written."""
    mark_running_text(pdf)
    declare_accessible(pdf)


def declare_accessible(pdf) -> None:
    """Write the PDF/UA-1 declaration into the metadata, uncompressed so that any program finds it."""
    packet = object_of(pdf, pdf.catalog["Metadata"])
    written = b"\n".join(part if isinstance(part, bytes) else part.data for part in packet.stream)
    packet.compress = False
    packet.stream = [written.replace(_END, ACCESSIBLE + b"\n" + _END, 1)]
