"""The pages about open data: what there is and what it means, and one to try the API on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.pages.base import Page, site_notices, today
from portal.opendata.addresses import columns_address, file_address, list_address
from portal.opendata.datasets import LICENCE, Dataset, datasets
from portal.opendata.fields import SEPARATOR
from portal.opendata.formats import FORMATS
from portal.opendata.querysets import weigh
from portal.wording import size_text


@dataclass(frozen=True)
class Told:
    """A dataset with the addresses of its files as [(name, address)]."""

    dataset: Dataset
    files: list[tuple[str, str]]
    columns: str
    api: str


@dataclass(kw_only=True)
class OpenDataPage(Page):
    """`pdf_text` says how many PDFs there are and what they weigh."""

    told: Sequence[Told]
    licence: str
    separator: str
    pdf_text: str = ""


def open_data_page() -> OpenDataPage:
    weighed = [weigh(one.parents(), one.file_size) for one in datasets() if one.file_size]
    files, size = sum(count for count, _ in weighed), sum(weight for _, weight in weighed)
    return OpenDataPage(
        title="Öppna data",
        heading="Öppna data",
        description="Allt som är publicerat på portalen som filer, katalog och API: fritt att använda.",
        crumbs=[("Start", reverse("start")), ("Om medborgarlöften", reverse("about"))],
        notices=site_notices(today()),
        told=[told(dataset) for dataset in datasets()],
        licence=LICENCE,
        separator=SEPARATOR,
        pdf_text=f"{files} PDF-filer, {size_text(size)}" if files else "",
    )


def trying_page() -> OpenDataPage:
    return OpenDataPage(
        title="Pröva API:et",
        heading="Pröva API:et",
        description="Formulär som frågar API:et och visar svaret, utan att du behöver programmera.",
        crumbs=[("Start", reverse("start")), ("Öppna data", reverse("open_data"))],
        notices=site_notices(today()),
        told=[told(dataset) for dataset in datasets()],
        licence=LICENCE,
        separator=SEPARATOR,
    )


def told(dataset: Dataset) -> Told:
    return Told(
        dataset=dataset,
        files=[(form.title, file_address(dataset, form.suffix)) for form in FORMATS],
        columns=columns_address(dataset),
        api=list_address(dataset),
    )
