"""The same in other words: the page in English, and easy Swedish about the portal and in pledges."""

import re

import pytest

from followups.panels import STATE_TEXT
from pledges import publishing
from pledges.models import Pledge, PledgeEdition, Section
from pledges.summaries import STATUS_TEXT
from portal.wording import verses
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]

EASY = "Polisen går på torget.\nVarje kväll.\n\n<b>Ring 112.</b>"


def with_easy_summary(**fields) -> Pledge:
    pledge = factories.pledge(**fields)
    Section.objects.create(pledge=pledge, kind="introduction", body="En inledning.")
    Section.objects.create(pledge=pledge, kind="easy", body=EASY, order=9)
    publishing.publish(pledge, by=factories.user())
    return Pledge.objects.get(pk=pledge.pk)


def test_the_english_page_explains_every_status_by_its_swedish_word(client):
    page = client.get("/in-english/").content.decode()
    explained = re.findall(r'<dt lang="sv"><span class="chip [^"]+"><svg.*?</svg>([^<]+)</span></dt><dd>', page)
    assert explained == [*STATUS_TEXT.values(), *STATE_TEXT.values()]


def test_the_english_page_is_in_english_and_marks_what_is_swedish(client):
    page = client.get("/in-english/").content.decode()
    assert '<html lang="en">' in page
    assert re.findall('<(header|footer|div)(?: [^>]*)? lang="sv"', page) == ["header", "div", "footer"]
    main = re.search(r"<main.*?</main>", page, re.DOTALL)[0].partition('<div lang="sv">')[0]
    swedish = re.sub(r'<(\w+)[^>]* lang="sv"[^>]*>.*?</\1>', "", main, flags=re.DOTALL)
    assert re.findall(r"\b(?:löfte|kommun|uppföljning|utgåva|aktiviteter|påhittat)\b", swedish) == []


def test_the_two_languages_know_of_each_other_and_every_page_leads_to_the_other(client, settings):
    settings.PUBLIC_URL = "https://loften.example"
    both = [("sv", "https://loften.example/om/"), ("en", "https://loften.example/in-english/")]
    for address in ("/om/", "/in-english/"):
        page = client.get(address).content.decode()
        assert re.findall('<link rel="alternate" hreflang="([a-z]+)" href="([^"]+)">', page) == both
    assert '<a href="/in-english/" lang="en" hreflang="en">In English</a>' in client.get("/sok/").content.decode()


def test_easy_swedish_is_a_part_of_its_own_on_the_pledges_page_with_its_lines_kept(client):
    with_easy_summary()
    page = client.get("/gislaved/2025-2026/").content.decode()
    part = re.search(r'<section class="quote stack">\s*<h2 id="lattlast">(.*?)</section>', page, re.DOTALL)[1]
    assert "Lättläst sammanfattning</h2>" in part
    assert "<p>Polisen går på torget.<br>Varje kväll.</p>" in part
    assert "<p>&lt;b&gt;Ring 112.&lt;/b&gt;</p>" in part
    assert page.count("Polisen går på torget.") == 1
    assert page.index("Polisen går på torget.") < page.index('<h2 id="aktiviteter">') < page.index("En inledning.")


def test_the_easy_page_lists_the_pledges_that_are_told_so_and_no_other(client):
    with_easy_summary()
    draft = factories.pledge(first=2028, last=2029)
    Section.objects.create(pledge=draft, kind="easy", body=EASY)
    publishing.publish(factories.pledge(first=2023, last=2024), by=factories.user())
    demo = with_easy_summary(where=factories.municipality("Exempelby", "9999", is_demo=True))
    page = client.get("/lattlast/").content.decode()
    assert re.findall(r'<li><a href="(/[^"]+#lattlast)">([^<]+)</a>([^<]*)</li>', page) == [
        ("/exempelby/2025-2026/#lattlast", "Exempelby: Medborgarlöfte 2025–2026", " (påhittat för demonstration)"),
        ("/gislaved/2025-2026/#lattlast", "Gislaved: Medborgarlöfte 2025–2026", ""),
    ]
    publishing.withdraw(demo, by=factories.user(), reason="Fel.")
    assert "exempelby" not in client.get("/lattlast/").content.decode()


def test_the_edition_remembers_whether_it_is_told_easily(client):
    pledge = with_easy_summary()
    pledge.sections.filter(kind="easy").delete()
    publishing.publish(pledge, by=factories.user(), note="Utan lättläst.")
    assert [edition.has_easy_summary for edition in PledgeEdition.objects.order_by("number")] == [True, False]
    assert "Inget löfte har en lättläst del ännu." in client.get("/lattlast/").content.decode()


@pytest.mark.parametrize("amount", [1, 3])
def test_the_easy_page_costs_the_same_however_many_there_are(client, django_assert_num_queries, amount):
    for number in range(amount):
        with_easy_summary(first=2020 + number, last=2020 + number)
    with django_assert_num_queries(2):
        assert client.get("/lattlast/").status_code == 200


def test_verses_keep_their_lines_and_lose_what_is_around_them():
    assert verses("  Ett. \r\nTvå.\n\n \n\nTre.\n") == ["Ett.\nTvå.", "Tre."]
    assert verses(" \n\n ") == []
