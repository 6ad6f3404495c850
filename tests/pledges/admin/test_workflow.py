"""Sent for review, approved by both, sent back, published now or later: in the forms, as each role meets them."""

import datetime

import pytest
from django.utils import timezone

from pledges import workflow
from pledges.models import Pledge, PledgeEdition
from pledges.workflow import PLEDGES
from tests import factories
from tests.approving import PARTIES, approve_by_both, person, reviewers
from tests.pledges.admin.forms import Page
from tests.pledges.admin.test_publishing import address
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
WAYS = {"skicka", "godkann", "publicera", "skicka-tillbaka", "dra-tillbaka"}


@pytest.fixture
def people():
    """Those who work with Gislaved, and a reviewer of another kommun."""
    mine, other = factories.municipality(), factories.municipality("Sävsjö", "0684")
    return {
        "skribent": person("skribent", "editor", "police", municipality=mine),
        "polis": person("polis", "reviewer", "police", municipality=mine),
        "kommun": person("kommun", "coordinator", "municipality", municipality=mine),
        "admin": person("admin", "administrator", "municipality", municipality=mine),
        "annan": person("annan", "reviewer", "municipality", municipality=other),
    }


@pytest.fixture
def as_(client, people):
    """Opens a page as one of the people."""
    return lambda who, item, step: Page(sign_in(client, people[who]), address(item, step))


@pytest.fixture
def pledge(people):
    return factories.pledge()


def stage(pledge) -> tuple[str, str, set[str]]:
    now = Pledge.objects.get(pk=pledge.pk)
    return now.state, now.stage, {approval.party for approval in now.approvals.all()}


def offered(form: Page) -> set[str]:
    """The steps that a form links to."""
    return {word for word in WAYS if f"/{word}/" in form.html}


def test_a_pledge_goes_from_writer_to_both_parties_to_the_public(as_, pledge):
    as_("skribent", pledge, "skicka").send()
    assert stage(pledge) == ("draft", "review", set())
    shown = as_("polis", pledge, "godkann")
    assert "Godkänn för polisen" in shown.text
    shown.send()
    assert "Godkänt." in shown.text
    as_("kommun", pledge, "godkann").send()
    assert stage(pledge) == ("draft", "approved", {"police", "municipality"})
    shown = as_("kommun", pledge, "publicera")
    assert "Godkänt för polisen av Polis" in shown.text
    shown.send()
    assert stage(pledge) == ("published", "editing", set())
    assert [one["name"] for one in PledgeEdition.objects.get().approvals] == ["Polis", "Kommun"]


@pytest.mark.parametrize(
    ("who", "at", "steps"),
    [
        ("skribent", "editing", {"skicka"}),
        ("skribent", "review", set()),
        ("polis", "review", {"godkann", "skicka-tillbaka"}),
        ("polis", "approved", {"publicera", "skicka-tillbaka"}),
        ("admin", "approved", set()),
        ("kommun", "published", {"skicka", "dra-tillbaka"}),
        ("admin", "published", {"skicka", "dra-tillbaka"}),
    ],
)
def test_each_sees_only_the_steps_that_are_theirs_now(as_, pledge, people, *, who, at, steps):
    if at == "review":
        workflow.send(PLEDGES, pledge, by=people["skribent"])
    elif at in ("approved", "published"):
        approve_by_both(pledge)
    if at == "published":
        workflow.publish(PLEDGES, pledge, by=people["polis"])
    assert offered(as_(who, pledge, "change")) == steps


def test_who_has_approved_waits_for_the_other_party(as_, pledge, people):
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    as_("polis", pledge, "godkann").send()
    form = as_("polis", pledge, "change")
    assert offered(form) == {"skicka-tillbaka"}
    assert "Godkänd av polisen Polis," in form.text
    assert "Godkänd av kommunen återstår" in form.text
    shown = as_("polis", pledge, "godkann")
    assert "Nu återstår den andra parten." in shown.text
    assert "seen" not in shown.fields


@pytest.mark.parametrize(
    ("who", "step", "code"),
    [
        ("skribent", "godkann", 403),
        ("skribent", "publicera", 403),
        ("skribent", "skicka-tillbaka", 403),
        ("skribent", "dra-tillbaka", 403),
        ("admin", "godkann", 403),
        ("admin", "publicera", 403),
        *[("annan", step, 404) for step in sorted(WAYS)],
    ],
)
def test_a_step_that_is_not_theirs_is_refused_however_it_is_asked_for(as_, pledge, who, step, code):
    approve_by_both(pledge)
    before = stage(pledge)
    shown = as_(who, pledge, step)
    assert shown.response.status_code == code
    answer = shown.client.post(shown.address, {"comment": "x", "reason": "x", "party": "police"})
    assert answer.status_code == code
    assert stage(pledge) == before
    if code == 403:
        assert "Ditt uppdrag i den här kommunen räcker inte till det." in shown.text


