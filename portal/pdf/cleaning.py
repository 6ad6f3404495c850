"""Takes out of a PDF all that acts, that reaches outside the file, or that tells of its makers.

What is read, seen and heard stays: pages, tags, language, title, bookmarks, links to the web and within the file.
Each object is looked at wherever it hangs, since what is dangerous is so from anywhere. Terms are those of
ISO 32000-2; a thing that is "gutted" keeps its place and loses its content.
"""

from collections.abc import Iterator

from pikepdf import Array, Name, Object, ObjectType, Pdf, String

from portal.pdf.dangers import (
    ACTION_PLACES,
    ACTIONS,
    ANNOTATIONS,
    CATALOG,
    CATALOG_LOSSES,
    HARMLESS_ACTIONS,
    HARMLESS_NAMED,
    KEYS,
    KINDS,
    RESOURCES,
    SAFE_ADDRESS,
    STREAM_KEYS,
    TRAILER,
    UNSIGNED,
)
from portal.pdf.photographs import without_notes
from portal.pdf.refusals import Refused

ARRAY, DICTIONARY, STREAM = ObjectType.array, ObjectType.dictionary, ObjectType.stream
KEYED = (DICTIONARY, STREAM)
CONTAINERS = (*KEYED, ARRAY)
SIGNED = {"/Contents", "/V"}  # one of them in every signature


def clean(pdf: Pdf) -> set[str]:
    """Take out of the opened file what must not be published. Returns codes of `refusals.REMOVED`.

    Raises Refused when somebody has signed the file, since the signature would break.
    """
    removed: set[str] = set()
    _clean_top(pdf, removed)
    for thing in containers(pdf):
        if thing._type_code in KEYED:
            _clean_keyed(thing, removed)
    return removed


