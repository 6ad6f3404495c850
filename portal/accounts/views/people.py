"""Inviting colleagues."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts import accounts, invitations, second_factor
from portal.accounts.forms import InviteForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """An administrator of accounts, who has shown a second factor, invites somebody."""
    if not request.user.has_perm("portal.add_user"):
        raise PermissionDenied
    if not second_factor.is_shown(request):
        return redirect("mfa_index")
    form = InviteForm(request.POST or None)
    if form.is_valid() and send(request, form):
        return redirect("account_invite")
    return render(request, "account/invite.html", {"form": form})


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
