"""Being signed in, for tests of what comes after: with a second factor shown, as the back office demands."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from portal.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client: Client, user: User) -> Client:
    """The client as after password and code."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def code(steps_away: int = 0, secret: str = SECRET) -> str:
    """What an authenticator app with the secret shows now, or so many half minutes away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_away))
