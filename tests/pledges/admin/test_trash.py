"""What is deleted can be put back, rows and all, and is nowhere meanwhile."""

import pytest

from pledges import trash
from pledges.models import DeletedThing, GlossaryTerm, Membership, Method, NewsItem, Pledge, Promise, Quote, Theme
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def values(pledge) -> list:
    """Everything about a pledge, but for its version."""
    rows = [pledge.promises, pledge.activities, pledge.parties, pledge.sections]
    found = [{**row} for manager in rows for row in manager.values()]
    own = Pledge.objects.filter(pk=pledge.pk).values().get()
    links = [sorted(promise.themes.values_list("pk", flat=True)) for promise in pledge.promises.all()] + [
        sorted(activity.promises.values_list("pk", flat=True)) for activity in pledge.activities.all()
    ]
    moments = {"created_at", "updated_at"}  # kept to the millisecond
    return [{name: value for name, value in own.items() if name not in {"version"} | moments}, *found, links]


@pytest.fixture
def rich(db):
    """A draft that an earlier pledge is extended by, and whose promise a later one carries on."""
    pledge = factories.pledge(promises=2, activities=2)
    later = factories.pledge(first=2031, last=2032)
    pledge.promises.first().themes.add(Theme.objects.create(name="Trafik", slug="trafik"))
    pledge.activities.first().promises.add(pledge.promises.first())
    later.extends.add(pledge)
    Promise.objects.filter(pledge=later).update(predecessor=pledge.promises.first())
    Promise.objects.filter(pledge=later).update(dropped_by=pledge)
    return pledge, later


def test_a_deleted_pledge_comes_back_as_it_was(rich, editor):
    pledge, later = rich
    before, key = values(pledge), pledge.pk
    kept = trash.put(pledge, by=editor)
    assert list(Pledge.objects.all()) == [later]
    assert later.extends.count() == 0
    assert Promise.objects.get().predecessor is None
    restored = trash.restore(kept, by=editor)
    assert restored.pk == key
    assert values(restored) == before
    assert list(later.extends.all()) == [restored]
    promise = later.promises.get()
    assert (promise.predecessor, promise.dropped_by) == (restored.promises.first(), restored)
    assert not DeletedThing.objects.exists()


def test_a_deletion_is_undone_from_its_message(page, office):
    item = factories.news_item()
    Quote.objects.create(news_item=item, text="Bra.", person="Karin Berg")
    shown = page(f"/admin/pledges/newsitem/{item.pk}/delete/").send("x")
    assert "Nyhet ”En nyhet” ligger i papperskorgen." in shown.text
    assert not NewsItem.objects.exists()
    undo = f"/admin/pledges/deletedthing/{DeletedThing.objects.get().pk}/aterstall/"
    assert f'action="{undo}"' in shown.html
    answer = office.post(undo)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/pledges/newsitem/{item.pk}/change/")
    assert NewsItem.objects.get().quotes.get().person == "Karin Berg"
    again = office.post(undo, follow=True)
    assert "Kanske är den redan återställd." in again.content.decode()
    assert NewsItem.objects.count() == 1


def test_an_address_that_is_taken_meanwhile_is_told_and_nothing_is_lost(page, office, editor):
    item = factories.news_item()
    kept = trash.put(item, by=editor)
    factories.news_item()
    page(f"/admin/pledges/deletedthing/{kept.pk}/change/")
    answer = office.post(f"/admin/pledges/deletedthing/{kept.pk}/aterstall/", follow=True)
    assert "Det går inte att återställa nu" in answer.content.decode()
    assert (NewsItem.objects.count(), DeletedThing.objects.count()) == (1, 1)


def test_what_it_stood_on_is_gone_too(editor):
    pledge = factories.pledge()
    item = factories.news_item(pledge=pledge)
    news = trash.put(item, by=editor)
    trash.put(pledge, by=editor)
    with pytest.raises(trash.Taken):
        trash.restore(news, by=editor)
    assert not NewsItem.objects.exists()


def test_another_kommuns_trash_is_as_if_it_did_not_exist(client, editor):
    kept = trash.put(factories.news_item(factories.municipality("Vaggeryd", "0665")), by=editor)
    word = trash.put(Method.objects.create(name="Metod", slug="metod"), by=editor)
    local = factories.user("bo@example.se")
    Membership.objects.create(user=local, role="editor", party="police", municipality=factories.municipality())
    office = sign_in(client, local)
    assert "En nyhet" not in office.get("/admin/pledges/deletedthing/").content.decode()
    answers = {}
    for key in (kept.pk, word.pk, 999999, "abc"):
        assert office.get(f"/admin/pledges/deletedthing/{key}/change/").status_code == 404
        answer = office.post(f"/admin/pledges/deletedthing/{key}/aterstall/", follow=True)
        answers[key] = (answer.redirect_chain, "Kanske är den redan återställd." in answer.content.decode())
    assert set(map(str, answers.values())) == {str(([("/admin/pledges/deletedthing/", 302)], True))}
    assert DeletedThing.objects.count() == 2


def test_looking_restores_nothing(office, editor):
    kept = trash.put(GlossaryTerm.objects.create(name="Tertial", slug="tertial"), by=editor)
    assert office.get(f"/admin/pledges/deletedthing/{kept.pk}/aterstall/").status_code == 302
    assert office.post(f"/admin/pledges/deletedthing/{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    assert not GlossaryTerm.objects.exists()
