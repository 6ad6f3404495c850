"""Finding an object of an unwritten PDF by its reference."""


def object_of(pdf, reference: bytes | str):
    """The object that "12 0 R" refers to."""
    text = reference.decode() if isinstance(reference, bytes) else reference
    return pdf.objects[int(text.split()[0])]
