"""Passwords: chosen by link, changed by who is signed in, asked for by who has forgotten."""

from allauth.account.internal.flows.logout import logout
from allauth.account.internal.flows.password_reset import perform_password_reset_login
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import alerts, audit, invitations, links
from portal.accounts.forms import ChangePasswordForm, ChoosePasswordForm, ResetForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters()
@form_page
def choose(request: HttpRequest, token: str, purpose: str) -> HttpResponse:
    """Choose a password by a link from a mail, and go on to the second factor."""
    user = links.user_of(token, purpose)
    if user is None:
        return render(request, "account/link_over.html", {"invited": purpose == links.INVITATION}, status=410)
    form = ChoosePasswordForm(user, request.POST or None)
    if not form.is_valid():
        context = {"form": form, "account": user, "invited": purpose == links.INVITATION}
        return render(request, "account/choose_password.html", context)
    logout(request, show_message=False)
    is_first = not user.has_usable_password()
    user = form.save()
    audit.record("password_chosen", request, account=user, link=purpose)
    if not is_first:
        alerts.tell(user, "password")
    return perform_password_reset_login(request, user)


@sensitive_post_parameters()
@form_page
@login_required
def change(request: HttpRequest) -> HttpResponse:
    """Change the password; all other sessions of the account end."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    form = ChangePasswordForm(request.user, request.POST or None)
    if not form.is_valid():
        return render(request, "account/change_password.html", {"form": form})
    update_session_auth_hash(request, form.save())
    audit.record("password_changed", request, account=request.user)
    alerts.tell(request.user, "password")
    messages.success(request, "Lösenordet är bytt. På andra enheter är du nu utloggad.")
    return redirect("account_home")


@form_page
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a link to a new password. The answer is the same whether or not there is an account."""
    form = ResetForm(request.POST or None)
    if not form.is_valid():
        return render(request, "account/forgotten.html", {"form": form})
    invitations.ask_for_password(request, email=form.cleaned_data["email"])
    return redirect("account_reset_password_done")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "account/forgotten_done.html")
