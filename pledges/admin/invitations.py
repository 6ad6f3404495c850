"""Inviting people to work here, and the invitations that have not been answered."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pledges import inviting
from pledges.admin import form_numbers
from pledges.admin.accounts import may_give_work
from pledges.admin.invitation_form import NAMES, InvitationForm
from pledges.models import Membership
from pledges.permissions import administers_accounts
from portal.accounts import invitations, second_factor
from portal.models import User

NOT_SENT = "Brevet gick inte att skicka just nu, så inget är gjort. Försök igen om en stund."
ANSWERED = "Den inbjudan väntar inte längre på svar."


def for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets in those who administer accounts and have shown a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not administers_accounts(request.user):
            raise PermissionDenied
        if not second_factor.is_shown(request):
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return login_required(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def invite(request: HttpRequest) -> HttpResponse:
    """The form, and below it who has been invited and has not come."""
    form = InvitationForm(request.POST or None, giver=request.user)
    if form.is_valid() and send(request, form):
        return redirect("account_invite")
    context = {
        "form": form,
        "suggestions": NAMES,
        "number": form_numbers.sent_number(request) or form_numbers.new_number(),
        "waiting": waiting(),
    }
    return render(request, "account/invite.html", context)


def send(request: HttpRequest, form: InvitationForm) -> bool:
    """Whether the letter went out; if not, the form says so. A form that is sent twice sends one letter."""
    try:
        with transaction.atomic():
            _number, is_first = form_numbers.claim(request)
            if is_first:
                inviting.invite(**form.wanted(), by=request.user)
    except OSError:
        form.add_error(None, NOT_SENT)
        return False
    messages.success(request, f"Ett brev är skickat till {form.cleaned_data['email']}, och uppdraget är satt.")
    return True


def waiting() -> list[dict]:
    """Those who have not come: the account, its work in words, until when its link works, and whether it still does."""
    people = list(User.objects.invited())
    work = Membership.objects.by_account(people)
    return [
        {
            "user": user,
            "work": [inviting.told(one) for one in work.get(user.pk, [])],
            "until": invitations.lasts_until(user),
            "is_over": invitations.lasts_until(user) < timezone.now(),
        }
        for user in people
    ]


@require_POST
@for_administrators
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new letter with a new link to the same person."""
    return answer(request, pk, inviting.invite_again, "Ett nytt brev är skickat till {email}.")


@require_POST
@for_administrators
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation is taken back, and its link leads nowhere."""
    return answer(request, pk, inviting.withdraw, "Inbjudan till {email} är tillbakadragen.")


def answer(request: HttpRequest, pk: int, verb: Callable[..., None], done: str) -> HttpResponse:
    """Do it with somebody who has not come yet, whose account is held meanwhile, and tell how it went."""
    try:
        with transaction.atomic():
            user = User.objects.invited_as(pk)
            if user and may_give_work(request.user, user):
                verb(user, by=request.user)
                messages.success(request, done.format(email=user.email))
            else:
                messages.info(request, ANSWERED)
    except OSError:
        messages.error(request, NOT_SENT)
    return redirect("account_invite")
