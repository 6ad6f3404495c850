"""Where a dataset, its files and its objects are found."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from portal.opendata.datasets import Dataset, datasets
from portal.opendata.dcat.syntaxes import SYNTAXES
from portal.opendata.formats import FORMATS


def public_addresses() -> Iterator[str]:
    """Each dataset's files and columns, all of them in one, and the catalogue (settings.PUBLIC_ADDRESSES)."""
    for dataset in datasets():
        yield from (file_address(dataset, form.suffix) for form in FORMATS)
        yield columns_address(dataset)
    yield reverse("open_data_archive")
    yield reverse("dcat")
    yield from (reverse("dcat_as", args=[syntax.suffix]) for syntax in SYNTAXES)


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def file_address(dataset: Dataset, suffix: str, **narrowed: str) -> str:
    return _narrowed(reverse("open_data_file", args=[dataset.slug, suffix]), narrowed)


def columns_address(dataset: Dataset) -> str:
    return reverse("open_data_columns", args=[dataset.slug])


def documentation(dataset: Dataset) -> str:
    """Where the page explains its columns."""
    return f"{reverse('open_data')}#{dataset.slug}"


def list_address(dataset: Dataset, **narrowed: str) -> str:
    return _narrowed(reverse("api_list", args=[dataset.slug]), narrowed)


def object_address(dataset: Dataset, key: str) -> str:
    return reverse("api_object", args=[dataset.slug, key])


def _narrowed(address: str, narrowed: dict[str, str]) -> str:
    return f"{address}?{urlencode(narrowed)}" if narrowed else address
