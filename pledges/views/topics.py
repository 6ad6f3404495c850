"""Themes and methods across the country."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pledges.pages.topics import METHODS, THEMES, topic_page, topics_page
from portal.store.declaring import everything, stored

KINDS = {"themes": THEMES, "methods": METHODS}


@stored(everything)
@require_safe
def topics(request: HttpRequest, kind: str) -> HttpResponse:
    return render(request, "pledges/topics.html", {"page": topics_page(KINDS[kind])})


@stored(everything)
@require_safe
def topic(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    term = get_object_or_404(KINDS[kind].model, slug=slug)
    return render(request, "pledges/topic.html", {"page": topic_page(KINDS[kind], term)})
