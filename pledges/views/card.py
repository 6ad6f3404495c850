"""A kommun's pledge for other sites: the card, and where its code is fetched."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pledges.models import Municipality
from pledges.pages.card import LOOKS, card_of, embedding_page
from pledges.versions import of_municipality
from portal.policies import let_be_framed, may_frame_itself
from portal.store.declaring import stored


@stored(of_municipality, utseende=LOOKS)
@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card, light or dark as `?utseende=` says. The only page that other sites may frame."""
    found = get_object_or_404(Municipality.objects, slug=slug)
    look = LOOKS.get(request.GET.get("utseende", ""), "")
    return let_be_framed(render(request, "pledges/card.html", {"card": card_of(found), "look": look}))


@stored(of_municipality)
@require_safe
def embedding(request: HttpRequest, slug: str) -> HttpResponse:
    """Code for a frame and text to paste, each with how it looks."""
    found = get_object_or_404(Municipality.objects.with_county(), slug=slug)
    return may_frame_itself(render(request, "pledges/embedding.html", {"page": embedding_page(found)}))
