"""Headers and footers as what they are: decoration that a screen reader passes by (PDF/UA-1, 7.8).

WeasyPrint marks the text of margin boxes as content, in structure elements that no tree leads to.
Here their text becomes a pagination artifact and those elements are emptied.
"""

from portal.pdf.objects import object_of

NOTHING = "null"


def mark_running_text(pdf) -> None:
    """Change the finished but unwritten file."""
    root = object_of(pdf, pdf.catalog["StructTreeRoot"])
    reached = _reached(pdf, root)
    entries = object_of(pdf, root["ParentTree"])["Nums"]
    for page, elements in zip(entries[::2], entries[1::2], strict=True):
        if isinstance(elements, list):  # a page's; an annotation has one reference
            _mark_page(pdf, page, elements, reached)
    for number, thing in enumerate(pdf.objects):
        if isinstance(thing, dict) and thing.get("Type") == "/StructElem" and number not in reached:
            thing.clear()  # an empty object: pydyf miscounts what is compressed when objects are taken out


def _reached(pdf, root) -> set[int]:
    """The numbers of all objects that the structure tree leads to."""
    reached, waiting = set(), [root]
    while waiting:
        thing = waiting.pop()
        reached.add(thing.number)
        kids = (kid for kid in thing.get("K", ()) if isinstance(kid, bytes | str))  # an int is marked content
        waiting.extend(found for kid in kids if (found := object_of(pdf, kid)).number not in reached)
    return reached


def _mark_page(pdf, page: int, elements: list, reached: set[int]) -> None:
    lost = {number for number, element in enumerate(elements) if object_of(pdf, element).number not in reached}
    drawn = object_of(pdf, object_of(pdf, pdf.page_references[page])["Contents"]).stream
    for place, part in enumerate(drawn):
        if isinstance(part, dict) and part.get("MCID") in lost:
            drawn[place - 1] = "/Artifact"
            part.clear()
            part["Type"] = "/Pagination"
    for number in lost:
        elements[number] = NOTHING
