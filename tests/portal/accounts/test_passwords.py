"""Passwords: long, not what everybody would guess, chosen by link, and asked for without telling who is here."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from portal.accounts import links
from tests import factories
from tests.portal.accounts.conftest import CODE
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
FORGOTTEN = "/konto/glomt-losenord/"
NEW = "hästen-i-hagen-vid-ån"


@pytest.mark.parametrize(
    "password",
    [
        "kort-och-bra", "x" * 64, "å" * 100, "hästen i hagen vid ån", "gislaved ligger i småland",
        "7#ale9Q$z!2Kx", "Vi ses på torget i Malmö klockan fem",
    ],
)  # fmt: skip
def test_long_phrases_are_welcome(password):
    factories.municipality("Malmö", "1280")
    factories.municipality()
    validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "elva-tecken", "polisen12345", "Polisen-Polisen", "medborgarlöfte", "Medborgarlofte2026!", "GISLAVED-2026",
        "gislaved-gislaved", "gislavedskommun", "upplandsvasby1", "upplands-väsby-24", "password12345", "123456789012",
        "qwertyuiop123", "polisen\u200b12345",
    ],
)  # fmt: skip
def test_what_everybody_here_would_guess_is_refused(password):
    factories.municipality()
    factories.municipality("Upplands Väsby", "0114")
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_password_may_not_be_the_address_or_the_name(anna):
    with pytest.raises(ValidationError):
        validate_password("anna@example.se", anna)


def asked_link(client, email: str = "anna@example.se") -> str:
    assert client.post(FORGOTTEN, {"email": email})["Location"] == f"{FORGOTTEN}skickat/"
    return re.search(r"http\S+", mail.outbox[-1].body).group()


@pytest.fixture
def link(client, anna, post_at_once):
    return asked_link(client).removeprefix("http://127.0.0.1:8000")


def test_a_forgotten_password_is_chosen_anew_by_a_link_on_the_portals_own_host(
    client, anna, post_at_once, settings, mailoutbox
):
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_URL = "https://loften.example"
    sent = {"email": "ANNA@example.se"}
    client.post(FORGOTTEN, sent, HTTP_HOST="evil.example", HTTP_X_FORWARDED_HOST="evil.example")
    letter = mailoutbox[0]
    html = letter.alternatives[0].content
    assert (letter.to, letter.subject) == (["anna@example.se"], "Nytt lösenord till Medborgarlöften")
    assert re.findall(r"https?://[^/\s\"]+", letter.body + html) == ["https://loften.example"] * 2
    assert '<html lang="sv">' in html


def test_the_answer_is_the_same_for_an_unknown_address(client, anna, post_at_once, mailoutbox):
    answers = [client.post(FORGOTTEN, {"email": email}) for email in ("anna@example.se", "okand@example.se")]
    assert [(one.status_code, one["Location"], one.content) for one in answers] == [
        (302, f"{FORGOTTEN}skickat/", b"")
    ] * 2
    assert [letter.to for letter in mailoutbox] == [["anna@example.se"]]


def test_the_link_works_once_and_leads_on_to_the_second_factor(client, app, anna, post_at_once):
    other = sign_in(Client(), anna)
    link = asked_link(client).removeprefix("http://127.0.0.1:8000")
    assert "Välj ett nytt lösenord" in client.get(link).content.decode()
    answer = client.post(link, {"new_password1": NEW, "new_password2": NEW})
    assert answer["Location"] == CODE
    assert client.get("/admin/").status_code == 302
    assert other.get("/admin/").status_code == 302
    anna.refresh_from_db()
    assert anna.check_password(NEW)
    answer = Client().get(link)
    assert (answer.status_code, "Länken gäller inte längre" in answer.content.decode()) == (410, True)


def test_a_weak_password_is_refused_and_the_link_lives_on(client, anna, link):
    answer = client.post(link, {"new_password1": "polisen12345", "new_password2": "polisen12345"})
    assert (answer.status_code, "lätt att gissa" in answer.content.decode()) == (200, True)
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("change", ["signed in since", "closed", "logged out everywhere", "new address"])
def test_a_link_dies_with_what_it_was_made_for(client, anna, link, change, log_in):
    if change == "signed in since":
        log_in(Client())
    elif change == "closed":
        type(anna).objects.update(is_active=False)
    elif change == "logged out everywhere":
        anna.end_sessions()
    else:
        type(anna).objects.update(email="ny@example.se")
    assert client.get(link).status_code == 410


def test_a_link_lasts_for_an_hour_and_an_invitation_for_a_week(anna, monkeypatch):
    import time

    reset, invited = links.token(anna, links.RESET), links.token(anna, links.INVITATION)
    now = time.time()
    found = []
    for seconds in (3590, 3610, 7 * 86400 - 10, 7 * 86400 + 10):
        monkeypatch.setattr("django.core.signing.time.time", lambda at=now + seconds: at)
        found.append((links.user_of(reset, links.RESET), links.user_of(invited, links.INVITATION)))
    assert found == [(anna, anna), (None, anna), (None, anna), (None, None)]


@pytest.mark.parametrize("token", ["x", "x:y:z", "\x00", "a" * 5000, "WzEsIngiXQ:1:x"])
def test_a_false_link_is_no_link(client, anna, token):
    from urllib.parse import quote

    assert client.get(f"/konto/nytt-losenord/{quote(token)}/").status_code in {400, 404, 410}
    assert links.user_of(token, links.RESET) is None


def test_a_link_for_one_thing_is_not_one_for_another(anna):
    assert links.user_of(links.token(anna, links.RESET), links.INVITATION) is None


def test_passwords_are_typed_into_fields_that_take_a_paste_and_a_manager(client, anna, link):
    fields = re.findall(r"<input[^>]*password[^>]*>", client.get(link).content.decode())
    assert len(fields) == 2
    assert all('autocomplete="new-password"' in field and "onpaste" not in field for field in fields)
    assert "maxlength" not in "".join(fields)
