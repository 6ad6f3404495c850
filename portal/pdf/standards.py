"""Both standards in one file: PDF/A-2a for archives and PDF/UA-1 for assistive technology.

WeasyPrint writes one variant. Its PDF/A-2a has all that PDF/UA-1 asks for but the declaration, which
is added here with the schema that PDF/A demands for a namespace it does not know (ISO 19005-2, 6.6.2.3.3).
"""

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


def declare_accessible(document, pdf) -> None:
    """A WeasyPrint finisher: write the PDF/UA-1 declaration into the metadata, uncompressed as PDF/UA wants it."""
    packet = _object(pdf, pdf.catalog["Metadata"])
    written = b"\n".join(part if isinstance(part, bytes) else part.data for part in packet.stream)
    packet.compress = False
    packet.stream = [written.replace(_END, _ACCESSIBLE + b"\n" + _END, 1)]


def _object(pdf, reference):
    """The object that "12 0 R" refers to."""
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return pdf.objects[int(text.split()[0])]
