"""The organisation's own login: opens accounts that exist here, and never makes one."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import audit
from portal.accounts.querysets import account_of


class OrganisationAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link to the account with the same address, if the organisation vouches for it; refuse all else."""
        sociallogin.state["process"] = AuthProcess.LOGIN  # never to whichever account happens to be signed in
        if sociallogin.is_existing:
            return
        vouched = (one.email for one in sociallogin.email_addresses if one.verified)
        user = next(filter(None, map(account_of, vouched)), None)
        if user is None:
            audit.record("sign_in_refused", request, why="no account for the organisation's login")
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", status=403))
        sociallogin.connect(request, user)
        audit.record("organisation_linked", request, account=user)

    def on_authentication_error(self, request: HttpRequest, provider, error=None, **_kwargs) -> None:
        """Tell in Swedish what went wrong; who changed their mind is back where they came from."""
        raise ImmediateHttpResponse(refused(request, error))


def refused(request: HttpRequest, error: str | None) -> HttpResponse:
    audit.record("sign_in_failed", request, how="organisation", why=str(error))
    if error == AuthError.CANCELLED:
        return redirect("account_login")
    return render(request, "socialaccount/authentication_error.html", status=401)
