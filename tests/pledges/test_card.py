"""The card and the text for other sites: what they tell, who may frame them, and that nothing typed gets out."""

import html
import re

import pytest
from django.utils.html import escape

from followups import publishing as follow_up_publishing
from pledges import publishing
from pledges.models import Activity, Pledge
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]

FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
CARD, PLACE = "/gislaved/kort/", "/gislaved/kort/badda-in/"


def shown(promises=2, text="", **fields) -> Pledge:
    pledge = factories.pledge(promises=promises, activities=2, **fields)
    if text:
        pledge.promises.update(text=text)
    publishing.publish(pledge, by=factories.user())
    report = factories.follow_up(pledge, "2025-t1", {pledge.activities.first(): ("done", None)})
    follow_up_publishing.publish(report, by=factories.user())
    return Pledge.objects.get(pk=pledge.pk)


def copied(client, name: str) -> str:
    """What somebody copies out of a field of the page."""
    page = client.get(PLACE).content.decode()
    return html.unescape(re.search(rf'<textarea[^>]* id="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1])


def test_the_card_alone_may_be_framed_by_anybody_and_can_do_nothing(client):
    shown()
    answer = client.get(CARD)
    assert answer.headers["Content-Security-Policy"] == FRAMED
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.cookies == {}
    text = answer.content.decode()
    assert re.findall(r"<script|<form|<img|style=|https?://(?!127\.0\.0\.1:8000)", text) == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (PLACE, 200), ("/gislaved/", 200), ("/gislaved/2025-2026/", 200), ("/gislaved/uppfoljning/2025-t1/", 200),
        ("/okand/kort/", 404), ("/gislaved/kort/annat/", 404), ("/", 200), ("/sok/?q=kort", 200),
    ],
)  # fmt: skip
def test_every_other_page_stays_closed(client, address, status):
    shown()
    answer = client.get(address)
    assert answer.status_code == status
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_the_page_of_the_code_frames_our_own_pages_and_runs_nothing_more(client, settings):
    shown()
    ours = "; ".join(f"{name} {' '.join(of)}" for name, of in settings.SECURE_CSP.items())
    assert client.get(PLACE).headers["Content-Security-Policy"] == f"{ours}; frame-src 'self'"


def test_the_card_tells_what_is_promised_how_it_goes_and_leads_to_the_page(client):
    shown(promises=5)
    text = " ".join(re.sub("<[^>]+>", " ", client.get(CARD).content.decode()).split())
    assert "Medborgarlöfte 2025–2026. Gäller nu. Det här lovar polisen och Gislaveds kommun" in text
    assert "Vi lovar sak 1. Vi lovar sak 2. Vi lovar sak 3. Och två löften till." in text
    assert "Genomförd 1 Ingen redovisning 1 Senast redovisat: tertial 1 2025." in text
    assert '<a href="/gislaved/" target="_top">Läs mer på Medborgarlöften</a>' in client.get(CARD).content.decode()


@pytest.mark.parametrize(
    ("query", "html_tag"),
    [
        ("", '<html lang="sv">'),
        ("?utseende=ljust", '<html lang="sv" class="is-light">'),
        ("?utseende=morkt", '<html lang="sv" class="is-dark">'),
        ('?utseende="><script>', '<html lang="sv">'),
    ],
)
def test_the_site_that_frames_it_may_choose_light_or_dark(client, query, html_tag):
    shown()
    assert html_tag in client.get(f"{CARD}{query}").content.decode()


def test_without_a_pledge_the_card_says_so(client):
    factories.municipality()
    assert "känner inte till något medborgarlöfte för Gislaveds kommun" in client.get(CARD).content.decode()
    assert "känner inte till något medborgarlöfte för Gislaveds kommun" in copied(client, "kod-text")


def test_what_is_invented_says_so_in_the_card_and_in_the_text(client):
    shown(where=factories.municipality(is_demo=True))
    assert "Påhittat för demonstration." in client.get(CARD).content.decode()
    assert "<strong>Påhittat för demonstration.</strong>" in copied(client, "kod-text")


def test_invented_answers_about_a_real_kommun_are_called_so(client):
    shown()
    Activity.objects.update(standing_is_demo=True)
    assert "<strong>Svaren är påhittade för demonstration.</strong>" in client.get(CARD).content.decode()
    assert "<strong>Svaren är påhittade för demonstration.</strong>" in copied(client, "kod-text")


def test_a_withdrawn_pledge_is_on_no_card_and_a_draft_never_was(client):
    pledge = shown(text="Vi lovar HEMLIGT.")
    publishing.withdraw(pledge, by=factories.user(), reason="Fel.")
    factories.pledge(first=2027, last=2028).promises.update(text="Vi lovar HEMLIGT.")
    for text in (client.get(CARD).content.decode(), client.get(PLACE).content.decode()):
        assert "HEMLIGT" not in text


def test_the_frame_that_is_copied_is_titled_and_shows_the_card(client, settings):
    settings.PUBLIC_URL = "https://loften.example"
    shown()
    assert copied(client, "kod-kort") == (
        '<iframe src="https://loften.example/gislaved/kort/" title="Medborgarlöfte i Gislaved" width="320" '
        'height="640" loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )


def test_the_text_that_is_copied_is_plain_html_with_link_and_day(client, settings):
    settings.PUBLIC_URL = "https://loften.example"
    shown()
    assert copied(client, "kod-text") == (
        '<section lang="sv">\n<h2>Medborgarlöfte i Gislaved</h2>\n'
        "<p>Det här lovar polisen och Gislaveds kommun (2025–2026):</p>\n"
        "<ol>\n<li>Vi lovar sak 1.</li>\n<li>Vi lovar sak 2.</li>\n</ol>\n"
        "<p>Så går det: Två aktiviteter: en är genomförd och en är inte redovisad. "
        "Senast redovisat: tertial 1 2025.</p>\n"
        '<p><a href="https://loften.example/gislaved/">Läs allt om löftet och hur det går</a>. '
        "Uppgifterna är hämtade 25\u00a0november 2026.</p>\n</section>"
    )


def test_what_somebody_typed_is_text_in_the_card_and_still_text_where_it_is_pasted(client):
    hostile = '</textarea></iframe><script>alert(1)</script>"onload="x {{ 7*7 }}'
    shown(promises=1, text=hostile, where=factories.municipality(official_name='Gislaveds "<b>" kommun'))
    assert f"<li>{escape(hostile)}</li>" in client.get(CARD).content.decode()
    pasted = copied(client, "kod-text")
    assert f"<li>{escape(hostile)}</li>" in pasted
    assert "<script" not in pasted
    assert "<script>" not in client.get(PLACE).content.decode()


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(CARD, 4), (PLACE, 5)])
def test_the_card_costs_the_same_however_long_the_history(client, django_assert_num_queries, amount, address, queries):
    for number in range(amount):
        publishing.publish(factories.pledge(first=2026 - number, last=2026 - number), by=factories.user())
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
