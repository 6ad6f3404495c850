"""Versions rise in the transaction that changes what is public, whoever makes it; and no draft raises any."""

import datetime
import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from followups import publishing as follow_up_publishing
from followups.models import FollowUp
from pledges import hiding, publishing
from pledges.models import (
    Activity,
    AreaMembership,
    Document,
    LocalPoliceArea,
    Municipality,
    NewsItem,
    Notice,
    Pledge,
    Signatory,
    Theme,
)
from portal.models import PublicChange
from tests import factories
from tests.store.test_serving import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "gislaved", "quick_pdf")]
KOMMUN, OTHER, SWEDEN, SEARCH = "kommun:0662", "kommun:0684", "sverige", "sok"


def raised_by(act) -> set[str]:
    """The names whose versions are others after the act."""
    before = PublicChange.objects.versions()
    act()
    after = PublicChange.objects.versions()
    return {name for name in after if after[name] != before.get(name)}


def by():
    return factories.user()


def publish_report() -> None:
    pledge = Pledge.objects.get()
    report = factories.follow_up(pledge, "2026-t2", {pledge.activities.first(): ("ongoing", None)})
    follow_up_publishing.publish(report, by=by())


def publish_document() -> None:
    document = Document.objects.create(municipality_id="0662", title="Nytt", kind="other", source="Prov")
    publishing.make_public(document, by=by())


def publish_in_savsjo() -> None:
    publishing.publish(factories.pledge(factories.municipality("Sävsjö", "0684")), by=by())


def hide_a_name() -> None:
    hiding.hide("Bo Ek", municipality=Municipality.objects.get(code="0662"), reason="Skäl", by=by())


def withdraw(model) -> None:
    publishing.withdraw(model.objects.get(), by=by(), reason="Fel.")


WRITES = {
    "a pledge is corrected": (lambda: publishing.publish(Pledge.objects.get(), by=by(), note="Fel."), {KOMMUN, SEARCH}),
    "a follow-up is published": (publish_report, {KOMMUN, SEARCH}),
    "a follow-up is withdrawn": (lambda: withdraw(FollowUp), {KOMMUN, SEARCH}),
    "a document is published": (publish_document, {KOMMUN, SEARCH}),
    "news is withdrawn": (lambda: withdraw(NewsItem), {KOMMUN, SEARCH}),
    "a published news item is edited": (lambda: NewsItem.objects.update(lead="Annat."), {KOMMUN}),
    "what is said in it is added": (
        lambda: NewsItem.objects.get().quotes.create(text="Bra.", person="Bo Ek"),
        {KOMMUN},
    ),
    "a notice of the kommun": (lambda: Notice.objects.create(municipality_id="0662", text="Hej"), {KOMMUN}),
    "a notice of the country": (lambda: Notice.objects.create(text="Hej"), {SWEDEN}),
    "a kommun is renamed": (lambda: Municipality.objects.filter(pk="0662").update(name="Gnosjö"), {SWEDEN}),
    "a kommun gets another address": (lambda: Municipality.objects.filter(pk="0662").update(slug="gn"), {SWEDEN}),
    "an area is renamed": (lambda: LocalPoliceArea.objects.update(name="Annat"), {SWEDEN}),
    "a kommun leaves its area": (lambda: AreaMembership.objects.all().delete(), {SWEDEN}),
    "a kommun joins an area": (lambda: factories.area("Ny", Municipality.objects.get(pk="0662")), {SWEDEN}),
    "a theme is added": (lambda: Theme.objects.create(name="Torg", slug="torg"), {SWEDEN}),
    "where an activity stands": (lambda: Activity.objects.update(status="late"), {KOMMUN}),
    "a document disappears by SQL": (lambda: Document.objects.all().delete(), {KOMMUN}),
    "a pledge is moved by update": (lambda: Pledge.objects.update(slug="2026-annan"), {KOMMUN}),
}


@pytest.mark.parametrize("name", WRITES)
def test_what_the_public_sees_raises_its_versions(name):
    act, names = WRITES[name]
    assert raised_by(act) == names


def test_publishing_in_one_kommun_leaves_the_others_be():
    factories.municipality("Sävsjö", "0684")
    assert raised_by(publish_in_savsjo) == {OTHER, SEARCH}


