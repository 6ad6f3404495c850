"""The pages that answer whoever has told whether a page helped."""

from dataclasses import dataclass

from pledges.pages.base import Page


@dataclass(kw_only=True)
class FeedbackPage(Page):
    """`back` is the page that the answer is about."""

    back: str


def not_sent_page(back: str) -> FeedbackPage:
    return _page("Ditt svar är inte skickat än", back)


def thanks_page(back: str) -> FeedbackPage:
    return _page("Tack för ditt svar!", back)


def _page(heading: str, back: str) -> FeedbackPage:
    return FeedbackPage(title=heading, heading=heading, description="Svar på om informationen hjälpte.", back=back)