def test_it_is_sent_back_with_a_comment_that_the_writer_sees(as_, pledge, people):
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    shown = as_("kommun", pledge, "skicka-tillbaka").send()
    assert shown.errors == ["Skriv vad som behöver ändras."]
    shown.fill(comment="Skriv ut förkortningen.").send()
    form = as_("skribent", pledge, "change")
    assert "Skickades tillbaka av Kommun" in form.text
    assert "Skriv ut förkortningen." in form.text
    assert offered(form) == {"skicka"}


def test_saving_a_change_takes_the_approvals_back_and_says_so(as_, pledge):
    approve_by_both(pledge)
    form = as_("skribent", pledge, "change").send()
    assert stage(pledge) == ("draft", "approved", {"police", "municipality"})
    form.fill(promises__0__text="Vi lovar något annat.").send()
    assert "godkännandena gäller inte längre" in form.text
    assert stage(pledge) == ("draft", "editing", set())


def test_nobody_approves_what_was_changed_while_they_read(as_, pledge, people):
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    shown = as_("polis", pledge, "godkann")
    pledge.promises.update(text="Insmuget.")
    shown.send()
    assert len(shown.errors) == 1
    assert "har ändrats sedan du öppnade sidan" in shown.errors[0]
    assert stage(pledge) == ("draft", "review", set())
    shown.send()
    assert stage(pledge) == ("draft", "review", {"police"})


def test_a_comment_that_came_too_late_is_not_lost(as_, pledge, people):
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    shown = as_("polis", pledge, "skicka-tillbaka").fill(comment="Målet saknar enhet.")
    workflow.give_back(PLEDGES, pledge, by=people["kommun"], comment="Fel år.")
    shown.send()
    assert shown.errors == ["Det går bara att skicka tillbaka det som granskas eller är godkänt."]
    assert shown.fields["comment"] == "Målet saknar enhet."


def test_it_is_published_at_a_set_time(as_, pledge):
    approve_by_both(pledge)
    shown = as_("polis", pledge, "publicera").fill(at="2020-01-01T08:00").send()
    assert shown.errors == ["Tiden har redan varit. Lämna tomt för att publicera nu."]
    later = timezone.localtime() + datetime.timedelta(days=2)
    shown.fill(at=later.strftime("%Y-%m-%dT%H:%M")).send()
    assert "Publiceras den " in shown.text
    assert stage(pledge)[:2] == ("draft", "approved")
    assert Pledge.objects.get().publish_at == later.replace(second=0, microsecond=0)


def test_who_runs_the_portal_publishes_only_what_both_have_approved(client, pledge):
    operator = factories.User.objects.create_superuser("drift@example.se")
    sign_in(client, operator)
    assert "Båda parter behöver godkänna" in Page(client, address(pledge, "publicera")).text
    assert Page(client, address(pledge, "godkann")).response.status_code == 403
    approve_by_both(pledge)
    Page(client, address(pledge, "publicera")).send()
    assert stage(pledge)[0] == "published"


def test_one_who_speaks_for_both_parties_chooses_one_and_cannot_give_the_other(as_, pledge, people):
    from pledges.models import Membership

    Membership.objects.create(
        user=people["polis"], role="reviewer", party="municipality", municipality=pledge.municipality
    )
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    shown = as_("polis", pledge, "godkann")
    shown.fill(party="municipality").send()
    assert stage(pledge)[2] == {"municipality"}
    assert as_("polis", pledge, "godkann").fields.get("seen") is None


@pytest.mark.parametrize("who", ["skribent", "admin"])
def test_news_is_published_by_those_whose_work_it_is(as_, who):
    item = factories.news_item()
    form = as_(who, item, "change")
    assert offered(form) == set()
    assert 'name="_publish"' not in form.html
    assert as_(who, item, "publicera").response.status_code == 403
    as_("kommun", item, "publicera").send()
    item.refresh_from_db()
    assert item.state == "published"


def test_both_reviewers_of_the_helper_speak_for_their_party():
    assert {party: user.memberships.get().party for party, user in reviewers().items()} == {p: p for p in PARTIES}


def test_who_sends_approves_and_publishes_reads_what_has_changed_since_the_last_edition(as_, pledge, people):
    assert "Ändrat sedan" not in as_("skribent", pledge, "skicka").text
    approve_by_both(pledge)
    workflow.publish(PLEDGES, pledge, by=people["polis"])
    as_("skribent", pledge, "change").fill(promises__0__text="Vi lovar sak 2.").send()
    told = "Ändrat sedan utgåva 1 Borttaget: Överstruket är borttaget och Nytt: understruket är nytt. Löfte 1 Vi lovar "
    for who, step in (("skribent", "skicka"), ("polis", "godkann"), ("kommun", "godkann"), ("polis", "publicera")):
        shown = as_(who, pledge, step)
        assert told + "sak Borttaget: 1. Nytt: 2." in shown.text
        shown.fill(note="Löftet är ett annat.").send()
    assert PledgeEdition.objects.count() == 2
