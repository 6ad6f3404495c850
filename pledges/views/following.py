"""Following by e-mail: asking, confirming, changing and stopping. No cookie, no account; links in letters instead."""

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pledges.following import asking
from pledges.following.forms import FollowForm, MineForm
from pledges.following.links import follower_of, request_of
from pledges.pages.following import following_page, mine_page
from portal.accounts.network import connection_of
from portal.public_forms import public_form

takes_forms = require_http_methods(["GET", "HEAD", "POST"])
STOPPED = "Du får inga fler brev"


@public_form
@takes_forms
def follow(request: HttpRequest) -> HttpResponse:
    """The form; what is followed may be given by `?vad=`."""
    form = FollowForm(request.POST if request.method == "POST" else None, initial={"vad": request.GET.get("vad")})
    if form.is_valid():
        given = form.cleaned_data
        asking.ask(given["epost"], form.target, given["ofta"], connection=connection_of(request))
        return redirect("follow_asked")
    return render(request, "pledges/follow.html", {"page": following_page("Följ med e-post"), "form": form})


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for an address that follows already as for one that nobody has heard of."""
    return render(request, "pledges/follow_asked.html", {"page": following_page("Titta i din e-post")})


@never_cache
@public_form
@takes_forms
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """What the letter asks for is done by a button: a program that looks at links in letters presses none."""
    found = request_of(token)
    if found is None:
        return old_link(request)
    if request.method == "POST":
        page = mine_page(asking.confirm(found), f"Nu följer du {found.what}")
        return render(request, "pledges/follow_confirmed.html", {"page": page, "asked": found})
    context = {"page": following_page(f"Vill du följa {found.what}?"), "asked": found}
    return render(request, "pledges/follow_confirm.html", context)


@never_cache
@public_form
@takes_forms
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """What one follows, to change."""
    try:
        follower = follower_of(token)
    except BadSignature:
        return old_link(request)
    if follower is None:
        return stopped(request)
    form = MineForm(follower.followed.in_order(), request.POST if request.method == "POST" else None)
    is_saved = form.is_valid()
    if is_saved and not asking.change(follower, form.wanted):
        return stopped(request)
    form = MineForm(follower.followed.in_order()) if is_saved else form
    context = {"page": mine_page(follower, "Det här följer du"), "form": form, "is_saved": is_saved}
    return render(request, "pledges/follow_mine.html", context)


@never_cache
@csrf_exempt
@takes_forms
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A button for people; for mail programs one POST (RFC 8058), which no page of ours has sent and none redirects."""
    try:
        follower = follower_of(token)
    except BadSignature:
        return old_link(request)
    if follower and request.method == "POST":
        asking.stop(follower)
        follower = None
    if follower is None:
        return stopped(request)
    return render(request, "pledges/follow_stop.html", {"page": mine_page(follower, "Vill du sluta få brev?")})


def stopped(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/follow_stopped.html", {"page": following_page(STOPPED)})


def old_link(request: HttpRequest) -> HttpResponse:
    """410 for a link that is false, too old or used up: which of them is nobody's business."""
    return render(request, "pledges/follow_old_link.html", {"page": following_page("Länken gäller inte")}, status=410)
