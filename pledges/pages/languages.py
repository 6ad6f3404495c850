"""The same in other words: about the portal in English, and in easy Swedish with the pledges that are told so."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.models import PledgeEdition
from pledges.pages.base import Page, site_notices, today


@dataclass(frozen=True)
class EasyPledge:
    """A pledge with an easy-to-read summary, and where that stands."""

    name: str
    title: str
    address: str
    is_demo: bool


@dataclass(kw_only=True)
class EasyPage(Page):
    """`pledges` come by kommun, the newest period first."""

    pledges: Sequence[EasyPledge]


def easy_page() -> EasyPage:
    return EasyPage(
        title="Lättläst om medborgarlöften",
        heading="Lättläst om medborgarlöften",
        description="På lättläst svenska: vad ett medborgarlöfte är och hur du hittar din kommun.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        pledges=[easy_pledge(edition) for edition in PledgeEdition.objects.current().with_easy_summary()],
    )


def easy_pledge(edition: PledgeEdition) -> EasyPledge:
    municipality = edition.pledge.municipality
    return EasyPledge(
        name=municipality.name,
        title=edition.title,
        address=f"{edition.pledge.get_absolute_url()}#lattlast",
        is_demo=municipality.is_demo,
    )


def english_page() -> Page:
    return Page(
        title="Medborgarlöften in English",
        heading="Promises from the police and your municipality",
        description="What Swedish medborgarlöften are, how to find your municipality, and how to read the statuses.",
        notices=site_notices(today()),
        lang="en",
    )
