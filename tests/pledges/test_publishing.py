"""Publishing: what is shown is frozen, named, complete; and what is withdrawn keeps its place."""

import hashlib

import pytest

from pledges import publishing
from pledges.models import Pledge, PublicEvent
from portal.pdf import RenderingFailed
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def again(pledge):
    return Pledge.objects.get(pk=pledge.pk)


def test_publishing_freezes_content_and_file_and_names_the_actor():
    pledge, by = factories.pledge(), factories.user()
    edition = publishing.publish(pledge, by=by)
    now = again(pledge)
    assert (now.state, now.state_changed_by, now.current_edition) == ("published", by, edition)
    assert edition.content["promises"][0]["text"] == "Vi lovar sak 1."
    with edition.pdf.open("rb") as file:
        stored = file.read()
    assert (edition.pdf_sha256, edition.pdf_size) == (hashlib.sha256(stored).hexdigest(), len(stored))


def test_the_public_edition_does_not_follow_later_edits():
    pledge = factories.pledge()
    publishing.publish(pledge, by=factories.user())
    pledge.promises.update(text="Något helt annat.")
    assert again(pledge).current_edition.content["promises"][0]["text"] == "Vi lovar sak 1."


def test_a_correction_is_a_new_edition_that_says_what_changed():
    pledge, by = factories.pledge(), factories.user()
    first = publishing.publish(pledge, by=by)
    pledge.promises.update(text="Rättat.")
    second = publishing.publish(again(pledge), by=by, note="Rättade ett stavfel.")
    assert (first.number, second.number, second.change_note) == (1, 2, "Rättade ett stavfel.")
    first.refresh_from_db()
    assert first.content["promises"][0]["text"] == "Vi lovar sak 1."
    assert again(pledge).current_edition == second


def test_a_correction_without_a_note_is_refused_and_changes_nothing():
    pledge, by = factories.pledge(), factories.user()
    publishing.publish(pledge, by=by)
    with pytest.raises(publishing.Incomplete, match="Skriv vad som har ändrats"):
        publishing.publish(again(pledge), by=by, note="  ")
    assert pledge.editions.count() == 1


def test_what_is_missing_is_said_in_sentences():
    pledge = factories.pledge(promises=0, activities=0)
    pledge.parties.all().delete()
    with pytest.raises(publishing.Incomplete) as refusal:
        publishing.publish(pledge, by=factories.user())
    assert refusal.value.problems == [
        "Skriv minst ett löfte.",
        "Skriv minst en aktivitet, så att det går att följa upp.",
        "Ange polisen som part i medborgarlöftet.",
        "Ange kommunen som part i medborgarlöftet.",
    ]
    assert again(pledge).state == "draft"


def test_a_pledge_known_only_by_name_needs_its_source():
    pledge = factories.pledge(promises=0, activities=0, availability="mentioned")
    with pytest.raises(publishing.Incomplete, match="Källa"):
        publishing.publish(pledge, by=factories.user())
    pledge.source = "Nämns på kommunens sida."
    pledge.save()
    assert publishing.publish(pledge, by=factories.user()).number == 1


def test_withdrawing_needs_a_reason_and_keeps_the_record():
    pledge, by = factories.pledge(), factories.user()
    publishing.publish(pledge, by=by)
    with pytest.raises(publishing.Refused, match="Skriv varför"):
        publishing.withdraw(again(pledge), by=by, reason=" ")
    publishing.withdraw(again(pledge), by=by, reason="Publicerades av misstag.")
    assert (again(pledge).state, again(pledge).withdrawal_reason) == ("withdrawn", "Publicerades av misstag.")
    assert pledge.editions.count() == 1


def test_what_is_not_published_cannot_be_withdrawn():
    with pytest.raises(publishing.Refused, match="läget är utkast"):
        publishing.withdraw(factories.pledge(), by=factories.user(), reason="Nej.")


def test_every_step_is_a_public_event():
    pledge, by = factories.pledge(), factories.user()
    publishing.publish(pledge, by=by)
    publishing.publish(again(pledge), by=by, note="Rättat.")
    publishing.withdraw(again(pledge), by=by, reason="Fel.")
    events = list(PublicEvent.objects.order_by("pk").values_list("kind", "path", "note", "actor"))
    assert events == [
        ("published", "/gislaved/2025-2026/", "", by.pk),
        ("corrected", "/gislaved/2025-2026/", "Rättat.", by.pk),
        ("withdrawn", "/gislaved/2025-2026/", "Fel.", by.pk),
    ]


def test_when_the_file_cannot_be_made_nothing_is_published(monkeypatch):
    def fail(html):
        raise RenderingFailed("Det gick inte.")

    monkeypatch.setattr("pledges.pdf.render", fail)
    pledge = factories.pledge()
    with pytest.raises(RenderingFailed):
        publishing.publish(pledge, by=factories.user())
    assert (again(pledge).state, pledge.editions.count(), PublicEvent.objects.count()) == ("draft", 0, 0)


@pytest.mark.parametrize(("promises", "activities"), [(1, 1), (3, 30)])
def test_publishing_asks_as_many_questions_however_much_a_pledge_holds(django_assert_num_queries, promises, activities):
    pledge, by = factories.pledge(promises=promises, activities=activities), factories.user()
    with django_assert_num_queries(47):
        publishing.publish(pledge, by=by)
