"""The files of open data, sent as they are written."""

import datetime
import hashlib
import json
from collections.abc import Iterator
from itertools import chain, islice

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.module_loading import import_string
from django.views.decorators.http import condition, require_safe

from portal.accounts.network import connection_of
from portal.limits import Limit, TooMany, spend
from portal.opendata.addresses import absolute, columns_address, list_address
from portal.opendata.api.asking import narrowed, once_each
from portal.opendata.api.problems import Problem, problem_response, readable_elsewhere, too_many
from portal.opendata.archive import Archive
from portal.opendata.csvw import table_metadata
from portal.opendata.datasets import LICENCE, Dataset, dataset_called, version
from portal.opendata.dcat.syntaxes import syntax_accepted, syntax_called
from portal.opendata.formats import BY_SUFFIX, Format
from portal.opendata.reading import pieces
from portal.store.declaring import everything, stored

ARCHIVES = Limit(10, datetime.timedelta(hours=1))


@require_safe
def download(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """A dataset as a file, or the part of it that the parameters ask for. 304 when nothing has changed since."""
    dataset, form = dataset_called(slug), BY_SUFFIX.get(suffix)
    if dataset is None or form is None:
        raise Http404
    try:
        wanted = narrowed(dataset, once_each(dataset, request.GET))
    except Problem as problem:
        return readable_elsewhere(problem_response(request, problem.status, problem.detail))
    etag = f'W/"{version()}-{slug}-{suffix}"'

    @condition(etag_func=lambda _request: etag)
    def respond(asking: HttpRequest) -> HttpResponse:
        if asking.method == "HEAD":
            return _as_file(iter(()), form.content_type, f"{slug}.{suffix}")
        written = form.write(dataset, _begun(pieces(dataset, dataset.narrowed(wanted))))
        return _as_file(written, form.content_type, f"{slug}.{suffix}")

    response = respond(request)
    response.headers["Link"] = _links(dataset, form)
    patch_cache_control(response, public=True, max_age=0)
    return readable_elsewhere(response)


def _begun(parts: Iterator) -> Iterator:
    """The same, with the first asked for already: what goes wrong there is still answered as an error."""
    return chain(list(islice(parts, 1)), parts)


def _as_file(written: Iterator[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    disposition = f'attachment; filename="medborgarloften-{name}"'
    return StreamingHttpResponse(written, content_type=content_type, headers={"Content-Disposition": disposition})


def _links(dataset: Dataset, form: Format) -> str:
    """Where the licence is, and for CSV what the columns are (Tabular Data Model, 5.2)."""
    told = [f'<{LICENCE}>; rel="license"']
    if form.suffix == "csv":
        address = absolute(columns_address(dataset))
        told.append(f'<{address}>; rel="describedby"; type="application/csvm+json"')
    return ", ".join(told)


@stored(everything)
@require_safe
def columns(request: HttpRequest, slug: str) -> HttpResponse:
    """What the columns of the CSV file are (CSVW)."""
    dataset = dataset_called(slug)
    if dataset is None:
        raise Http404
    body = json.dumps(table_metadata(dataset), ensure_ascii=False, indent=1)
    return readable_elsewhere(HttpResponse(body, content_type="application/csvm+json"))


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Everything, the PDFs included, as one ZIP. It takes a while to send, so not very often to the same connection."""
    written: Iterator[bytes] = iter(())
    if request.method == "GET":
        try:
            spend("open data", connection_of(request), ARCHIVES)
        except TooMany as refused:
            return too_many(request, refused.seconds)
        written = Archive().stream()
    response = _as_file(written, "application/zip", "allt.zip")
    patch_cache_control(response, public=True, max_age=0)
    return readable_elsewhere(response)


@require_safe
def asking(request: HttpRequest, slug: str) -> HttpResponse:
    """Leads from the form where the API is tried to the question in the API, without what was left empty."""
    dataset = dataset_called(slug)
    if dataset is None:
        raise Http404
    names = ["limit", "page", *(parameter.name for parameter in dataset.parameters)]
    return redirect(list_address(dataset, **{name: request.GET[name] for name in names if request.GET.get(name)}))


@stored(everything)
@require_safe
def catalogue(request: HttpRequest, suffix: str = "") -> HttpResponse:
    """All datasets as DCAT-AP-SE 3: RDF/XML, as dataportal.se harvests it, unless something else is asked for."""
    syntax = syntax_called(suffix) if suffix else syntax_accepted(request)
    if syntax is None:
        raise Http404
    write = import_string("portal.opendata.dcat.writing.written")  # half a second, so not when the portal starts
    body = write(syntax.name)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=syntax.media_type, headers={"ETag": etag})
    if not suffix:
        response.headers["Vary"] = "Accept"
    patch_cache_control(response, public=True, max_age=0)
    return readable_elsewhere(get_conditional_response(request, etag=etag, response=response) or response)
