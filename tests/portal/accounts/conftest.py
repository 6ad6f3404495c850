"""An editor with an authenticator app, and the codes that it shows."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from pledges.models import Membership
from tests.factories import user
from tests.signing_in import SECRET

PASSWORD = "en-häst-i-hagen-vid-ån"
LOGIN = "/konto/logga-in/"
CODE = "/konto/logga-in/kod/"


@pytest.fixture
def anna(db):
    """An editor with work and a password, and nothing more."""
    made = user("anna@example.se")
    made.set_password(PASSWORD)
    made.save()
    Membership.objects.create(user=made, role="editor", party="police", whole_country=True)
    return made


@pytest.fixture
def app(anna):
    """Anna's authenticator app, with recovery codes."""
    RecoveryCodes.activate(anna)
    return TOTP.activate(anna, SECRET)


def recovery_codes(who) -> list[str]:
    return Authenticator.objects.get(user=who, type="recovery_codes").wrap().get_unused_codes()


@pytest.fixture
def log_in():
    """Sends the log-in form."""

    def send(client, email: str = "anna@example.se", password: str = PASSWORD, **more):
        return client.post(LOGIN, {"login": email, "password": password, **more})

    return send


@pytest.fixture
def post_at_once(monkeypatch):
    """Mail that otherwise goes in the background is sent before the answer."""
    monkeypatch.setattr("portal.accounts.post.send_later", lambda message: message.send())
