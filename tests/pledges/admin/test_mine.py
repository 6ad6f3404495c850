"""The start page: what waits for me, what is due in my kommuner, and what others have changed there."""

import datetime

import pytest

from pledges import publishing, workflow
from pledges.models import Membership, Pledge
from pledges.workflow import PLEDGES
from tests import factories
from tests.approving import approve_by_both, person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]


@pytest.fixture
def people():
    mine, other = factories.municipality(), factories.municipality("Sävsjö", "0684")
    return {
        "skribent": person("skribent", "editor", "police", municipality=mine),
        "polis": person("polis", "reviewer", "police", municipality=mine),
        "kommun": person("kommun", "reviewer", "municipality", municipality=mine),
        "annan": person("annan", "reviewer", "police", municipality=other),
    }


@pytest.fixture
def start(client, people):
    return lambda who: Page(sign_in(client, people[who]), "/admin/")


def test_what_is_sent_waits_for_each_party_and_for_nobody_else(start, people):
    pledge = factories.pledge()
    assert "Inget väntar på dig just nu." in start("polis").text
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    for who, waits in (("polis", True), ("kommun", True), ("skribent", False), ("annan", False)):
        page = start(who)
        assert (f"/admin/pledges/pledge/{pledge.pk}/godkann/" in page.html) is waits, who
    workflow.approve(PLEDGES, pledge, by=people["polis"])
    assert "Inget väntar på dig just nu." in start("polis").text
    assert "Läs och godkänn" in start("kommun").text


def test_what_both_have_approved_waits_to_be_published(start, people):
    pledge = approve_by_both(factories.pledge())
    assert f"/admin/pledges/pledge/{pledge.pk}/publicera/" in start("polis").html
    assert "Inget väntar på dig just nu." in start("skribent").text
    Pledge.objects.update(publish_at=datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC))
    assert "Inget väntar på dig just nu." in start("polis").text


def test_what_was_sent_back_waits_for_the_writer_with_its_comment(start, people):
    pledge = factories.pledge()
    workflow.send(PLEDGES, pledge, by=people["skribent"])
    workflow.give_back(PLEDGES, pledge, by=people["kommun"], comment="Skriv ut förkortningen.")
    assert "Skickades tillbaka: ändra och skicka igen Skriv ut förkortningen." in start("skribent").text
    assert "Skriv ut förkortningen." not in start("annan").text


def test_each_follow_up_that_is_owed_is_one_click_from_being_begun(start, people):
    pledge = factories.pledge(first=2026, last=2026)
    assert "Uppföljningar att göra" not in start("skribent").text
    publishing.publish(pledge, by=people["polis"])
    page = start("skribent")
    assert "Gislaved: tertial 2 2026 Börja uppföljningen Försenad." in page.text
    assert "Gislaved: tertial 1 2026 Börja uppföljningen Saknas." in page.text
    assert "tertial 3 2026" not in page.text
    form = Page(page.client, f"/admin/followups/followup/add/?pledge={pledge.pk}&year=2026&span=t2")
    assert (form.fields["pledge"], form.fields["year"], form.fields["span"]) == (str(pledge), "2026", "t2")
    begun = factories.follow_up(pledge, "2026-t2")
    assert "tertial 2 2026 Fortsätt på utkastet" in start("skribent").text
    assert f"/admin/followups/followup/{begun.pk}/svar/" in start("skribent").html
    assert "Uppföljningar att göra" not in start("annan").text


def test_what_others_changed_is_told_in_my_kommuner_alone(start, client, people):
    pledge = factories.pledge()
    form = Page(sign_in(client, people["skribent"]), f"/admin/pledges/pledge/{pledge.pk}/change/")
    form.fill(promises__0__text="Något nytt.").send()
    assert "Andra har ändrat Gislaved: Medborgarlöfte 2025–2026 Skribent," in start("polis").text
    assert "Andra har ändrat" not in start("skribent").text
    assert "Andra har ändrat" not in start("annan").text


def test_it_costs_as_many_queries_with_three_kommuner_as_with_one(start, people, django_assert_num_queries):
    client = start("polis").client
    for number, name in ((1, "Gislaved"), (2, "Aneby"), (3, "Eksjö")):
        where = factories.municipality(name, "0662" if number == 1 else f"060{number}")
        if number > 1:
            Membership.objects.create(user=people["polis"], role="reviewer", party="police", municipality=where)
        sent, public = factories.pledge(where, first=2027, last=2027), factories.pledge(where, first=2026, last=2026)
        workflow.send(PLEDGES, sent, by=person(f"skribent{number}", "editor", "police", municipality=where))
        publishing.publish(public, by=people["kommun"])
        client.get("/admin/")  # the session gets a new key when its account gets new work
        if number in (1, 3):
            with django_assert_num_queries(14):
                client.get("/admin/")
