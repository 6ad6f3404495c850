"""A promise is followed from period to period under one address, whatever becomes of its words."""

import pytest

from pledges import publishing
from pledges.models import Pledge, Promise
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
ADDRESS = "/gislaved/lofte/farre-unga-ska-anvanda-narkotika/"


def published(pledge, **words):
    pledge.promises.update(**words)
    publishing.publish(pledge, by=factories.user())
    return Pledge.objects.get(pk=pledge.pk)


@pytest.fixture
def first():
    return published(factories.pledge(first=2021, last=2022), text="Färre unga ska använda narkotika.")


def follow(earlier, first, last, text, relation="reworded"):
    """The next pledge, whose promise goes on from the earlier one's."""
    made = factories.pledge(earlier.municipality, first=first, last=last)
    made.promises.update(predecessor=earlier.promises.get(), relation=relation)
    activity = made.activities.get()
    activity.promises.set([made.promises.get()])
    return published(made, text=text)


def test_each_period_has_the_words_of_then_and_what_changed(client, first):
    follow(first, 2023, 2024, "Färre unga ska använda narkotika och fler ska få stöd.")
    html = client.get(ADDRESS).content.decode()
    assert "<h1>Färre unga ska använda narkotika och fler ska få stöd.</h1>" in html
    assert '<ins><span class="unseen">Nytt: </span>narkotika och fler ska få stöd.</ins>' in html
    assert html.index(">2023–2024</a>") < html.index(">2021–2022</a>")


def test_the_pages_of_all_periods_lead_to_the_thread(client, first):
    second = follow(first, 2023, 2024, "Helt andra ord.")
    for pledge in (first, second):
        assert f'href="{ADDRESS}"' in client.get(pledge.get_absolute_url()).content.decode()


def test_what_was_done_stands_under_its_period(client, first):
    second = follow(first, 2023, 2024, "Andra ord.")
    second.activities.update(status="done", standing_is_demo=True)
    html = client.get(ADDRESS).content.decode()
    assert "Genomförd" in html
    assert "Påhittat för demonstration" in html


def test_a_draft_that_goes_on_with_the_promise_is_not_shown(client, first):
    draft = factories.pledge(first.municipality, first=2025, last=2026)
    draft.promises.update(text="Hemligt utkast.", predecessor=first.promises.get())
    draft.promises.update(thread=Promise.objects.get(pk=first.promises.get().pk).thread)
    assert "Hemligt" not in client.get(ADDRESS).content.decode()


def test_the_page_says_when_a_later_pledge_dropped_the_promise(client, first):
    later = factories.pledge(first.municipality, first=2023, last=2024)
    first.promises.update(dropped_by=later, dropped_reason="Målet är nått.")
    assert "Togs bort" not in client.get(ADDRESS).content.decode()
    published(later, text="Något annat.")
    html = client.get(ADDRESS).content.decode()
    assert "Togs bort i" in html
    assert "Målet är nått." in html


def test_two_promises_with_the_same_words_have_threads_of_their_own(client, first):
    other = published(
        factories.pledge(first.municipality, first=2023, last=2024), text="Färre unga ska använda narkotika."
    )
    assert other.promises.get().thread == "farre-unga-ska-anvanda-narkotika-2"


def test_correcting_the_words_keeps_the_address(client, first):
    first.promises.update(text="Rättade ord.")
    publishing.publish(first, by=factories.user(), note="Stavning.")
    assert "<h1>Rättade ord.</h1>" in client.get(ADDRESS).content.decode()


def test_a_thread_of_another_kommun_or_of_nothing_public_is_not_there(client, first):
    factories.municipality("Habo", "0643")
    publishing.withdraw(first, by=factories.user(), reason="Fel.")
    addresses = (ADDRESS, ADDRESS.replace("gislaved", "habo"), "/gislaved/lofte/finns-inte/")
    assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_the_page_costs_the_same_however_many_periods(client, first, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(ADDRESS)
    latest = first
    for year in (2023, 2024, 2025):
        latest = follow(latest, year, year, f"Ord för {year}.")
    with django_assert_num_queries(4):
        client.get(ADDRESS)


def test_targets_and_outcomes_are_held_beside_each_other_period_by_period(client, first):
    target = {"extent": "counted", "target_count": 4, "target_unit": "insatser", "target_per": "total"}
    for pledge in (first, follow(first, 2023, 2024, "Andra ord.")):
        activity = pledge.activities.get()
        activity.promises.set([pledge.promises.get()])
        pledge.activities.update(**target, status="done", done_count=6, done_period="tertial 1 2023")
        publishing.publish(pledge, by=factories.user(), note="Målet är tillagt.")
    html = client.get(ADDRESS).content.decode()
    assert html.count("<title>Mål: 4\xa0insatser. Utfall: 6 av 4.</title>") == 2
    assert html.count("<title>Läget för 1 aktivitet. Genomförd: 1.</title>") == 2


def test_a_promise_of_one_period_has_nothing_to_be_held_beside(client, first):
    assert 'class="figures' not in client.get(ADDRESS).content.decode()
