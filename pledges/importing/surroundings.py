"""What stands around a kommun's pledges in a fixture: documents, news and notices."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile

from pledges.documents import clean_pdf, describe
from pledges.models import Document, NewsItem, Notice, Quote
from pledges.publishing import make_public
from portal.swedish import slug

from .loading import Loading, store, store_all
from .pledge_shapes import PHOTO, QUOTE
from .shapes import Entry, Shape, day, entries, entry, number, one_of, prose, text

DOCUMENT = Shape(
    "dokument",
    {
        "title": text,
        "kind": one_of(Document.Kind),
        "pledge": text,
        "year": number,
        "first_tertial": number,
        "last_tertial": number,
        "file": text,
        "published_on": day,
    },
    ("title", "kind"),
)
NEWS = Shape(
    "nyhet",
    {
        "slug": text,
        "title": text,
        "pledge": text,
        "lead": prose,
        "body": prose,
        "published_on": day,
        "last_updated": day,
        "page_owner": text,
        "photo": entry(PHOTO),
        "quotes": entries(QUOTE),
    },
    ("title",),
)
NOTICE = Shape("meddelande", {"text": text, "first_day": day, "last_day": day}, ("text",))


def load_document(loading: Loading, found: Entry) -> None:
    """Create the document and show it; without a file it is the place of one that nobody has."""
    if not loading.is_new("dokument", slug(found["title"])):
        return
    columns = found.only("title", "kind", "year", "first_tertial", "last_tertial")
    document = Document(municipality=loading.municipality, source=loading.source, **columns)
    if "pledge" in found:
        document.pledge = loading.pledge(found, found["pledge"])
    if "file" in found:
        _attach(document, found)
    store(document, found)
    make_public(document, by=loading.robot, at=loading.moment(found.get("published_on")))
    loading.count("dokument")


def _attach(document: Document, found: Entry) -> None:
    """The file, which lies beside the fixture, and what can be read from it."""
    path = found.place.path.parent / found["file"]
    if not path.exists():
        raise found.problem(f"filen ”{found['file']}” finns inte.")
    try:
        pdf = clean_pdf(ContentFile(path.read_bytes()))
    except ValidationError as error:
        raise found.problem(" ".join(error.messages)) from None
    describe(document, pdf)
    with pdf.file:
        document.file.save(path.name, File(pdf.file), save=False)


def load_news(loading: Loading, found: Entry) -> None:
    """Create and show the news item with its quotes."""
    address = found.get("slug") or slug(found["title"])
    if not loading.is_new("nyhet", address):
        return
    columns = found.only("title", "lead", "body", "published_on", "last_updated", "page_owner")
    item = NewsItem(municipality=loading.municipality, source=loading.source, slug=address, **columns)
    if "pledge" in found:
        item.pledge = loading.pledge(found, found["pledge"])
    if "photo" in found:
        item.photo_alt, item.photo_caption = found["photo"]["alt"], found["photo"].get("caption", "")
    store(item, found)
    store_all((Quote(news_item=item, **quote), quote) for quote in found.get("quotes", []))
    make_public(item, by=loading.robot, at=loading.moment(found.get("published_on")))
    loading.count("nyheter")


def load_notice(loading: Loading, number: int, found: Entry) -> None:
    """Create the notice; without a first day it is only kept for the record."""
    if loading.is_new("meddelande", str(number)):
        store(Notice(municipality=loading.municipality, source=loading.source, **found), found)
        loading.count("meddelanden")
