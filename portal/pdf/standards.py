"""Both standards in one file: PDF/A-2a for archives and PDF/UA-1 for assistive technology.

WeasyPrint writes one variant. Its PDF/A-2a lacks two things that PDF/UA-1 asks for: headers and footers
as artifacts, and the declaration. The latter comes with the schema that PDF/A demands for a namespace
that it does not know (ISO 19005-2, 6.6.2.3.3).
"""

from portal.pdf.objects import object_of
from portal.pdf.running_text import mark_running_text

_ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
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
    packet.stream = [written.replace(_END, _ACCESSIBLE + b"\n" + _END, 1)]
