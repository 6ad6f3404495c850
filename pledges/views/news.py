"""News: the list, and one item."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pledges.models import NewsItem
from pledges.pages.news import news_item_page, news_list_page
from pledges.versions import of_municipality
from pledges.views.gone import gone
from portal.store.declaring import everything, stored


@stored(everything)
@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/news_list.html", {"page": news_list_page()})


@stored(of_municipality)
@require_safe
def news_item(request: HttpRequest, slug: str, item_slug: str) -> HttpResponse:
    known = NewsItem.objects.once_public().for_page()
    found = get_object_or_404(known, municipality__slug=slug, slug=item_slug)
    if not found.is_published:
        return gone(request, found)
    return render(request, "pledges/news_item.html", {"page": news_item_page(found)})
