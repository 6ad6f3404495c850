"""Makers of PDFs that act: each trick is a maker by name, whose file carries MARK where the harm would be done.

Files that break programs instead are in `breaking_pdfs.py`.
"""

import io
import zlib
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, String

from tests.portal.raw_pdfs import CATALOG, MARK, OPENED, PAGES, SCRIPT, plain, raw, updated


def benign() -> Pdf:
    """Two pages with a line of text each."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in (1, 2):
        page = pdf.add_blank_page(page_size=(300, 200))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 18 Tf 40 100 Td (Sida %d) Tj ET" % number)
    return pdf


def saved(pdf: Pdf, **saving) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **saving)
    return out.getvalue()


def file_spec(pdf: Pdf, **more) -> Dictionary:
    return Dictionary(Type=Name.Filespec, F=String(f"{MARK}.exe"), UF=String(f"{MARK}.exe"), **more)


def attachment(pdf: Pdf) -> Dictionary:
    stream = pdf.make_stream(MARK.encode(), Type=Name.EmbeddedFile)
    return file_spec(pdf, EF=Dictionary(F=stream))


def sound(pdf: Pdf):
    return pdf.make_stream(MARK.encode(), Type=Name.Sound, R=8000)


# --- actions, and where they can hang ---------------------------------------------------------------

ACTIONS: dict[str, Callable[[Pdf], Dictionary]] = {
    "JavaScript": lambda pdf: Dictionary(S=Name.JavaScript, JS=String(SCRIPT)),
    "JavaScript in a stream": lambda pdf: Dictionary(S=Name.JavaScript, JS=pdf.make_stream(SCRIPT.encode())),
    "indirect type": lambda pdf: Dictionary(S=pdf.make_indirect(Name.JavaScript), JS=String(SCRIPT)),
    "Launch": lambda pdf: Dictionary(S=Name.Launch, F=file_spec(pdf), Win=Dictionary(F=String(f"{MARK}.exe"))),
    "GoToR": lambda pdf: Dictionary(S=Name.GoToR, F=String(f"//server/{MARK}.pdf"), D=Array([0, Name.Fit])),
    "GoToE": lambda pdf: Dictionary(S=Name.GoToE, F=file_spec(pdf), T=Dictionary(R=Name.C, N=String(MARK))),
    "Thread": lambda pdf: Dictionary(S=Name.Thread, F=file_spec(pdf), D=0),
    "SubmitForm": lambda pdf: Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String(f"https://{MARK}.se"))),
    "ResetForm": lambda pdf: Dictionary(S=Name.ResetForm, Fields=Array([String(MARK)])),
    "ImportData": lambda pdf: Dictionary(S=Name.ImportData, F=file_spec(pdf)),
    "Sound": lambda pdf: Dictionary(S=Name.Sound, Sound=sound(pdf)),
    "Movie": lambda pdf: Dictionary(S=Name.Movie, T=String(MARK)),
    "Rendition": lambda pdf: Dictionary(S=Name.Rendition, OP=0, JS=String(SCRIPT), R=Dictionary(S=Name.MR)),
    "RichMediaExecute": lambda pdf: Dictionary(S=Name.RichMediaExecute, CMD=Dictionary(C=String(MARK))),
    "Hide": lambda pdf: Dictionary(S=Name.Hide, T=String(MARK)),
    "Print by name": lambda pdf: Dictionary(S=Name.Named, N=Name("/Print"), Note=String(MARK)),
    "unknown type": lambda pdf: Dictionary(S=Name("/NyttPahitt"), X=String(MARK)),
    "URI javascript:": lambda pdf: Dictionary(S=Name.URI, URI=String(f"javascript:{MARK}")),
    "URI JaVaScRiPt:": lambda pdf: Dictionary(S=Name.URI, URI=String(f" JaVaScRiPt:{MARK}")),
    "URI in UTF-16": lambda pdf: Dictionary(S=Name.URI, URI=String(f"javascript:å{MARK}Ω")),
    "URI with a line break": lambda pdf: Dictionary(S=Name.URI, URI=String(f"https://x\njavascript:{MARK}")),
    "URI file:": lambda pdf: Dictionary(S=Name.URI, URI=String(f"file:///etc/{MARK}")),
    "URI data:": lambda pdf: Dictionary(S=Name.URI, URI=String(f"data:text/html,{MARK}")),
    "URI indirect": lambda pdf: Dictionary(S=Name.URI, URI=pdf.make_indirect(String(f"vbscript:{MARK}"))),
    "Next": lambda pdf: Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=ACTIONS["JavaScript"](pdf)),
    "Next of Next": lambda pdf: Dictionary(S=Name.URI, URI=String("https://a.se"), Next=ACTIONS["Next"](pdf)),
    "Next in a list": lambda pdf: Dictionary(
        S=Name.Named, N=Name.NextPage, Next=Array([ACTIONS["JavaScript"](pdf), ACTIONS["unknown type"](pdf)])
    ),
}


def at_opening(pdf: Pdf, action) -> None:
    pdf.Root.OpenAction = action


def on_catalog(pdf: Pdf, action) -> None:
    pdf.Root.AA = Dictionary(WC=action)


def on_page(pdf: Pdf, action) -> None:
    pdf.pages[1].AA = Dictionary(O=action)


def on_tree_of_pages(pdf: Pdf, action) -> None:
    pdf.Root.Pages.AA = Dictionary(O=action)


def annotation(pdf: Pdf, subtype: str, **more):
    made = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([10, 10, 90, 40]), **more)
    )
    pdf.pages[0].Annots = Array([made])
    return made


def on_link(pdf: Pdf, action) -> None:
    annotation(pdf, "Link", A=action)


def on_link_as_captured(pdf: Pdf, action) -> None:
    annotation(pdf, "Link", PA=action)


def on_annotation(pdf: Pdf, action) -> None:
    annotation(pdf, "Square", AA=Dictionary(E=action))


def on_field(pdf: Pdf, action) -> None:
    parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=action)))
    child = annotation(pdf, "Widget", Parent=parent, AA=Dictionary(Fo=action))
    parent.Kids = Array([child])
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]), CO=Array([parent]))


def in_names(pdf: Pdf, action) -> None:
    leaf = pdf.make_indirect(Dictionary(Names=Array([String("a"), action]), Limits=Array([String("a"), String("a")])))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Kids=Array([leaf])))


def in_outline(pdf: Pdf, action) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Först", 0))
        outline.root.append(OutlineItem("Sedan", 1))
    last = pdf.Root.Outlines.Last
    del last["/Dest"]
    last.A = action


def behind_a_tag(pdf: Pdf, action) -> None:
    """Reached from the structure tree alone, from inside lists."""
    lost = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action))
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array([Array([Dictionary(Obj=lost)])]))


PLACES = [at_opening, on_catalog, on_page, on_tree_of_pages, on_link, on_link_as_captured, on_annotation, on_field]
PLACES += [in_names, in_outline, behind_a_tag]


def acting(action: str, place: Callable, **saving) -> Callable[[], bytes]:
    def make() -> bytes:
        pdf = benign()
        place(pdf, ACTIONS[action](pdf))
        return saved(pdf, **saving)

    return make


# --- other things that act, play, hide or reach outside -----------------------------------------------


def catalog(**entries) -> Callable[[Pdf], None]:
    return lambda pdf: [pdf.Root.__setitem__("/" + key, value(pdf)) for key, value in entries.items()]


def drawn(**entries) -> Callable[[Pdf], None]:
    """A picture that the first page draws, with these entries."""

    def hang(pdf: Pdf) -> None:
        stream = pdf.make_stream(f"% {MARK}".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        for key, value in entries.items():
            stream["/" + key] = value(pdf)
        pdf.pages[0].Resources.XObject = Dictionary(X=stream)

    return hang


def as_annotation(subtype: str, **entries) -> Callable[[Pdf], None]:
    return lambda pdf: annotation(pdf, subtype, **{key: value(pdf) for key, value in entries.items()})


def marked(_pdf: Pdf):
    return String(MARK)


def holding(key: str, make=marked):
    return lambda pdf: Dictionary({"/" + key: make(pdf)})


THINGS: dict[str, Callable[[Pdf], None]] = {
    "XFA": catalog(AcroForm=lambda pdf: Dictionary(Fields=Array(), XFA=pdf.make_stream(MARK.encode()))),
    "XFA in parts": catalog(
        AcroForm=lambda pdf: Dictionary(Fields=Array(), XFA=Array([String("a"), pdf.make_stream(MARK.encode())]))
    ),
    "portfolio": catalog(Collection=holding("D"), Names=lambda pdf: Dictionary(EmbeddedFiles=named(attachment(pdf)))),
    "embedded file": catalog(Names=lambda pdf: Dictionary(EmbeddedFiles=named(attachment(pdf)))),
    "associated file": catalog(AF=lambda pdf: Array([attachment(pdf)])),
    "renditions by name": catalog(Names=lambda pdf: Dictionary(Renditions=named(Dictionary(N=String(MARK))))),
    "base of addresses": catalog(URI=holding("Base")),
    "web capture": catalog(SpiderInfo=holding("V")),
    "requirements": catalog(Requirements=lambda pdf: Array([Dictionary(S=Name.EnableJavaScripts, X=String(MARK))])),
    "profile from outside": catalog(
        OutputIntents=lambda pdf: Array([Dictionary(S=Name.GTS_PDFX, DestOutputProfileRef=holding("URLs")(pdf))])
    ),
    "FileAttachment": as_annotation("FileAttachment", FS=attachment),
    "RichMedia": as_annotation("RichMedia", RichMediaContent=holding("Assets")),
    "3D": as_annotation(
        "3D", **{"3DD": lambda pdf: pdf.make_stream(MARK.encode(), Type=Name("/3D"), Subtype=Name.U3D)}
    ),
    "Screen": as_annotation("Screen", MK=holding("CA")),
    "Movie": as_annotation("Movie", Movie=holding("F")),
    "Sound": as_annotation("Sound", Sound=sound),
    "annotation of no known kind": as_annotation("Hittepa", X=marked),
    "stream outside the file": drawn(F=lambda pdf: String(f"{MARK}.bin"), FFilter=lambda _: Name.FlateDecode),
    "reference to another file": drawn(Ref=lambda pdf: Dictionary(F=file_spec(pdf), Page=0)),
    "PostScript": drawn(Subtype=lambda _: Name.PS),
    "PostScript beside a form": drawn(Subtype2=lambda _: Name.PS, PS=lambda pdf: pdf.make_stream(MARK.encode())),
    "OPI": drawn(OPI=lambda pdf: Dictionary({"/2.0": Dictionary(F=String(MARK))})),
    "other versions of a picture": drawn(
        Alternates=lambda pdf: Array([Dictionary(Image=pdf.make_stream(MARK.encode(), F=String(MARK)))])
    ),
}


def named(value) -> Dictionary:
    return Dictionary(Names=Array([String("a"), value]))


def having(thing: str) -> Callable[[], bytes]:
    def make() -> bytes:
        pdf = benign()
        THINGS[thing](pdf)
        return saved(pdf)

    return make


# --- ways of writing that hide ------------------------------------------------------------------------


HIDDEN: dict[str, Callable[[], bytes]] = {
    "names in code": lambda: plain(OPENED.replace(b"/JavaScript", b"/#4aavaScrip#74").replace(b"/JS", b"/J#53")),
    "place in code": lambda: plain(OPENED.replace(b"/OpenAction", b"/#4fpenActio#6E")),
    "script in hexadecimals": lambda: plain(b"/OpenAction<</S/JavaScript/JS<%s>>>" % SCRIPT.encode().hex().encode()),
    "key twice": lambda: plain(b"/OpenAction[3 0 R/Fit]" + OPENED),
    "later revision": lambda: updated(plain(), OPENED),
    "earlier revision": lambda: updated(plain(OPENED), b""),
    "object that nothing points at": lambda: raw(CATALOG % b"", *PAGES, b"<<" + OPENED + b">>"),
    "comments between": lambda: plain(OPENED.replace(b"/S/Java", b"/S%/URI\n/Java")),
    "after the end": lambda: plain() + b"<script>" + MARK.encode() + b"</script>",
    "ZIP after the end": lambda: plain() + b"PK\x03\x04" + MARK.encode() + b"PK\x05\x06" + bytes(18),
    "HTML in a comment": lambda: raw(CATALOG % b"", *PAGES, head=b"%%<script>%s</script>\n" % MARK.encode()),
    "in the trailer": lambda: raw(CATALOG % b"", *PAGES, trailer=b"/Extra<<%s>>" % OPENED),
    "in packed objects": acting("JavaScript", on_field, object_stream_mode=ObjectStreamMode.generate),
    "in packed objects, linearized": acting(
        "Launch", on_link, object_stream_mode=ObjectStreamMode.generate, linearize=True
    ),
    "in an earlier metadata": lambda: raw(
        CATALOG % b"/Metadata 4 0 R", *PAGES, b"<</Length 6/Type/Metadata>>stream\n%s\nendstream" % MARK.encode()
    ),
    "thumbnail": lambda: raw(
        CATALOG % b"",
        PAGES[0],
        PAGES[1][:-2] + b"/Thumb 4 0 R/PieceInfo<</A<</Private(%s)>>>>>>" % MARK.encode(),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
        % (len(zlib.compress(MARK.encode())), zlib.compress(MARK.encode())),
    ),
}

TRICKS: dict[str, Callable[[], bytes]] = {
    **{f"{action} when opened": acting(action, at_opening) for action in ACTIONS},
    **{f"JavaScript {place.__name__}": acting("JavaScript", place) for place in PLACES},
    **{f"{action} on a link": acting(action, on_link) for action in ("Launch", "URI file:", "Next", "Rendition")},
    **{thing: having(thing) for thing in THINGS},
    **HIDDEN,
}
