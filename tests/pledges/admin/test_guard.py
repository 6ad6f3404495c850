"""A view that forgets to ask whose row it is still writes nothing outside the kommuner of whoever acts."""

import types

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path

import portal.urls
from followups.models import ActivityReport
from pledges.admin import guard
from pledges.models import Membership, NewsItem, Notice, Place, Pledge, Promise, Quote, Theme
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return factories.pledge(factories.municipality())


@pytest.fixture
def other():
    return factories.pledge(factories.municipality("Vaggeryd", "0665"))


@pytest.fixture
def local(own):
    made = factories.user("bo@example.se")
    Membership.objects.create(user=made, role="editor", party="police", municipality=own.municipality)
    return made


@pytest.fixture
def acting(local, other):
    """As inside a request of somebody who works in Gislaved alone."""
    token = guard.acting.set(local)
    yield local
    guard.acting.reset(token)


def refused(write) -> None:
    with pytest.raises(PermissionDenied), transaction.atomic():
        write()


@pytest.mark.usefixtures("acting")
def test_rows_of_another_kommun_are_neither_made_changed_moved_nor_deleted(own, other):
    theirs, mine = other.promises.get(), own.promises.get()
    refused(lambda: NewsItem(municipality=other.municipality, title="T", slug="t").save())
    refused(lambda: Promise(pledge=other, text="Nytt").save())
    refused(lambda: Quote(pledge=other, text="C", person="P").save())
    refused(other.save)
    refused(theirs.save)
    refused(theirs.delete)
    refused(other.delete)
    mine.pledge = other
    refused(mine.save)
    theirs.pledge = own
    refused(theirs.save)
    refused(lambda: Notice(text="Hela portalen").save())
    refused(lambda: Theme(name="Trafik", slug="trafik").save())
    refused(other.municipality.save)
    report = factories.follow_up(own)
    refused(lambda: ActivityReport(follow_up=report, activity=other.activities.get()).save())


@pytest.fixture
def answers(own, other):
    """One of each kommun's, as they are read."""
    for pledge in (own, other):
        factories.follow_up(pledge, answers={pledge.activities.get(): ("done", 1)})
    return ActivityReport.objects.select_related("follow_up", "activity__pledge").order_by("pk")


def test_a_row_that_many_save_is_not_read_again_and_can_not_be_forged(answers, acting, django_assert_num_queries):
    """pledges.models.Anchored: one question is for where the account works, one saves the row."""
    mine, theirs = answers
    with django_assert_num_queries(2):
        mine.save()
    refused(theirs.save)
    mine.pk = theirs.pk
    refused(mine.save)


@pytest.mark.usefixtures("acting")
def test_links_of_another_kommuns_row_are_not_written(other, own):
    place = Place.objects.create(municipality=own.municipality, name="Torget")
    refused(lambda: other.activities.get().places.add(place))
    refused(lambda: other.extends.clear())
    own.activities.get().places.add(place)
    assert list(own.activities.get().places.all()) == [place]


@pytest.mark.usefixtures("acting")
def test_ones_own_rows_are_free(own):
    own.source = "Ny"
    own.save()
    own.promises.get().delete()
    item = factories.news_item(own.municipality)
    Quote.objects.create(news_item=item, text="C", person="P").delete()
    item.delete()
    assert not NewsItem.objects.exists()


def test_loaders_and_commands_act_for_nobody(other):
    other.source = "Ny"
    other.save()
    assert Pledge.objects.get().source == "Ny"


def forgetful(request, object_id):
    """A view that asks nothing."""
    pledge = Pledge.objects.get(pk=object_id)
    pledge.source = "Ändrad av en glömsk vy"
    pledge.save()
    return HttpResponse("Sparat.")


@pytest.fixture
def forgotten(settings):
    """Puts the view where it is reached."""
    addresses = types.ModuleType("addresses")
    office = ([path("<int:object_id>/spara/", forgetful)], admin.site.name)
    addresses.urlpatterns = [*portal.urls.urlpatterns, path("glomsk/", include(office))]
    addresses.handler403 = portal.urls.handler403
    settings.ROOT_URLCONF = addresses


@pytest.mark.usefixtures("forgotten")
def test_a_forgetful_view_is_refused_and_writes_nothing(client, local, own, other):
    office = sign_in(client, local)
    codes = [office.get(f"/glomsk/{pledge.pk}/spara/").status_code for pledge in (own, other)]
    assert codes == [200, 403]
    assert [Pledge.objects.get(pk=pledge.pk).source for pledge in (own, other)] == ["Ändrad av en glömsk vy", ""]
    assert guard.acting.get() is None


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("address", ["/glomsk/{}/spara/", "/admin/pledges/theme/{}/change/"])
def test_a_refusal_says_in_swedish_that_nothing_was_saved(client, local, other, address):
    answer = sign_in(client, local).post(address.format(other.pk))
    assert answer.status_code == 403
    assert 'lang="sv"' in answer.content.decode()
    assert "Inget sparades, och inget har ändrats." in answer.content.decode()


@pytest.mark.usefixtures("forgotten")
def test_somebody_of_the_whole_country_is_free(office, other):
    assert office.get(f"/glomsk/{other.pk}/spara/").status_code == 200


def test_every_model_that_hangs_in_a_kommun_is_known():
    from django.apps import apps

    free = {
        model.__name__
        for label in guard.WATCHED
        for model in apps.get_app_config(label).get_models()
        if not guard.belongs_somewhere(model)
    }
    shared = {"PoliceRegion", "LocalPoliceArea", "County", "Theme", "Method", "Partner", "GlossaryTerm"}
    of_somebody = {"Export", "Follower", "ReminderOptOut", "UnsavedWork", "Upload"}
    assert free == shared | of_somebody | {"FormNumber", "LoadedItem"}
