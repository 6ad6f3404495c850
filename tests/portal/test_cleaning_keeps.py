"""What a reader sees, hears and follows in a PDF is the same after the cleaning, and the standards still hold."""

import base64
import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from portal.pdf import render
from portal.pdf.inspection import inspect
from portal.pdf.photographs import without_notes
from tests import pdf_checks


def picture(kind: str, **saving) -> str:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert("RGB").save(out, kind, **saving)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"


LIST = "<ul><li>Ett<ol><li>Inre</li></ol></li><li>Två</li></ul>"
TABLE = (
    "<table><caption>Tal</caption><tr><th scope=col>År</th><th scope=col>Antal</th></tr>"
    "<tr><td>2025</td><td>7</td></tr></table>"
)
BODIES = {
    "text": "<p>Åtta ärliga öar.</p>",
    "emphasis": "<p>Vi <strong>lovar</strong> och <em>menar</em> det, <code>a &lt; b</code>.</p>",
    "link to the web": '<p><a href="https://polisen.se/a?b=c&amp;d=å#e">Polisen</a></p>',
    "link to mail": '<p><a href="mailto:kommun@gislaved.se?subject=Hej%20du">Skriv</a></p>',
    "link within": '<p><a href="#mal">Till målet</a></p><h2 id="mal">Målet</h2><p>Här.</p>',
    "contents": "".join(f"<h2 id=a{n}>Del {n}</h2><h3>Under {n}</h3><p>Text.</p>" for n in range(5)),
    "lists": LIST,
    "table": TABLE,
    "table over pages": f"<table>{'<tr><td>a</td><td>b</td></tr>' * 60}</table>",
    "photo": f'<figure><img src="{picture("JPEG")}" alt="En övergång"><figcaption>Bild</figcaption></figure>',
    "drawing": f'<p><img src="{picture("PNG")}" alt="En övergång"></p>',
    "decoration": f'<p>Text <img src="{picture("PNG")}" alt=""></p>',
    "two languages": "<p>Svenska.</p><p lang=en>English text.</p><p lang=fi>Suomea.</p>",
    "quotation": "<blockquote><p>”Det blev tryggare.”</p></blockquote><hr><p>Efter.</p>",
    "many pages": "<p>Ett långt stycke om trygghet. </p>" * 80,
    "signs": "<p>”Citat” – tankstreck … § 5 & 20 % ½ × ≥ é</p>",
    "heading levels": "<h2>Två</h2><h3>Tre</h3><h4>Fyra</h4><p>Text.</p>",
    "definitions": "<dl><dt>Löfte</dt><dd>Det vi lovar</dd><dt>Aktivitet</dt><dd>Det vi gör</dd></dl>",
    "all together": f'<h2>A</h2>{LIST}{TABLE}<p><a href="http://a.se/">a</a></p><h2>B</h2><p lang=en>Hi.</p>',
    "title with signs": "<p>Titeln har < och & och ”citat”.</p>",
}


def document(name: str) -> str:
    title = "A &lt; B &amp; ”C”" if name == "title with signs" else f"Prov: {name}"
    language = "en" if name == "two languages" else "sv"
    return (
        f"<html lang={language}><head><title>{title}</title></head><body><h1>{title}</h1>{BODIES[name]}</body></html>"
    )


def pixels(data: bytes) -> list[bytes]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=1).to_pil().tobytes() for page in pdf]
    finally:
        pdf.close()


def tags(thing, depth: int = 0) -> list:
    """The tree of tags as (level, kind, alternative text, language)."""
    if isinstance(thing, pikepdf.Array):
        return [tag for part in thing for tag in tags(part, depth)]
    if not isinstance(thing, pikepdf.Dictionary) or thing.get("/S") is None:
        return []
    own = (depth, str(thing.S), str(thing.get("/Alt", "")), str(thing.get("/Lang", "")))
    return [own, *tags(thing.get("/K"), depth + 1)]


