"""The account's own page, and ways out."""

from allauth.account.internal.flows.logout import logout
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts import audit, second_factor
from portal.models import User
from portal.wiring import load

# What a browser keeps of the portal's pages. Not cookies: those of all sites under the same domain would go too.
LEAVE_NOTHING = '"cache", "storage"'


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def home(request: HttpRequest) -> HttpResponse:
    kinds = load("ACCOUNT_CHOICES")
    choices = [kind(request.user, request.POST if kind.key in request.POST else None) for kind in kinds]
    for form in choices:
        if form.is_valid():
            form.save()
            messages.success(request, form.done)
            return redirect("account_home")
    context = {"has_second_factor": second_factor.is_set_up(request.user), "may_invite": may_invite(request)}
    return render(request, "account/home.html", {**context, "choices": choices})


def may_invite(request: HttpRequest) -> bool:
    """Whether they may make accounts in the back office too."""
    return admin.site.get_model_admin(User).has_add_permission(request)


@require_http_methods(["GET", "HEAD", "POST"])
def log_out(request: HttpRequest) -> HttpResponse:
    """Asks first when reached by a link, since a GET changes nothing."""
    if request.method != "POST" and request.user.is_authenticated:
        return render(request, "account/log_out.html")
    return leave(request)


@require_POST
@login_required
def log_out_everywhere(request: HttpRequest) -> HttpResponse:
    request.user.end_sessions()
    audit.record("signed_out_everywhere", request, account=request.user)
    return leave(request)


def leave(request: HttpRequest) -> HttpResponse:
    logout(request, show_message=False)
    response = redirect("account_logged_out")
    response.headers["Clear-Site-Data"] = LEAVE_NOTHING
    return response


@require_safe
def logged_out(request: HttpRequest) -> HttpResponse:
    return render(request, "account/logged_out.html")
