"""Inviting colleagues."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts import accounts, invitations, second_factor
from portal.accounts.forms import InviteForm
from portal.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """Whoever looks after accounts, and has shown a second factor, invites somebody."""
    if not may_invite(request):
        raise PermissionDenied
    if not second_factor.is_shown(request):
        return redirect("mfa_index")
    form = InviteForm(request.POST or None)
    if form.is_valid() and send(request, form):
        return redirect("account_invite")
    return render(request, "account/invite.html", {"form": form})


def may_invite(request: HttpRequest) -> bool:
    """Whether they may make accounts in the back office too."""
    return admin.site.get_model_admin(User).has_add_permission(request)


def send(request: HttpRequest, form: InviteForm) -> bool:
    """Whether the invitation went out; if not, the form says why."""
    try:
        user = invitations.invite(**form.cleaned_data, by=request.user)
    except accounts.AlreadyIn as error:
        form.add_error("email", str(error))
        return False
    except OSError:
        form.add_error(None, "Brevet gick inte att skicka just nu. Inget konto har skapats. Försök igen om en stund.")
        return False
    messages.success(request, f"Inbjudan är skickad till {user.email}. Länken i den gäller i sju dagar.")
    return True
