"""One document through WeasyPrint: our style, our fonts, both standards. Used in the child alone."""

import functools

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from portal.pdf.fetching import Fetcher
from portal.pdf.lettering import Lettering
from portal.pdf.standards import finish
from portal.pdf.streams import end_streams_clearly

STYLE = "static:css/pdf.css"
ARCHIVABLE = "pdf/a-2a"


class Renderer:
    """Keeps what every document shares: fonts, style sheet and hyphenation."""

    def __init__(self) -> None:
        end_streams_clearly()
        self._fetcher = Fetcher()
        self._fonts = FontConfiguration()
        self._lettering = Lettering.of_our_fonts()

    @functools.cached_property
    def _style(self) -> CSS:
        return CSS(url=STYLE, url_fetcher=self._fetcher, font_config=self._fonts)

    def render(self, html: str) -> tuple[bytes, int]:
        """The PDF and its number of pages."""
        source = HTML(string=self._lettering.fit(html), url_fetcher=self._fetcher)
        options = {"pdf_variant": ARCHIVABLE, "presentational_hints": True}  # for <ol start>
        document = source.render(font_config=self._fonts, stylesheets=[self._style], **options)
        return document.write_pdf(finisher=finish, **options), len(document.pages)
