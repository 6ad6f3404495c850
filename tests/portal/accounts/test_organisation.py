"""The organisation's own login opens accounts that exist, after the portal's second factor, and makes none."""

import json
import threading
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from portal.models import User
from tests.factories import user
from tests.portal.accounts.conftest import CODE, LOGIN
from tests.portal.test_settings import PRODUCTION, manage
from tests.signing_in import code

pytestmark = pytest.mark.django_db
START, BACK = "/konto/logga-in/organisation/", "/konto/logga-in/organisation/klar/"


class Organisation:
    """An OpenID Connect service of one person. Change `claims` to be somebody else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.claims = {"sub": "42", "email": "Anna@example.se", "email_verified": True, "name": "Anna"}
        self.asked: list[dict] = []

    def answer(self, path: str) -> dict:
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "jwks_uri": f"{self.url}/keys",
                "token_endpoint": f"{self.url}/token", "userinfo_endpoint": f"{self.url}/me",
            },
            "/token": {"access_token": "x", "token_type": "Bearer", "id_token": self.token()},
            "/me": self.claims,
        }[path]  # fmt: skip

    def token(self) -> str:
        """Its word as a JWT; the signature is not looked at, since it comes straight from the organisation."""
        parts = ({"alg": "HS256", "kid": "1"}, {**self.claims, "iss": self.url, "aud": "portalen"}, "signature")
        return ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)


@pytest.fixture
def organisation(settings):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(service.answer(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            service.asked.append({name: values[0] for name, values in parse_qs(sent).items()})
            self.do_GET()

        def log_message(self, *_args) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = Organisation(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{
        "provider_id": "organisation", "name": "Polisens inloggning", "client_id": "portalen", "secret": "hemligt",
        "settings": {"server_url": service.url, "oauth_pkce_enabled": True},
    }]}}  # fmt: skip
    yield service
    server.shutdown()
    server.server_close()


def come_back(client, **more):
    """Goes to the organisation and comes back with its word."""
    away = client.get(START, more)
    asked = parse_qs(urlsplit(away["Location"]).query)
    return client.get(BACK, {"state": asked["state"][0], "code": "abc"})


def test_there_is_no_such_login_unless_the_environment_says_so(client, db):
    assert "jobbets inloggning" not in client.get(LOGIN).content.decode()
    assert client.get(START).status_code == 404


def test_the_log_in_page_offers_it_as_a_link(client, organisation):
    page = client.get(LOGIN).content.decode()
    assert f'href="{START}"' in page
    assert "Logga in med Polisens inloggning" in page


def test_an_account_with_the_same_address_is_opened_after_the_second_factor(client, app, anna, organisation):
    away = client.get(START)["Location"]
    asked = parse_qs(urlsplit(away).query)
    assert away.startswith(f"{organisation.url}/authorize?")
    assert (asked["redirect_uri"], asked["code_challenge_method"]) == ([f"http://testserver{BACK}"], ["S256"])
    answer = client.get(BACK, {"state": asked["state"][0], "code": "abc"})
    assert answer["Location"] == CODE
    assert client.get("/admin/").status_code == 302
    assert client.post(CODE, {"code": code()})["Location"] == "/admin/"
    assert SocialAccount.objects.get().user == anna
    assert {"client_secret", "code_verifier"} <= set(organisation.asked[0])


def test_its_second_factor_is_enough_when_the_operator_has_said_so(client, app, organisation, settings):
    settings.OIDC_SECOND_FACTOR = True
    assert come_back(client)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_without_a_second_factor_of_the_portals_one_is_led_to_set_it_up(client, anna, organisation):
    assert come_back(client)["Location"] == "/admin/"
    assert client.get("/admin/")["Location"] == "/konto/andra-steget/"


@pytest.mark.parametrize(
    "claims",
    [{"email": "okand@example.se"}, {"email_verified": False}, {"email": ""}, {"email": "bo@example.se"}],
    ids=["unknown", "not vouched for", "no address", "closed"],
)
def test_nobody_else_gets_in_and_no_account_is_made(client, app, organisation, claims, audited):
    user("bo@example.se", is_active=False)
    organisation.claims |= claims
    answer = come_back(client)
    assert (answer.status_code, "Du har inget konto här" in answer.content.decode()) == (403, True)
    assert (User.objects.count(), SocialAccount.objects.count()) == (2, 0)
    assert client.get("/admin/").status_code == 302
    assert audited()[-1]["event"] == "sign_in_refused"


def test_an_account_that_was_linked_and_then_closed_stays_closed(client, app, anna, organisation):
    come_back(client)
    client.logout()
    anna.is_active = False
    anna.save()
    assert come_back(client).status_code == 403
    assert client.get("/admin/").status_code == 302


def test_it_cannot_be_linked_to_whoever_happens_to_be_signed_in(client, app, anna, organisation, log_in):
    log_in(client)
    client.post(CODE, {"code": code()})
    organisation.claims |= {"email": "okand@example.se"}
    assert come_back(client, process="connect").status_code == 403
    assert SocialAccount.objects.count() == 0


def test_somebody_elses_identity_opens_their_account_and_is_not_linked_to_mine(client, app, anna, organisation, log_in):
    log_in(client)
    client.post(CODE, {"code": code()})
    bo = user("bo@example.se")
    organisation.claims |= {"email": "bo@example.se"}
    come_back(client, process="connect")
    assert SocialAccount.objects.get().user == bo
    assert "bo@example.se" in client.get("/konto/").content.decode()


def test_a_made_up_state_and_a_change_of_mind_are_told_in_swedish(client, organisation):
    answer = client.get(BACK, {"state": "pahittad", "code": "abc"})
    assert (answer.status_code, "Det gick inte att logga in" in answer.content.decode()) == (401, True)
    asked = parse_qs(urlsplit(client.get(START)["Location"]).query)
    assert client.get(BACK, {"state": asked["state"][0], "error": "access_denied"})["Location"] == LOGIN


def test_an_organisation_that_does_not_answer_is_told_in_swedish(client, organisation, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = client.get(START)
    assert (answer.status_code, "Det gick inte att logga in" in answer.content.decode()) == (401, True)


def test_an_address_without_its_client_is_refused_with_the_remedy():
    done = manage("check", **PRODUCTION, OIDC_ISSUER="https://login.example")
    assert done.returncode != 0
    assert "OIDC_CLIENT_ID" in done.stderr
