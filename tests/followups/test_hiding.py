"""A person's name is hidden after its time: on every page, as data, in PDFs and in what comes; the record stays."""

import hashlib
import json
import threading

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction

from followups import publishing as follow_up_publishing
from followups.models import FollowUpEdition
from pledges import publishing
from pledges.editions import fingerprint
from pledges.hidden_names import HIDDEN
from pledges.hiding import CannotHide, editions_of, hide
from pledges.models import HiddenName, PledgeEdition, Quote, SealedEdition, Signatory
from pledges.opendata.versions import version
from portal.search.entry import SearchEntry
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]

NAME, OTHER = "Bo Kanariesson", "Eva Al"
WHY = "Uppdraget är slut."
APPROVALS = ({"party": "police", "party_text": "Polisen", "name": NAME, "on": "2026-05-01", "text": "1 maj 2026"},)


@pytest.fixture
def pledge(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = factories.pledge(first=2026, last=2026, page_owner=NAME)
    for name in (NAME, OTHER):
        Signatory.objects.create(pledge=made, name=name, role="municipal_officer", party="police")
    Quote.objects.create(pledge=made, text="Bra.", person=OTHER, agrees=NAME)
    by = factories.user()
    publishing.publish(made, by=by, approvals=APPROVALS)
    report = factories.follow_up(made, "2026-t1", {made.activities.get(): ("done", None)})
    report.respondents.create(party="police", name=NAME, title="kommunpolis")
    follow_up_publishing.publish(report, by=by)
    follow_up_publishing.publish(report, by=by, note="Rättat.")
    news = factories.news_item(page_owner=NAME)
    Quote.objects.create(news_item=news, text="Bra.", person=NAME)
    publishing.make_public(news, by=by)
    return made


ADDRESSES = [
    "/gislaved/", "/gislaved/2026/", "/gislaved/2026/medborgarlofte.pdf", "/gislaved/nyheter/en-nyhet/",
    *(f"/gislaved/uppfoljning/2026-t1{ending}" for ending in ("/", ".pdf", ".json", "/utgava-1/", "/utgava-1.pdf")),
    "/gislaved/uppfoljning/2026-t1/utgava-1.json", "/gislaved/flode.atom", "/sok/?q=bo+uppdrag",
]  # fmt: skip


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_the_name_is_gone_from_all_that_the_public_reads_and_words_stand_in_its_place(client, pledge):
    named = [address for address in ADDRESSES if NAME in read(client, address)]
    assert len(named) == 10  # all but the feed and the search
    hide("bo  kanariesson", municipality=pledge.municipality, reason=WHY, by=factories.user())
    texts = {address: read(client, address) for address in ADDRESSES}
    assert [address for address, text in texts.items() if NAME in text] == []
    assert [address for address in named if HIDDEN not in texts[address]] == []
    for address in ("/gislaved/2026/", "/gislaved/2026/medborgarlofte.pdf", "/gislaved/uppfoljning/2026-t1/"):
        assert "Ett namn visas inte längre" in texts[address]
        assert "25\u00a0november 2026" in texts[address]
        assert WHY in texts[address]
    assert OTHER in texts["/gislaved/2026/"]
    assert not SearchEntry.objects.filter(text__contains=NAME).exists()


def test_each_edition_tells_the_sums_of_what_it_is_now_and_its_number_and_day_are_the_same(client, pledge):
    facts = ("pk", "number", "published_at", "change_note")
    before = list(FollowUpEdition.objects.order_by("pk").values_list(*facts))
    hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    assert list(FollowUpEdition.objects.order_by("pk").values_list(*facts)) == before
    for edition in (*FollowUpEdition.objects.all(), *PledgeEdition.objects.all()):
        assert edition.content_sha256 == fingerprint(edition.content)
        with edition.pdf.open() as file:
            assert hashlib.sha256(file.read()).hexdigest() == edition.pdf_sha256


def test_the_record_stays_sealed_to_the_letter(pledge):
    edition = PledgeEdition.objects.get()
    before = (edition.content, edition.content_sha256, edition.approvals, edition.pdf.name, edition.pdf_sha256)
    hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    hide(OTHER, municipality=pledge.municipality, reason=WHY, by=factories.user())
    sealed = SealedEdition.objects.get(kind="pledges.pledgeedition", key=str(edition.pk))
    assert (sealed.content, sealed.content_sha256, sealed.approvals, sealed.pdf.name, sealed.pdf_sha256) == before
    assert fingerprint(sealed.content) == sealed.content_sha256
    with sealed.pdf.open() as file:
        assert NAME in file.read().decode()
    assert SealedEdition.objects.count() == 3
    assert len(PledgeEdition.objects.get().content["names_hidden"]) == 2
    assert pledge.signatories.count() == 2


def test_what_is_published_later_does_not_show_it_either(client, pledge):
    hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    edition = publishing.publish(pledge, by=factories.user(), note="Rättat.", approvals=APPROVALS)
    assert NAME not in json.dumps([edition.content, edition.approvals])
    assert [person["name"] for person in edition.content["signatories"]] == [HIDDEN, OTHER]
    assert edition.content["names_hidden"] == [{"on": "2026-11-25", "text": "25\u00a0november 2026", "reason": WHY}]


def test_the_same_name_in_another_kommun_stays(client, pledge):
    other = factories.pledge(factories.municipality("Sävsjö", "0684"), first=2026, last=2026, page_owner=NAME)
    publishing.publish(other, by=factories.user())
    hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    assert NAME in read(client, "/savsjo/2026/")


@pytest.mark.parametrize(
    ("name", "reason", "told"),
    [
        (NAME, " ", "Skriv varför namnet döljs."),
        (NAME, f"{NAME} har slutat.", "Skälet visas på sidorna, så namnet kan inte stå i det."),
        ("Någon", WHY, f"Ingen har det namnet på sidorna för Gislaved. De som står där är {NAME} och {OTHER}."),
    ],
)
def test_what_cannot_be_hidden_is_told_and_nothing_changes(pledge, name, reason, told):
    with pytest.raises(CannotHide, match=told):
        hide(name, municipality=pledge.municipality, reason=reason, by=factories.user())
    assert (HiddenName.objects.count(), SealedEdition.objects.count()) == (0, 0)


def test_when_a_pdf_cannot_be_made_everything_stays_as_it_was(client, pledge, monkeypatch):
    from portal.pdf import RenderingFailed

    def fail(html: str):
        raise RenderingFailed

    monkeypatch.setattr("followups.pdf.render", fail)
    with pytest.raises(RenderingFailed):
        hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    assert NAME in read(client, "/gislaved/2026/")


def test_open_data_is_made_anew_since_it_holds_the_pdfs(pledge):
    before = version()
    hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    assert version() != before


def test_no_table_that_the_public_reads_keeps_it(pledge):
    """Whatever is added: an edition's row of any kind is read whole."""
    hide(NAME, municipality=pledge.municipality, reason=WHY, by=factories.user())
    for model in apps.get_models():
        if model.__name__.endswith("Edition") and model is not SealedEdition:
            assert NAME not in repr(list(model.objects.values())), model


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["pledge", "follow-up"])
def test_what_is_being_published_for_the_first_time_is_waited_for(kind):
    """Else it would come out with a name that was hidden while it was made."""
    pledge = factories.pledge(first=2026, last=2026)
    item = pledge if kind == "pledge" else factories.follow_up(pledge, "2026-t1", {})
    told: list[bool] = []

    def look_for_editions():
        with transaction.atomic():
            connection.cursor().execute("SET LOCAL lock_timeout = '300ms'")
            try:
                list(editions_of(pledge.municipality))
            except OperationalError as error:
                told.append("lock timeout" in str(error))
                transaction.set_rollback(True)
        connection.close()

    with transaction.atomic():
        publishing.lock(item)
        looking = threading.Thread(target=look_for_editions)
        looking.start()
        looking.join()
    assert told == [True]
