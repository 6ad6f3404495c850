"""What is done with somebody's account is said beforehand, told to them, and can be read afterwards."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from pledges.models import Membership, Revision
from portal.models import OldAddress, User
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import SECRET, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def post_at_once(monkeypatch):
    monkeypatch.setattr("portal.accounts.post.send_later", lambda message: message.send())


@pytest.fixture
def karin():
    return person("karin", "administrator", "police", whole_country=True)


@pytest.fixture
def office(client, karin):
    return sign_in(client, karin)


@pytest.fixture
def bo():
    made = person("bo", "editor", "police", municipality=factories.municipality())
    TOTP.activate(made, SECRET)
    RecoveryCodes.activate(made)
    return made


def page_of(user: User, step: str = "change") -> str:
    return f"/admin/portal/user/{user.pk}/{step}/"


def history(office, address: str) -> str:
    return Page(office, address.replace("/change/", "/history/")).text


def test_a_lost_second_factor_is_reset_and_the_person_told(office, bo, django_capture_on_commit_callbacks):
    at_work = sign_in(Client(), bo)
    assert at_work.get("/admin/").status_code == 200
    assert page_of(bo, "aterstall") in office.get(page_of(bo)).content.decode()
    said = Page(office, page_of(bo, "aterstall")).text
    assert "Appen, passkeys och reservkoder tas bort från kontot. Kontot loggas ut överallt." in said
    assert Authenticator.objects.filter(user=bo).count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        answer = office.post(page_of(bo, "aterstall"), follow=True)
    assert "Andra steget är återställt, och Bo har fått ett brev om det." in answer.content.decode()
    assert not Authenticator.objects.filter(user=bo).exists()
    assert at_work.get("/admin/").status_code == 302
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["bo@example.se"], "Ditt andra steg är återställt")
    assert "och gjordes av Karin." in letter.body
    assert "Återställde andra steget av Karin, " in history(office, page_of(bo))


def test_asked_again_nothing_is_reset_twice(office, bo):
    for _ in range(2):
        answer = office.post(page_of(bo, "aterstall"), follow=True)
    assert "Bo har inget andra steg att återställa." in answer.content.decode()
    assert Revision.objects.filter(verb="reset").count() == 1
    assert "så det finns inget att återställa" in Page(office, page_of(bo, "aterstall")).text


def test_nobody_resets_their_own_or_that_of_who_runs_the_portal(office, karin):
    operator = User.objects.create_superuser("drift@example.se")
    for whose in (karin, operator):
        TOTP.activate(whose, SECRET)
        assert page_of(whose, "aterstall") not in office.get(page_of(whose)).content.decode()
        assert [office.get(page_of(whose, "aterstall")).status_code] * 2 == [404, 404]
        assert office.post(page_of(whose, "aterstall")).status_code == 404
    assert sign_in(Client(), operator).post(page_of(operator, "aterstall")).status_code == 404
    assert Authenticator.objects.count() == 2


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_only_who_administers_accounts_resets(client, bo, role):
    local = person("lokal", role, "police", municipality=factories.municipality())
    answers = [sign_in(client, local).post(page_of(bo, "aterstall")), client.post("/admin/portal/user/0/aterstall/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert Authenticator.objects.filter(user=bo).count() == 2


def test_a_changed_address_is_told_to_the_old_one_too(office, bo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Page(office, page_of(bo)).fill(email="tagen@example.se").send()
    assert [letter.to for letter in mail.outbox] == [["bo@example.se"], ["tagen@example.se"]]
    assert {letter.subject for letter in mail.outbox} == {"Din e-postadress är ändrad"}


def test_the_history_of_an_account_says_who_changed_what_and_never_the_password(office, bo, karin):
    bo.set_password("en-häst-i-hagen-vid-ån")
    bo.save()
    form = Page(office, page_of(bo)).fill(full_name="Bo Ek", memberships__0__role="reviewer", is_active="")
    form.send()
    text = history(office, page_of(bo))
    assert "Sparade av Karin, " in text
    assert "Namn Nytt: Bo" in text or "Nytt: Ek" in text
    assert "Granskare" in text
    assert "Så såg det ut innan" in text
    kept = str(list(Revision.objects.values_list("content", flat=True)))
    assert bo.password not in kept
    assert "lösenord" not in kept.lower()


def test_work_that_is_given_in_its_own_list_is_in_the_accounts_history_too(office, bo):
    work = bo.memberships.get()
    Page(office, f"/admin/pledges/membership/{work.pk}/change/").fill(role="coordinator").send()
    Page(office, f"/admin/pledges/membership/{work.pk}/delete/").send("post")
    assert not Membership.objects.filter(pk=work.pk).exists()
    found = Revision.objects.of_thing(bo).order_by("pk").values_list("verb", "version")
    assert list(found) == [("found", 1), ("saved", 2), ("saved", 3)]
    assert "Samordnare" in history(office, page_of(bo))


def test_an_invitation_is_in_the_history(office, bo):
    Page(office, "/konto/bjud-in/").fill(email=bo.email, role="reviewer", party="police", place_1="Gislaved").send()
    assert "Bjöd in av Karin, " in history(office, page_of(bo))


def test_old_addresses_have_a_history(office):
    Page(office, "/admin/portal/oldaddress/add/").fill(path="/gammal/", target="/ny/").send("_save")
    moved = f"/admin/portal/oldaddress/{OldAddress.objects.get().pk}/change/"
    Page(office, moved).fill(target="/nyare/").send()
    text = history(office, moved)
    assert "Skapade av Karin, " in text
    assert "Sparade av Karin, " in text
    assert "/nyare/" in text


def test_nobody_can_type_a_password_for_somebody_else(client, bo):
    operator = sign_in(client, User.objects.create_superuser("drift@example.se"))
    assert operator.get("/admin/portal/user/add/")["Location"] == "/konto/bjud-in/"
    new = {"password1": "en-hast-i-hagen-vid-an", "password2": "en-hast-i-hagen-vid-an", "usable_password": "true"}
    operator.post(page_of(bo, "password"), new, follow=True)
    assert not User.objects.get(pk=bo.pk).has_usable_password()
    assert {"password", "password1", "is_staff"} & set(Page(operator, page_of(bo)).fields) == set()
