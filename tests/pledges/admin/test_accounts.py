"""Accounts and work are given by those who administer them, and by nobody to themselves."""

import io

import pytest
from django.core.management import CommandError, call_command

from pledges.models import Membership
from portal.models import User
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LISTS = ("/admin/portal/user/", "/admin/pledges/membership/", "/admin/portal/oldaddress/")


@pytest.fixture
def people():
    where = factories.municipality()
    return {
        "nationell": person("nationell", "administrator", "police", whole_country=True),
        "lokal": person("lokal", "administrator", "municipality", municipality=where),
        "samordnare": person("samordnare", "coordinator", "police", whole_country=True),
        "drift": User.objects.create_superuser("drift@example.se"),
        "bo": factories.user("bo@example.se", name="Bo Ek"),
    }


@pytest.fixture
def as_(client, people):
    return lambda who, address: Page(sign_in(client, people[who]), address)


def account(user: User) -> str:
    return f"/admin/portal/user/{user.pk}/change/"


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(("who", "code"), [("drift", 200), ("nationell", 200), ("lokal", 403), ("samordnare", 403)])
def test_accounts_and_work_are_seen_by_those_who_administer_them(as_, who, code, address):
    assert as_(who, address).response.status_code == code
    assert (address in as_(who, "/admin/").html) is (code == 200)


def test_work_is_given_on_the_account(as_, people):
    form = as_("nationell", account(people["bo"]))
    form.fill(memberships__0__role="editor", memberships__0__party="police", memberships__0__municipality="0662")
    form.send()
    assert form.errors == []
    assert str(people["bo"].memberships.get()) == "Redaktör för polisen, Gislaved"


def test_work_is_given_in_its_own_list_by_name(as_, people):
    form = as_("nationell", "/admin/pledges/membership/add/")
    form.fill(user="Bo Ek, bo@example.se", role="reviewer", party="municipality", municipality="gislaved").send("_save")
    assert form.errors == []
    assert str(people["bo"].memberships.get()) == "Granskare för kommunen, Gislaved"


@pytest.mark.parametrize("where", [{}, {"municipality": "Gislaved", "whole_country": "on"}])
def test_work_is_in_exactly_one_place(as_, where):
    form = as_("nationell", "/admin/pledges/membership/add/")
    form.fill(user="Bo Ek, bo@example.se", role="reviewer", party="police", **where).send("_save")
    assert form.errors == ["Välj en kommun, ett lokalpolisområde, en polisregion eller hela landet."]


def test_nobody_adds_to_their_own_work(as_, people):
    mine = people["nationell"]
    assert "memberships-0-role" not in as_("nationell", account(mine)).fields
    form = as_("nationell", "/admin/pledges/membership/add/")
    form.fill(user=f"Nationell, {mine.email}", role="reviewer", party="police", whole_country="on").send("_save")
    assert form.errors == ["Någon annan behöver ändra ditt eget uppdrag."]
    kept = mine.memberships.get()
    form = as_("nationell", f"/admin/pledges/membership/{kept.pk}/change/")
    form.client.post(form.address, {"role": "reviewer", "party": "police", "whole_country": "on"})
    assert mine.memberships.get().role == "administrator"


def test_the_powers_of_who_runs_the_portal_are_not_given_by_others(as_, people):
    form = as_("nationell", account(people["bo"]))
    assert {"is_superuser", "password"} & set(form.fields) == set()
    form.fill(is_superuser="on", groups="1").send()
    people["bo"].refresh_from_db()
    assert not people["bo"].is_superuser
    operator = people["drift"]
    form = as_("nationell", account(operator))
    assert "email" not in form.fields
    form.client.post(form.address, {"email": "tagen@example.se", "is_active": "on"})
    operator.refresh_from_db()
    assert operator.email == "drift@example.se"


def test_an_account_that_is_closed_by_an_administrator_is_out_at_once(as_, client, people):
    person_in = person("inne", "editor", "police", municipality=factories.municipality())
    as_("nationell", account(person_in)).fill(is_active="").send()
    assert sign_in(client, person_in).get("/admin/").status_code == 302


def test_the_account_costs_as_many_queries_with_three_memberships_as_with_one(as_, people, django_assert_num_queries):
    client, bo = as_("nationell", "/admin/").client, people["bo"]
    client.get(account(people["lokal"]))
    for role in ("editor", "reviewer", "coordinator"):
        Membership.objects.create(user=bo, role=role, party="police", municipality=factories.municipality())
        with django_assert_num_queries(10):
            client.get(account(bo))


def create(*arguments: str) -> str:
    out = io.StringIO()
    call_command("create_account", "bo@example.se", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("scope", "where"),
    [
        ("kommun:0662", "Gislaved"),
        ("omrade:varnamo", "Lokalpolisområde Värnamo"),
        ("region:ost", "Polisregion Öst"),
        ("landet", "hela landet"),
    ],
)
def test_the_command_line_gives_work(scope, where):
    factories.area("Värnamo", factories.municipality())
    for _ in range(2):
        told = create("--role", "granskare", "--party", "kommunen", "--scope", scope)
    assert f"Uppdrag: Granskare för kommunen, {where}." in told
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--role", "granskare"], "Ett uppdrag behöver --role, --party och --scope tillsammans."),
        (["--role", "granskare", "--party", "polisen", "--scope", "gislaved"], "går inte att tyda"),
        (["--role", "granskare", "--party", "polisen", "--scope", "kommun:0001"], "Det finns inget på platsen"),
    ],
)
def test_work_that_cannot_be_given_is_told_and_no_account_is_made(arguments, words):
    with pytest.raises(CommandError, match=words):
        create(*arguments)
    assert not User.objects.exists()