def containers(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary, stream and array of the file, each once; their parts are looked up after they were yielded."""
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            found = waiting.pop()
            kind = getattr(found, "_type_code", None)  # numbers and the like are Python's own
            if kind not in CONTAINERS:
                continue
            yield found
            parts = found if kind == ARRAY else (part for _, part in found.items())
            waiting += [part for part in parts if isinstance(part, Object) and not part.is_indirect]


def _clean_top(pdf: Pdf, removed: set[str]) -> None:
    """The catalog and the trailer hold only what is known to be harmless."""
    for key in set(pdf.trailer.keys()) - TRAILER:
        del pdf.trailer[key]
    catalog = pdf.Root
    if "/Perms" in catalog or "/DSS" in catalog:
        raise Refused("signed")
    for key in set(catalog.keys()) - CATALOG:
        removed.add(CATALOG_LOSSES.get(key) or KEYS.get(key) or "unknown")
        del catalog[key]
    names = catalog.get("/Names")
    if names is not None and names._type_code in KEYED:
        for key in set(names.keys()) - {"/Dests"}:
            removed.add(KEYS.get(key, "unknown"))
            del names[key]
    if str(catalog.get("/PageMode")) == "/UseAttachments":
        del catalog["/PageMode"]
    form = catalog.get("/AcroForm")
    if form is not None and form._type_code in KEYED and "/CO" in form:
        del form["/CO"]  # the order of calculations by scripts that are gone


def _is_signature(thing: Object) -> bool:
    """Whether somebody has signed the file (12.8); an empty field for a signature is none."""
    signs = "/ByteRange" in thing or str(thing.get("/Type")) in ("/Sig", "/DocTimeStamp")
    return (signs and "/Contents" in thing) or (str(thing.get("/FT")) == "/Sig" and "/V" in thing)


def _clean_keyed(thing: Object, removed: set[str]) -> None:
    keys = set(thing.keys())
    if not keys.isdisjoint(SIGNED) and _is_signature(thing):
        raise Refused("signed")
    reason = _reason_to_gut(thing, keys)
    if reason:
        removed.add(reason)
        return _gut(thing)
    if "/URI" in keys and "/S" in keys:
        thing["/URI"] = String(bytes(thing["/URI"]))  # where the second look finds it
    for key, code in list(_losing(thing, keys)):
        removed.add(code)
        del thing[key]
    if "/Filter" in keys and str(thing["/Filter"]) == "/DCTDecode":
        _clean_photograph(thing, removed)
    if "/Annots" in keys:
        _keep_harmless_annotations(thing, removed)
    return None


def _reason_to_gut(thing: Object, keys: set[str]) -> str:
    """Why nothing of this may stay, or "" when it may."""
    action, kind, subtype = (str(thing[key]) if key in keys else "" for key in ("/S", "/Type", "/Subtype"))
    if action == "/URI" and not is_safe_address(thing.get("/URI")):
        return "address"
    if action == "/Named" and str(thing.get("/N")) not in HARMLESS_NAMED:
        return "action"
    return ACTIONS.get(action) or KINDS.get(kind) or KINDS.get(subtype, "")


def is_safe_address(address: Object | None) -> bool:
    """Whether it leads to the web or to mail, in plain characters and with nothing before it."""
    if address is None or address._type_code != ObjectType.string:
        return False
    return SAFE_ADDRESS.fullmatch(bytes(address)) is not None


def _clean_photograph(stream: Object, removed: set[str]) -> None:
    data = stream.read_raw_bytes()
    cleaned = without_notes(data)
    if cleaned != data:
        removed.add("photo")
        stream.write(cleaned, filter=Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


def _gut(thing: Object) -> None:
    if thing._type_code == STREAM:
        thing.write(b"")
    for key in set(thing.keys()) - {"/Length"}:
        del thing[key]


def _losing(thing: Object, keys: set[str]) -> Iterator[tuple[str, str]]:
    """(key, code) of what the thing must lose."""
    for key in keys & KEYS.keys():
        if not _is_resource(thing[key]):
            yield key, KEYS[key]
    for key in keys & set(ACTION_PLACES):
        if not _may_stand_as_action(thing, key):
            yield key, _kind_of_action(thing[key])
    if thing._type_code == STREAM:
        yield from ((key, STREAM_KEYS[key]) for key in keys & STREAM_KEYS.keys())
    if "/T" in keys and str(thing.get("/Subtype")) in UNSIGNED:
        yield "/T", "comment_author"
    if "/IsMap" in keys and "/URI" in keys:
        yield "/IsMap", "sending"


def _is_resource(value: Object) -> bool:
    """Whether it is a font, a picture or the like, which may bear any name in a page's resources."""
    if not isinstance(value, Object) or value._type_code not in KEYED:
        return False
    return str(value.get("/Type")) in RESOURCES or str(value.get("/Subtype")) in ("/Form", "/Image")


def _may_stand_as_action(thing: Object, key: str) -> bool:
    """Whether what stands here is a harmless action, or none: /A is also a tag's attributes, /Next a bookmark."""
    value = thing[key]
    kind = value._type_code if isinstance(value, Object) else None
    if key == "/OpenAction" and kind == ARRAY:
        return True  # a place to open the file at
    if key == "/Next" and "/S" in thing:
        return False  # what follows on an action
    if kind in KEYED and "/S" in value:
        return str(value["/S"]) in HARMLESS_ACTIONS
    return key != "/OpenAction"


def _kind_of_action(value: object) -> str:
    return ACTIONS.get(str(value.get("/S")), "action") if getattr(value, "_type_code", None) in KEYED else "action"


def _keep_harmless_annotations(page: Object, removed: set[str]) -> None:
    found = page["/Annots"]
    notes = list(found) if isinstance(found, Object) and found._type_code == ARRAY else []
    kept = [note for note in notes if _is_harmless_annotation(note)]
    if len(kept) == len(notes) and notes:
        return
    lost = [note for note in notes if isinstance(note, Object) and not _is_harmless_annotation(note)]
    removed.update(KINDS.get(str(note.get("/Subtype")), "unknown") for note in lost if note._type_code in KEYED)
    page["/Annots"] = Array(kept)


def _is_harmless_annotation(note: Object) -> bool:
    is_keyed = isinstance(note, Object) and note._type_code in KEYED
    return is_keyed and note.get("/Subtype", Name.None_) in ANNOTATIONS
