"""How allauth works in this portal: closed, by e-mail address, in our words, and counted by our own lockout."""

import time
from base64 import urlsafe_b64encode

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts import audit, lockout
from portal.accounts.network import network_of
from portal.accounts.querysets import account_of
from portal.models import User

WRONG_PASSWORD = "Adressen och lösenordet hör inte ihop. Försök igen."  # noqa: S105 - words, not a password
WRONG_CODE = "Koden stämmer inte. Vänta på nästa kod i appen, eller använd en reservkod."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG_PASSWORD,
        "incorrect_password": "Lösenordet stämmer inte.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation alone."""
        return False

    def authenticate(self, request: HttpRequest, **credentials) -> User | None:
        """The active account with this address and password. Takes as long when there is none.

        Raises Locked after too many failures.
        """
        address = credentials["email"]
        attempt = lockout.begin(request, address=address)
        user = authenticate(request, username=address, password=credentials["password"])
        if user is None:
            audit.record("sign_in_failed", request, account=account_of(address), account_hash=attempt.account[:12])
            return None
        attempt.delete()
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        return self.authenticate(context.request, email=user.email, password=password) == user

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether who they are must be shown again: not within minutes of signing in."""
        records = get_authentication_records(context.request, context.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT

    def is_safe_url(self, url: str) -> bool:
        """Where one may be sent after signing in: to this portal, and nowhere else."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_logged_out")

    def get_client_ip(self, request: HttpRequest) -> str:
        """A network, not an address: allauth writes it into mails and sessions."""
        return network_of(request)

    def get_login_stages(self) -> list[str]:
        """The second factor alone; the others are for ways to sign in that the portal does not have."""
        return ["portal.accounts.stages.SecondFactorStage"]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        audit.record("sign_in_refused", request, account=user, why="inactive")
        return render(request, "account/inactive.html", status=403)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Secrets of second factors are of no use to who has a copy of the database alone."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Medborgarlöften"

    def _get_site_name(self) -> str:
        return "Medborgarlöften"

    def generate_authenticator_name(self, user: User, type) -> str:  # noqa: A002 - allauth's own name
        return "Min passkey"


def _cipher() -> MultiFernet:
    """Of the portal's key, and of earlier keys for what is already stored."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(salted_hmac("portal.accounts.factors", "", secret=secret, algorithm="sha256").digest())
