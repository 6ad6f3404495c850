"""People come by invitation: from a colleague, or from whoever runs the portal."""

import re

import pytest
from django.core import mail
from django.test import Client

from portal.accounts import accounts, invitations
from portal.models import User
from tests.portal.accounts.conftest import LOGIN
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
INVITE = "/konto/bjud-in/"
NEW = "hästen-i-hagen-vid-ån"


@pytest.fixture
def administrator(anna):
    anna.is_superuser = True
    anna.full_name = "Anna <Ek>"
    anna.save()
    return anna


@pytest.fixture
def office(client, administrator):
    return sign_in(client, administrator)


def link() -> str:
    return re.search(r"http\S+", mail.outbox[-1].body).group().removeprefix("http://127.0.0.1:8000")


def test_an_invited_colleague_chooses_a_password_and_is_led_to_the_second_factor(office, audited):
    answer = office.post(INVITE, {"email": "Bo@Polisen.example", "full_name": "Bo Ek"}, follow=True)
    assert "Inbjudan är skickad till bo@polisen.example" in answer.content.decode()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["bo@polisen.example"], "Välkommen till Medborgarlöften")
    assert "Hej Bo Ek!" in letter.body
    assert "Anna &lt;Ek&gt; har bjudit in dig" in letter.alternatives[0].content
    bo = User.objects.get(email="bo@polisen.example")
    assert (bo.has_usable_password(), bo.is_staff, bo.is_superuser) == (False, True, False)
    visitor = Client()
    assert "Välkommen, Bo Ek" in visitor.get(link()).content.decode()
    assert visitor.post(link(), {"new_password1": NEW, "new_password2": NEW})["Location"] == "/admin/"
    assert visitor.get("/admin/")["Location"] == "/konto/andra-steget/"
    assert Client().get(link()).status_code == 410
    assert [line["event"] for line in audited()] == ["invited", "password_chosen", "signed_in"]


def test_an_invitation_is_sent_again_until_it_is_used(office, administrator):
    first = invitations.invite(email="bo@example.se", by=administrator)
    assert office.post(INVITE, {"email": "BO@example.se", "full_name": ""})["Location"] == INVITE
    assert len(mail.outbox) == 2
    first.set_password(NEW)
    first.save()
    with pytest.raises(accounts.AlreadyIn, match="har redan ett konto"):
        invitations.invite(email="bo@example.se", by=administrator)


def test_a_colleague_who_is_here_already_is_told_in_the_form(office, administrator):
    answer = office.post(INVITE, {"email": "anna@example.se", "full_name": ""})
    assert "anna@example.se har redan ett konto." in answer.content.decode()
    assert mail.outbox == []


def test_no_account_is_made_when_the_letter_cannot_be_sent(office, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    answer = office.post(INVITE, {"email": "bo@example.se", "full_name": ""})
    assert "Inget konto har skapats" in answer.content.decode()
    assert not User.objects.filter(email="bo@example.se").exists()


def test_only_administrators_with_a_second_factor_invite(client, anna):
    assert client.get(INVITE)["Location"] == f"{LOGIN}?next={INVITE}"
    assert sign_in(client, anna).post(INVITE, {"email": "bo@example.se"}).status_code == 403
    anna.is_superuser = True
    anna.save()
    half_way = Client()
    half_way.force_login(anna)
    assert half_way.post(INVITE, {"email": "bo@example.se"})["Location"] == "/konto/andra-steget/"
    assert not User.objects.filter(email="bo@example.se").exists()


def test_nothing_else_can_be_set_with_an_invitation(office):
    office.post(INVITE, {"email": "bo@example.se", "full_name": "", "is_superuser": "on", "password": "x"})
    bo = User.objects.get(email="bo@example.se")
    assert (bo.is_superuser, bo.has_usable_password()) == (False, False)
