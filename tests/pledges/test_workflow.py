"""The steps: written, sent, approved by both parties, published; returned, and changed on the way."""

import datetime

import pytest
from django.utils import timezone

from followups.workflow import FOLLOW_UPS
from pledges import publishing, workflow
from pledges.models import Membership, Pledge, PledgeEdition
from pledges.publishing import Incomplete, Refused
from pledges.workflow import PLEDGES
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def people():
    """An editor, a reviewer of each party, and one of another kommun."""
    mine, other = factories.municipality(), factories.municipality("Sävsjö", "0684")
    made = {}
    for name, role, party, where in (
        ("editor", "editor", "police", mine),
        ("police", "reviewer", "police", mine),
        ("municipality", "reviewer", "municipality", mine),
        ("stranger", "reviewer", "municipality", other),
    ):
        made[name] = factories.user(f"{name}@example.se")
        Membership.objects.create(user=made[name], role=role, party=party, municipality=where)
    return made


@pytest.fixture
def pledge(people):
    return factories.pledge()


def stage(pledge) -> tuple[str, str, set[str]]:
    now = Pledge.objects.get(pk=pledge.pk)
    return now.state, now.stage, {approval.party for approval in now.approvals.all()}


def test_both_parties_approve_and_then_it_is_published_with_their_names(pledge, people):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    assert stage(pledge) == ("draft", "review", set())
    workflow.approve(PLEDGES, pledge, by=people["police"])
    assert stage(pledge) == ("draft", "review", {"police"})
    workflow.approve(PLEDGES, pledge, by=people["municipality"])
    assert stage(pledge) == ("draft", "approved", {"police", "municipality"})
    edition = workflow.publish(PLEDGES, pledge, by=people["police"])
    assert stage(pledge) == ("published", "editing", set())
    assert [(a["party_text"], a["name"]) for a in edition.approvals] == [
        ("Polisen", "Anna Andersson"),
        ("Kommunen", "Anna Andersson"),
    ]


@pytest.mark.parametrize("approved_by", [[], ["police"], ["municipality"]])
def test_nothing_is_published_before_both_have_approved(pledge, people, approved_by):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    for name in approved_by:
        workflow.approve(PLEDGES, pledge, by=people[name])
    with pytest.raises(Refused, match="Båda parter behöver godkänna"):
        workflow.publish(PLEDGES, pledge, by=people["police"])
    assert PledgeEdition.objects.count() == 0


def test_what_is_incomplete_is_not_sent(people):
    pledge = factories.pledge(promises=0)
    with pytest.raises(Incomplete, match="Skriv minst ett löfte"):
        workflow.send(PLEDGES, pledge, by=people["editor"])
    assert stage(pledge)[1] == "editing"


def test_a_changed_wording_takes_the_approvals_back(pledge, people):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=people["police"])
    pledge.promises.update(text="Något annat.")
    assert workflow.edited(PLEDGES, pledge, by=people["editor"])
    assert stage(pledge) == ("draft", "editing", set())


def test_a_save_that_changes_nothing_keeps_the_approvals(pledge, people):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=people["police"])
    assert not workflow.edited(PLEDGES, pledge, by=people["editor"])
    assert stage(pledge) == ("draft", "review", {"police"})


def test_a_wording_that_was_changed_behind_the_approvals_is_not_published(pledge, people):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=people["police"])
    workflow.approve(PLEDGES, pledge, by=people["municipality"])
    pledge.promises.update(text="Insmuget.")
    with pytest.raises(Refused, match="Texten har ändrats sedan den godkändes"):
        workflow.publish(PLEDGES, pledge, by=people["police"])
    assert PledgeEdition.objects.count() == 0


def test_it_is_sent_back_with_a_comment_and_approvals_fall(pledge, people):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=people["police"])
    with pytest.raises(Refused, match="Skriv vad som behöver ändras"):
        workflow.give_back(PLEDGES, pledge, by=people["municipality"], comment=" ")
    workflow.give_back(PLEDGES, pledge, by=people["municipality"], comment="Målet saknar enhet.")
    assert stage(pledge) == ("draft", "editing", set())
    assert Pledge.objects.get().review_comment == "Målet saknar enhet."


@pytest.mark.parametrize(
    ("step", "who"),
    [
        ("send", "stranger"),
        ("approve", "editor"),
        ("approve", "stranger"),
        ("give_back", "editor"),
        ("publish", "editor"),
    ],
)
def test_a_step_needs_its_role_in_the_kommun(pledge, people, step, who):
    if step != "send":
        workflow.send(PLEDGES, pledge, by=people["editor"])
    extra = {"comment": "Nej."} if step == "give_back" else {}
    with pytest.raises(Refused, match="räcker inte till"):
        getattr(workflow, step)(PLEDGES, pledge, by=people[who], **extra)


def test_one_person_cannot_approve_for_both_parties(pledge, people):
    both = people["police"]
    Membership.objects.create(user=both, role="reviewer", party="municipality", municipality=pledge.municipality)
    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=both, party="police")
    with pytest.raises(Refused, match="någon annan än du"):
        workflow.approve(PLEDGES, pledge, by=both, party="municipality")


def test_a_party_approves_once(pledge, people):
    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=people["police"])
    with pytest.raises(Refused, match="redan godkänt"):
        workflow.approve(PLEDGES, pledge, by=people["police"])


def test_a_correction_goes_the_same_way_and_says_what_changed(pledge, people):
    def through(note=""):
        workflow.send(PLEDGES, pledge, by=people["editor"], note=note)
        workflow.approve(PLEDGES, pledge, by=people["police"])
        workflow.approve(PLEDGES, pledge, by=people["municipality"])
        return workflow.publish(PLEDGES, pledge, by=people["municipality"])

    through()
    pledge.promises.update(text="Rättat.")
    with pytest.raises(Incomplete, match="vad som har ändrats"):
        through()
    edition = through("Rättade löftet.")
    assert (edition.number, edition.change_note) == (2, "Rättade löftet.")
    assert Pledge.objects.get().change_note == ""


def test_it_may_be_published_at_a_set_time(pledge, people, capsys):
    from django.core.management import call_command

    workflow.send(PLEDGES, pledge, by=people["editor"])
    workflow.approve(PLEDGES, pledge, by=people["police"])
    workflow.approve(PLEDGES, pledge, by=people["municipality"])
    later = timezone.now() + datetime.timedelta(hours=1)
    assert workflow.publish(PLEDGES, pledge, by=people["police"], at=later) is None
    call_command("publish_due")
    assert stage(pledge)[:2] == ("draft", "approved")
    Pledge.objects.update(publish_at=timezone.now() - datetime.timedelta(seconds=1))
    call_command("publish_due")
    call_command("publish_due")
    assert stage(pledge)[:2] == ("published", "editing")
    assert PledgeEdition.objects.count() == 1


def test_a_follow_up_goes_the_same_way(pledge, people):
    publishing.publish(pledge, by=people["police"])
    report = factories.follow_up(Pledge.objects.get(), answers={pledge.activities.get(): ("done", None)})
    workflow.send(FOLLOW_UPS, report, by=people["editor"])
    workflow.approve(FOLLOW_UPS, report, by=people["municipality"])
    workflow.approve(FOLLOW_UPS, report, by=people["police"])
    edition = workflow.publish(FOLLOW_UPS, report, by=people["police"])
    assert [a["party"] for a in edition.approvals] == ["municipality", "police"]
    assert pledge.activities.get().status == "done"