def kept(data: bytes) -> dict:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        annotations = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return {
            "language": str(pdf.Root.Lang),
            "title": str(pdf.docinfo.Title),
            "marked": pdf.Root.MarkInfo.Marked,
            "tags": tags(pdf.Root.StructTreeRoot.K),
            "links": [str(note.A.URI) if "/A" in note and "/URI" in note.A else "within" for note in annotations],
            "bookmarks": pdf_checks.bookmarks(data),
            "text": pdf_checks.texts(data),
            "pixels": pixels(data),
        }


@pytest.mark.parametrize("name", BODIES)
def test_nothing_that_a_reader_meets_is_changed(name):
    data, out = render(document(name)).data, io.BytesIO()
    facts = inspect(data, out)
    before, after = kept(data), kept(out.getvalue())
    assert after == before
    assert len(after["tags"]) > 2
    assert (facts["is_tagged"], facts["removed"]) == (True, ["author"])
    assert facts["pages"] == len(after["pixels"])


def test_both_standards_hold_after_the_cleaning_too_and_nobody_is_named():
    out = io.BytesIO()
    inspect(render(document("all together")).data, out)
    assert pdf_checks.faults(out.getvalue()) == []
    assert b"WeasyPrint" not in out.getvalue()


def test_what_an_office_program_writes_about_its_user_is_gone():
    with pikepdf.open(io.BytesIO(render(document("photo")).data)) as pdf:
        pdf.docinfo.Author, pdf.docinfo.Creator = "ONDSKA", "ONDSKA"
        pdf.pages[0].PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=pikepdf.String("ONDSKA")))
        pdf.pages[0].Annots = pikepdf.Array([comment(pdf)])
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["ONDSKA"]
        marked = io.BytesIO()
        pdf.save(marked)
    out = io.BytesIO()
    facts = inspect(marked.getvalue(), out)
    assert b"ONDSKA" in marked.getvalue()
    assert b"ONDSKA" not in out.getvalue()
    assert facts["removed"] == ["author", "comment_author"]
    assert kept(out.getvalue())["title"] == "Prov: photo"


def comment(pdf: pikepdf.Pdf):
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=pikepdf.Array([0, 0, 9, 9]),
            T=pikepdf.String("ONDSKA"),
            Contents=pikepdf.String("Bra."),
        )
    )


def test_where_and_when_a_photograph_was_taken_is_gone_and_the_picture_is_the_same():
    exif = Image.Exif()
    exif[0x010F] = "ONDSKA"  # the maker of the camera
    exif.get_ifd(0x8825)[29] = "2026:01:01"  # the day by GPS
    photo = io.BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert("RGB").save(photo, "JPEG", exif=exif, comment=b"ONDSKA")
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(60, 40))
    entries = {"Width": 60, "Height": 40, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceRGB}
    names = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "Filter": pikepdf.Name.DCTDecode}
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(I=pdf.make_stream(photo.getvalue(), **entries, **names))
    )
    page.Contents = pdf.make_stream(b"60 0 0 40 0 0 cm /I Do")
    marked, out = io.BytesIO(), io.BytesIO()
    pdf.save(marked)
    assert inspect(marked.getvalue(), out)["removed"] == ["photo"]
    assert (b"ONDSKA" in marked.getvalue(), b"2026:01:01" in marked.getvalue()) == (True, True)
    assert (b"ONDSKA" in out.getvalue(), b"2026:01:01" in out.getvalue()) == (False, False)
    assert pixels(out.getvalue()) == pixels(marked.getvalue())


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xe1\x00\x00" * 3, b"GIF89a"])
def test_what_is_no_whole_photograph_is_left_as_it_is(data):
    assert without_notes(data) == data


def test_a_field_and_its_words_stay():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("namn"),
            V=pikepdf.String("Anna"),
            Rect=pikepdf.Array([10, 10, 90, 30]),
        )
    )
    pdf.pages[0].Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    marked, out = io.BytesIO(), io.BytesIO()
    pdf.save(marked)
    assert inspect(marked.getvalue(), out)["removed"] == []
    with pikepdf.open(io.BytesIO(out.getvalue())) as after:
        assert [(str(one.T), str(one.V)) for one in after.Root.AcroForm.Fields] == [("namn", "Anna")]
