"""Around the back office and the account pages: a second factor, sessions that live while used, nothing stored."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from portal.accounts import audit, refusals, second_factor, sessions
from portal.accounts.lockout import Locked
from portal.database.faults import AWAY, Fault, fault_of
from portal.views import unavailable

# Django's own pages for signing in and out, and ours that take their place: there is one way in.
REPLACED = {"login": "account_login", "logout": "account_logout", "password_change": "account_change_password"}


class PrivatePages:
    """Public pages are left alone: there no session is read, and no cookie set."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        private = is_private(request)
        if private:
            add_never_cache_headers(response)
        refusals.tell(request, response, private=private)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not is_private(request):
            return None
        try:
            return self.enter(request)
        except AWAY as error:
            return unavailable(request, fault_of(error) or Fault.DROPPED)

    def enter(self, request: HttpRequest) -> HttpResponse | None:
        """What is answered instead of the page, or None for whoever may see it."""
        if request.user.is_authenticated:
            sessions.keep_alive(request.session)
            if sessions.follow_rights(request.session, request.user):
                audit.record("rights_changed", request, account=request.user)
        match = request.resolver_match
        return back_office(request, match.url_name) if admin.site.name in match.namespaces else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Locked):
            return too_many(request, exception)
        return confirm(request) if isinstance(exception, ReauthenticationRequired) else None


def is_private(request: HttpRequest) -> bool:
    return request.path.startswith((reverse("admin:index"), reverse("account_home")))


def back_office(request: HttpRequest, name: str) -> HttpResponse | None:
    """Lets in whoever has shown a second factor and has work here; leads others to what they lack."""
    if name in REPLACED:
        query = request.META["QUERY_STRING"]
        target = reverse(REPLACED[name]) + (f"?{query}" if query else "")
        return redirect(target, preserve_request=name == "logout")
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if not second_factor.is_shown(request):
        return redirect("mfa_index")
    if not admin.site.has_permission(request):
        return render(request, "account/no_work.html", status=403)
    return None


def confirm(request: HttpRequest) -> HttpResponse:
    """Ask again who it is, and come back. What was sent is not kept, as allauth would, address and cookies included."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    return redirect_to_login(request.path, ways[0]["url"] if ways else reverse("account_login"))


def too_many(request: HttpRequest, locked: Locked) -> HttpResponse:
    """429: wait, and when to come back."""
    minutes = -(-locked.seconds // 60)
    response = render(request, "account/too_many.html", {"minutes": minutes}, status=429)
    response.headers["Retry-After"] = str(locked.seconds)
    return response
