"""The API's addresses: what there is, lists and objects of each dataset, and how the API is described."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from portal.opendata.addresses import absolute, list_address, object_address
from portal.opendata.api.asking import Asked, read
from portal.opendata.api.description import api_info, contents, description
from portal.opendata.api.problems import Problem, problem_response, too_many
from portal.opendata.datasets import Dataset, dataset_called, datasets
from portal.opendata.reading import one, part
from portal.pace import wait_for

MAY = "GET, HEAD, OPTIONS"


def answering(view: Callable[..., dict]) -> Callable[..., HttpResponse]:
    """A view of the API from a function that gives what to say: JSON with an ETag, or a problem.

    A POST is refused for what it is, not for its missing token.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, **given) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in ("GET", "HEAD"):
            response = problem_response(request, 405)
            response.headers["Allow"] = MAY
            return response
        if wait := wait_for("api", request, settings.API_PER_MINUTE):
            return too_many(request, wait)
        try:
            return _conditional(request, view(request, **given))
        except Problem as problem:
            return problem_response(request, problem.status, problem.detail)

    return answer


def _preflight() -> HttpResponse:
    """What a page of another site may do: read."""
    response = HttpResponse(status=204)
    response.headers["Allow"] = response.headers["Access-Control-Allow-Methods"] = MAY
    response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _conditional(request: HttpRequest, told: dict) -> HttpResponse:
    body = json.dumps(told, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=0)
    for link in told.get("links", {}).items():
        _add_link(response, *link)
    return get_conditional_response(request, etag=etag, response=response) or response


def _add_link(response: HttpResponse, relation: str, address: str | None) -> None:
    """RFC 8288; `self` is known to whoever asked."""
    if address and relation != "self":
        known = response.headers.get("Link")
        response.headers["Link"] = (
            f'{known}, <{address}>; rel="{relation}"' if known else f'<{address}>; rel="{relation}"'
        )


@answering
def root(request: HttpRequest) -> dict:
    """What the API holds."""
    return contents(datasets())


@answering
def info(request: HttpRequest) -> dict:
    """About the API itself (VER.06)."""
    return api_info()


@answering
def openapi(request: HttpRequest) -> dict:
    return description()


@answering
def listing(request: HttpRequest, slug: str) -> dict:
    """A page of a dataset's objects."""
    dataset = _known(slug)
    asked = read(dataset, request.GET)
    found = part(dataset, dataset.narrowed(asked.narrowed), asked.first, asked.limit)
    pages = max(1, -(-found.total // asked.limit))
    return {
        "items": found.records,
        "page": asked.page,
        "limit": asked.limit,
        "totalItems": found.total,
        "totalPages": pages,
        "links": links(dataset, asked, pages),
    }


def links(dataset: Dataset, asked: Asked, pages: int) -> dict[str, str | None]:
    """The addresses of this page and of those around it; none where there is no such page."""

    def page(number: int) -> str:
        narrowed = {name: str(value) for name, value in asked.narrowed.items()}
        return absolute(list_address(dataset, **narrowed, limit=str(asked.limit), page=str(number)))

    return {
        "self": page(asked.page),
        "first": page(1),
        "prev": page(min(asked.page - 1, pages)) if asked.page > 1 else None,
        "next": page(asked.page + 1) if asked.page < pages else None,
        "last": page(pages),
    }


@answering
def single(request: HttpRequest, slug: str, key: str) -> dict:
    """One object, with its own address in the API."""
    dataset = _known(slug)
    if request.GET:
        raise Problem(400, "Ett enda objekt har inga parametrar.")
    found = one(dataset, key)
    if found is None:
        raise Problem(404)
    return {
        **found,
        "links": {"self": absolute(object_address(dataset, key)), "collection": absolute(list_address(dataset))},
    }


def _known(slug: str) -> Dataset:
    dataset = dataset_called(slug)
    if dataset is None:
        raise Problem(404, f"De resurser som finns: {', '.join(one.slug for one in datasets())}.")
    return dataset
