"""Themes and methods across the country: what is promised about them, where, and how it goes."""

import pytest

from pledges import publishing
from pledges.models import Method, Theme
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def drugs():
    """Two kommuner promise something about drugs; one of them works with EST; a third has it in a draft only."""
    theme = Theme.objects.create(name="Narkotika", slug="narkotika", explanation="Om droger.")
    method = Method.objects.create(name="Effektiv samordning", slug="est", abbreviation="EST")
    for name, code in (("Gislaved", "0662"), ("Habo", "0643"), ("Mullsjö", "0642")):
        pledge = factories.pledge(factories.municipality(name, code))
        pledge.promises.update(text=f"Mindre droger i {name}.")
        pledge.promises.get().themes.set([theme])
        activity = pledge.activities.get()
        activity.promises.set([pledge.promises.get()])
        if name == "Gislaved":
            activity.methods.set([method])
        if name != "Mullsjö":
            publishing.publish(pledge, by=factories.user())
    return theme


def test_a_theme_lists_the_published_promises_about_it_and_counts_their_activities(client, drugs):
    html = client.get("/teman/narkotika/").content.decode()
    assert "Om droger." in html
    assert [name in html for name in ("droger i Gislaved", "droger i Habo", "droger i Mullsjö")] == [True, True, False]
    assert "Två aktiviteter, ingen redovisad. De finns i två kommuner." in html


def test_a_method_lists_the_activities_that_use_it(client, drugs):
    html = client.get("/metoder/est/").content.decode()
    assert "/gislaved/2025-2026/#aktivitet-1" in html
    assert "/habo/" not in html


def test_the_lists_have_what_is_found_somewhere_with_how_many(client, drugs):
    Theme.objects.create(name="Trafik", slug="trafik")
    html = client.get("/teman/").content.decode()
    assert "På fyra ställen i löftena. Om droger." in html
    assert "Trafik" not in html
    assert '<a href="/metoder/est/">Effektiv samordning</a>' in client.get("/metoder/").content.decode()


def test_nothing_invented_is_counted_or_listed_among_what_is_real(client, drugs):
    demo = factories.pledge(factories.municipality("Exempelby", "9999", is_demo=True))
    demo.promises.update(text="Påhittat löfte.")
    demo.promises.get().themes.set([drugs])
    publishing.publish(demo, by=factories.user())
    html = client.get("/teman/narkotika/").content.decode()
    assert "Påhittat löfte." not in html
    assert "De finns i två kommuner." in html


def test_a_topic_that_nobody_promises_anything_about_says_so_and_an_unknown_one_is_not_there(client, drugs):
    Theme.objects.create(name="Trafik", slug="trafik")
    assert "Inget av det som är publicerat handlar om det än." in client.get("/teman/trafik/").content.decode()
    assert client.get("/teman/finns-inte/").status_code == 404


@pytest.mark.parametrize("address", ["/teman/narkotika/", "/metoder/est/"])
def test_a_topic_costs_the_same_however_much_there_is(client, drugs, address, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(address)