def test_hiding_a_name_raises_the_kommuns():
    pledge = factories.pledge(Municipality.objects.get(pk="0662"), first=2024, last=2024)
    Signatory.objects.create(pledge=pledge, name="Bo Ek", role="area_chief", party="police")
    publishing.publish(pledge, by=by())
    assert raised_by(hide_a_name) == {KOMMUN}


def save_drafts() -> None:
    where = Municipality.objects.get(pk="0662")
    pledge = factories.pledge(where, first=2028, last=2028)
    factories.follow_up(pledge, "2028-t1", {pledge.activities.first(): ("done", None)})
    item = factories.news_item(where, slug="utkast")
    item.quotes.create(text="Bra.", person="Bo Ek")
    Document.objects.create(municipality=where, title="Utkast", kind="other", source="Prov")
    for thing in (pledge, item):
        thing.save()
    Activity.objects.filter(pledge=pledge).update(text="Något annat")


def correct_the_working_copy() -> None:
    pledge = Pledge.objects.get()
    pledge.validity_note, pledge.version, pledge.stage = "Nytt.", pledge.version + 1, "review"
    pledge.stage_changed_at, pledge.stage_changed_by = pledge.state_changed_at, by()
    pledge.save()
    pledge.promises.update(text="Ett annat löfte.")
    factories.activity(pledge, order=9)
    FollowUp.objects.get().save()


@pytest.mark.parametrize("act", [save_drafts, correct_the_working_copy])
def test_drafts_and_working_copies_raise_none(act):
    assert raised_by(act) == set()


def test_loading_the_same_again_raises_none(settings):
    call_command("load_sweden", verbosity=0, skip_checks=True)
    assert raised_by(lambda: call_command("load_sweden", verbosity=0, skip_checks=True)) == set()


def test_what_is_rolled_back_has_never_been():
    def tried() -> None:
        with transaction.atomic():
            NewsItem.objects.update(lead="Annat.")
            transaction.set_rollback(True)

    assert raised_by(tried) == set()


def test_a_version_never_comes_again_and_stays_when_its_lines_become_one():
    seen = set()
    for number in range(5):
        NewsItem.objects.update(lead=f"{number}")
        seen.add(PublicChange.objects.versions()[KOMMUN])
    assert len(seen) == 5
    before = PublicChange.objects.versions()
    assert PublicChange.objects.compact() == PublicChange.objects.count() == len(before)
    assert PublicChange.objects.versions() == before


# What stored pages read without a trigger, each with its reason.
UNWATCHED = {
    "portal_publicchange": "the versions themselves",
    "followups_activityreport": "the board's question, which calendars share, counts answers; calendars do not",
    "followups_followupapproval": "the same question; calendars tell of what is published alone",
    "portal_user": "the same question; no page names an account",
}


def test_every_table_that_a_stored_page_reads_is_watched(client):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT event_object_table FROM information_schema.triggers")
        watched = {table for (table,) in cursor.fetchall()}
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for address in KINDS:
            list(client.get(address))
    sql = " ".join(query["sql"] for query in asked.captured_queries)
    read = set(re.findall(r'(?:FROM|JOIN)\s+\(?\s*"?((?:portal|pledges|followups)_\w+)', sql))
    assert len(read) > 12
    assert read - watched - set(UNWATCHED) == set()


COLUMNS_OF_THE_WORK = {
    "validity_note": "Annat", "extension_reason": "Annat", "decided_by": "Annan", "page_owner": "Annan",
    "source": "Annan", "area_as_written": "Annat", "period_basis": "stated", "photo_alt": "Annat",
    "photo_caption": "Annan", "first_published": datetime.date(2020, 1, 1), "last_updated": datetime.date(2020, 1, 1),
    "decided_on": datetime.date(2020, 1, 1), "change_note": "Annat", "review_comment": "Annat", "version": 99,
}  # fmt: skip


def test_what_raises_no_version_of_a_pledge_is_nothing_that_the_public_sees():
    addresses = [address for address in KINDS if "gislaved" in address and not address.endswith((".png", ".pdf"))]
    before = {address: Client().get(address).content for address in addresses}
    assert raised_by(lambda: Pledge.objects.update(**COLUMNS_OF_THE_WORK)) == set()
    assert {address: Client().get(address).content for address in addresses} == before
