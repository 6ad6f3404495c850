"""Searching everything public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pledges.pages.search import search_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/search.html", {"page": search_page(request.GET)})
