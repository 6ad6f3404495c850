"""Each thing that matters is exactly one line of the audit log: who, with what, how it went."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from followups.exports import asking
from followups.exports.places import Place
from pledges import hiding, inviting, publishing, trash, workflow
from pledges.models import Membership, Signatory
from portal.accounts import audit, second_factor
from portal.models import User
from tests import factories
from tests.approving import approve_by_both, flow_of, person, reviewers
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def own():
    return factories.municipality()


@pytest.fixture
def rut(own):
    return person("rut", "reviewer", "police", municipality=own)


@pytest.fixture
def pledge(own):
    made = factories.pledge(own)
    Signatory.objects.create(pledge=made, name="Bo Ek", role="municipal_officer", party="police")
    return made


def publish(pledge, rut):
    workflow.publish(flow_of(pledge), approve_by_both(pledge), by=rut)
    return pledge


def withdraw(pledge, rut):
    publishing.publish(pledge, by=User.objects.robot("inlasning"))
    publishing.withdraw(pledge, by=rut, reason="Fel.")
    return pledge


def hide(pledge, rut):
    publishing.publish(pledge, by=User.objects.robot("inlasning"))
    return hiding.hide("Bo Ek", municipality=pledge.municipality, reason="Slut.", by=rut)


def send(pledge, _rut):
    workflow.send(flow_of(pledge), pledge, by=reviewers()["police"])
    return pledge


def delete(pledge, rut):
    thing = f"pledges.pledge:{pledge.pk}"
    trash.put(pledge, by=rut)
    return thing


def invite(pledge, rut):
    place = {"municipality": pledge.municipality}
    given = {"role": "editor", "party": "police", "first_day": None, "last_day": None}
    return inviting.invite(email="ny@polisen.example", full_name="Ny", places=[place], **given, by=rut)


def export(pledge, rut):
    place = Place("kommun", pledge.municipality_id, "Gislaved", frozenset())
    return asking.ask(place, 2026, [1], "csv", by=rut)


def change_role(_pledge, rut):
    work = Membership.objects.get(user=rut)
    work.role = "coordinator"
    work.save()
    return work


def reset(_pledge, rut):
    second_factor.reset(rut, by=None)
    return rut


DEEDS = {
    "published": publish,
    "withdrawn": withdraw,
    "name_hidden": hide,
    "sent": send,
    "deleted": delete,
    "invited": invite,
    "export_asked_for": export,
    "work_changed": change_role,
    "second_factor_reset": reset,
}


@pytest.mark.parametrize("event", DEEDS)
def test_what_is_done_is_one_line_with_the_actors_number_and_the_thing(event, pledge, rut, audited):
    done = DEEDS[event](pledge, rut)
    lines = [line for line in audited() if line["event"] == event]
    thing = done if isinstance(done, str) else f"{done._meta.label_lower}:{done.pk}"
    assert [(line["object"], line["result"]) for line in lines] == [(thing, "done")]
    assert "Bo Ek" not in str(lines)
    assert "@" not in str(lines)


def ask_for_anothers(client, pledge):
    return client.get(f"/admin/pledges/pledge/{pledge.pk}/change/")


def ask_for_what_is_not(client, _pledge):
    return client.get("/admin/pledges/pledge/999999/change/")


def ask_for_what_one_may_not(client, _pledge):
    return client.get("/konto/bjud-in/")


def ask_for_anothers_export(client, _pledge):
    return client.get("/admin/exporter/999999/")


def send_without_token(_client, _pledge):
    return Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "a@b.se", "password": "x"})


@pytest.mark.parametrize(
    ("act", "route"),
    [
        (ask_for_anothers, "admin:pledges_pledge_change"),
        (ask_for_what_is_not, "admin:pledges_pledge_change"),
        (ask_for_what_one_may_not, "account_invite"),
        (ask_for_anothers_export, "admin:export"),
        (send_without_token, "account_login"),
    ],
)
def test_what_is_refused_is_one_line_whichever_way_it_is_answered(client, audited, act, route):
    pledge = factories.pledge(factories.municipality("Sävsjö", "0684"))
    bo = person("bo", "editor", "police", municipality=factories.municipality())
    act(sign_in(client, bo), pledge)
    actor = {} if act is send_without_token else {"actor": bo.pk}
    told = [line for line in audited() if line["event"] not in ("signed_in", "work_added")]
    assert [(line["event"], line["result"], line["route"]) for line in told] == [("refused", "refused", route)]
    assert {name: told[0][name] for name in told[0] if name == "actor"} == actor
    assert told[0]["network"] == "127.0.0.0/24"


def test_a_step_that_ones_work_does_not_allow_is_one_line_too(own, pledge, audited):
    bo = person("bo", "editor", "police", municipality=own)
    with pytest.raises(publishing.Refused):
        workflow.approve(flow_of(pledge), pledge, by=bo)
    (line,) = [line for line in audited() if line["event"] == "refused"]
    assert (line["actor"], line["object"], line["step"]) == (bo.pk, f"pledges.pledge:{pledge.pk}", "approve")


def test_what_is_rolled_back_is_not_told(rut, django_capture_on_commit_callbacks, logged):
    logged("audit")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        audit.record("published", thing=rut)
        transaction.set_rollback(True)
    assert logged("audit") == []
    with django_capture_on_commit_callbacks(execute=True):
        audit.record("published", thing=rut)
    assert [line["event"] for line in logged("audit")] == ["published"]


def test_what_the_portal_loads_by_itself_is_nobodys_deed(pledge, audited):
    publishing.publish(pledge, by=User.objects.robot("inlasning"))
    assert audited() == []


def test_nothing_that_is_sent_gets_into_the_line_as_a_line(client, audited):
    evil = 'x%0d%0a{"event": "signed_in"}'
    sign_in(client, person("bo", "editor", "police", municipality=factories.municipality()))
    client.get(f"/admin/pledges/pledge/{evil}/change/")
    assert [line["event"] for line in audited() if line["event"] == "refused"] == ["refused"]


def test_a_file_is_refused_with_its_reason(page, own, audited):
    form = page("/admin/pledges/document/add/")
    form.fill(municipality="Gislaved", title="T", file=SimpleUploadedFile("a.pdf", b"%PDF-1.7")).send()
    (line,) = [line for line in audited() if line["event"].startswith("document")]
    assert (line["event"], line["result"], "object" in line) == ("document_refused", "refused", False)
