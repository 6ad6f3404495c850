"""People come by invitation, to work that is set at once; an account that is here already is given the work."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from pledges.models import Membership, Revision
from portal.models import User
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
INVITE = "/konto/bjud-in/"
NEW = "hästen-i-hagen-vid-ån"
BO = {"email": "Bo@Polisen.example", "full_name": "Bo Ek", "role": "editor", "party": "police", "place_1": "gislaved"}


@pytest.fixture
def karin():
    factories.area("Värnamo", factories.municipality())
    factories.municipality("Sävsjö", "0684")
    made = person("karin", "administrator", "police", whole_country=True)
    User.objects.filter(pk=made.pk).update(full_name="Karin <Berg>")
    return User.objects.get(pk=made.pk)


@pytest.fixture
def form(client, karin):
    """The opened form, and who opened it."""
    return lambda who=karin: Page(sign_in(client, who), INVITE)


def link() -> str:
    return re.search(r"http\S+", mail.outbox[-1].body).group().removeprefix("http://127.0.0.1:8000")


def invited(email: str = "bo@polisen.example") -> User:
    return User.objects.get(email=email)


def test_a_new_colleague_is_told_by_whom_to_what_chooses_a_password_and_works(form):
    told = form().fill(**BO, place_2="Lokalpolisområde Värnamo", first_day="2026-01-01", last_day="2099-12-31").send()
    assert "Ett brev är skickat till Bo@Polisen.example, och uppdraget är satt." in told.text
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["bo@polisen.example"], "Välkommen till Medborgarlöften")
    days = "från och med 1 januari 2026 till och med 31 december 2099"
    assert "Karin <Berg> har bjudit in dig" in letter.body
    assert f"– Redaktör för polisen, Gislaved {days}\n– Redaktör för polisen, Lokalpolisområde Värnamo" in letter.body
    assert "Karin &lt;Berg&gt; har bjudit in dig" in letter.alternatives[0].content
    bo = invited()
    assert (bo.full_name, bo.has_usable_password(), bo.is_superuser, bo.memberships.count()) == (
        "Bo Ek",
        False,
        False,
        2,
    )
    visitor = Client()
    assert "Välkommen, Bo Ek" in visitor.get(link()).content.decode()
    assert visitor.post(link(), {"new_password1": NEW, "new_password2": NEW})["Location"] == "/admin/"
    assert visitor.get("/admin/")["Location"] == "/konto/andra-steget/"
    assert Client().get(link()).status_code == 410
    assert sign_in(Client(), invited()).get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("Gislaved", "Gislaved"), ("lokalpolisområde värnamo", "Lokalpolisområde Värnamo"),
        ("polisregion öst", "Polisregion Öst"), ("hela landet", "hela landet"),
    ],
)  # fmt: skip
def test_the_place_is_chosen_by_typing_its_name(form, typed, where):
    form().fill(**BO | {"place_1": typed}).send()
    assert invited().memberships.get().where == where


def test_a_place_that_does_not_exist_is_told_and_all_that_was_typed_is_kept(form):
    page = form().fill(
        **BO | {"place_1": "Gislavd", "place_3": "Sävsjö"}, last_day="2026-02-01", first_day="2026-03-01"
    )
    page.send()
    assert page.errors == ["Hittar inte ”Gislavd”. Menade du Gislaved?", "Sista dagen kan inte vara före den första."]
    assert (page.fields["place_3"], page.fields["full_name"]) == ("Sävsjö", "Bo Ek")
    assert (mail.outbox, User.objects.filter(email="bo@polisen.example").exists()) == ([], False)


def test_an_account_that_exists_is_given_the_work_with_the_same_answer(form):
    bo = person("bo", "editor", "police", municipality=factories.municipality())
    bo.set_password(NEW)
    bo.save()
    told = form().fill(**BO | {"email": "BO@example.se", "full_name": "", "place_1": "Sävsjö"}).send()
    assert "Ett brev är skickat till BO@example.se, och uppdraget är satt." in told.text
    assert [work.where for work in bo.memberships.order_by("pk")] == ["Gislaved", "Sävsjö"]
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["bo@example.se"], "Du har ett nytt uppdrag i Medborgarlöften")
    assert "– Redaktör för polisen, Sävsjö\n" in letter.body
    assert link() == "/konto/logga-in/"
    assert User.objects.get(pk=bo.pk).full_name == "Bo"


def test_nothing_is_given_twice(form):
    page = form().fill(**BO, place_2="Gislaved")
    page.client.post(INVITE, page.fields)
    page.client.post(INVITE, page.fields)
    assert (len(mail.outbox), invited().memberships.count()) == (1, 1)
    form().fill(**BO).send()
    assert (len(mail.outbox), invited().memberships.count()) == (2, 1)
    invited().memberships.update(last_day="2020-01-01")
    form().fill(**BO).send()
    assert [str(work.last_day) for work in invited().memberships.order_by("pk")] == ["2020-01-01", "None"]


def test_nobody_invites_themselves_who_runs_the_portal_or_somebody_whose_account_is_closed(form, karin):
    User.objects.create_superuser("drift@example.se")
    factories.user("borta@example.se", is_active=False)
    refused = "Någon annan behöver ändra det kontots uppdrag."
    for email, words in {
        karin.email: refused,
        "drift@example.se": refused,
        "borta@example.se": "Kontot är stängt. Öppna det först, i redaktörslägets lista över konton.",
    }.items():
        assert form().fill(**BO | {"email": email}).send().errors == [words]
    assert (mail.outbox, Membership.objects.count()) == ([], 1)


def test_nothing_is_done_when_the_letter_cannot_be_sent(form, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise ConnectionRefusedError

    page = form().fill(**BO)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert "Brevet gick inte att skicka just nu, så inget är gjort." in page.send().text
    assert not User.objects.filter(email="bo@polisen.example").exists()
    page.send()
    assert len(mail.outbox) == 1


def test_who_has_not_come_is_listed_and_can_be_invited_again_or_not_at_all(form, karin):
    page = form().fill(**BO).send()
    bo = invited()
    assert "Bo Ek bo@polisen.example. Länken gäller till " in page.text
    User.objects.filter(pk=bo.pk).update(invited_at=timezone.now() - datetime.timedelta(days=8))
    assert "Länken har gått ut" in form().text
    page.client.post(f"{INVITE}{bo.pk}/skicka-igen/")
    assert "– Redaktör för polisen, Gislaved\n" in mail.outbox[1].body
    assert "Länken gäller till " in form().text
    old = link()
    answer = page.client.post(f"{INVITE}{bo.pk}/dra-tillbaka/", follow=True)
    assert "Inbjudan till bo@polisen.example är tillbakadragen." in answer.content.decode()
    assert Client().get(old).status_code == 410
    assert not User.objects.filter(pk=bo.pk).exists()
    assert not Revision.objects.of_key("portal.user", bo.pk).exists()


def test_who_has_come_is_beyond_the_list(form):
    form().fill(**BO).send()
    bo = invited()
    User.objects.filter(pk=bo.pk).update(last_login=timezone.now())
    page = form()
    for step in ("skicka-igen", "dra-tillbaka"):
        answer = page.client.post(f"{INVITE}{bo.pk}/{step}/", follow=True)
        assert "Den inbjudan väntar inte längre på svar." in answer.content.decode()
        assert page.client.get(f"{INVITE}{bo.pk}/{step}/").status_code == 405
    assert "Ingen väntar på att komma in." in page.text
    assert len(mail.outbox) == 1


def test_only_who_administers_accounts_with_a_second_factor_invites(client, karin):
    waiting = factories.user("vantar@example.se", invited_at=timezone.now())
    addresses = [INVITE, f"{INVITE}{waiting.pk}/skicka-igen/", f"{INVITE}{waiting.pk}/dra-tillbaka/"]
    where = factories.municipality()
    people = [
        person("redaktor", "editor", "police", municipality=where),
        person("lokal", "administrator", "police", municipality=where),
        person("samordnare", "coordinator", "police", whole_country=True),
    ]
    half_way = Client()
    half_way.force_login(karin)
    for address in addresses:
        assert client.post(address, BO)["Location"] == f"/konto/logga-in/?next={address}"
        assert [sign_in(Client(), who).post(address, BO).status_code for who in people] == [403] * 3
        assert half_way.post(address, BO)["Location"] == "/konto/andra-steget/"
    assert (mail.outbox, User.objects.invited().get()) == ([], waiting)


def test_nothing_else_can_be_set_with_an_invitation(form):
    page = form().fill(**BO)
    page.client.post(INVITE, page.fields | {"is_superuser": "on", "password": "x", "is_active": ""})
    assert (invited().is_superuser, invited().has_usable_password(), invited().is_active) == (False, False, True)


def test_the_list_costs_as_many_queries_with_three_as_with_one(form, karin, django_assert_num_queries):
    client = form().client
    for number in range(3):
        made = person(f"ny{number}", "editor", "police", municipality=factories.municipality())
        User.objects.filter(pk=made.pk).update(invited_at=timezone.now())
        if number != 1:
            with django_assert_num_queries(8):
                client.get(INVITE)
