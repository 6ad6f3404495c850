"""Searching everything public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pledges.pages.search import search_page
from portal.pace import search_paced
from portal.search.patience import search_time


@require_safe
@search_paced
def search(request: HttpRequest) -> HttpResponse:
    with search_time():
        page = search_page(request.GET)
    return render(request, "pledges/search.html", {"page": page})
