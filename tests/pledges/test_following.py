"""Following by e-mail without an account: asked for, confirmed, changed and stopped by whoever has the letter."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pledges.following import forgetting
from pledges.following.links import mine_address, stop_address
from pledges.following.sending import send_all
from pledges.models import Followed, Follower, FollowRequest, Theme
from portal.models import LimitedAct
from tests import factories

pytestmark = pytest.mark.django_db
ASK = {"vad": "kommun:gislaved", "ofta": "at_once", "epost": "Bo@example.se"}


@pytest.fixture(autouse=True)
def gislaved():
    return factories.municipality()


@pytest.fixture
def letters(mailoutbox):
    """Sends what waits and gives the new letters."""

    def send() -> list:
        mailoutbox.clear()
        send_all()
        return list(mailoutbox)

    return send


@pytest.fixture
def link(client, letters):
    """Asks to follow and gives the path in the letter that comes."""

    def ask(**other) -> str:
        client.post("/folj/", ASK | other)
        (letter,) = letters()
        return re.search(r"http://127.0.0.1:8000(/folj/bekrafta/\S+)", letter.body)[1]

    return ask


@pytest.fixture
def bo(client, link):
    client.post(link())
    return Follower.objects.get()


def path(address: str) -> str:
    return address.removeprefix("http://127.0.0.1:8000")


def known() -> list[tuple[str, str, str]]:
    return [(one.follower.address, one.what, one.pace) for one in Followed.objects.in_order()]


def test_nothing_is_followed_until_the_button_of_the_letters_page_is_pressed(client, link):
    page = link()
    assert "Vill du följa Gislaved?" in client.get(page).content.decode()
    assert known() == []
    assert "Nu följer du Gislaved" in client.post(page).content.decode()
    assert known() == [("bo@example.se", "Gislaved", "at_once")]


def test_the_letter_that_asks_says_why_and_is_the_only_one(client, letters):
    answer = client.post("/folj/", ASK)
    assert (answer.status_code, answer["Location"]) == (302, "/folj/tack/")
    (letter,) = letters()
    assert (letter.subject, letter.to) == ("Bekräfta att du vill följa Gislaved", ["bo@example.se"])
    assert "Var det inte du? Då kan du kasta brevet." in letter.body
    assert letters() == []


@pytest.mark.parametrize(
    ("key", "what"),
    [("landet", "hela landet"), ("lpo:varnamo", "Lokalpolisområde Värnamo"), ("tema:narkotika", "temat narkotika")],
)
def test_the_country_an_area_and_a_theme_can_be_followed_too(client, link, key, what):
    factories.area()
    Theme.objects.create(name="Narkotika", slug="narkotika")
    client.post(link(vad=key, ofta="monthly"))
    assert known() == [("bo@example.se", what, "monthly")]


def test_the_form_comes_with_what_its_address_says_already_chosen(client):
    html = client.get("/folj/?vad=kommun:gislaved").content.decode()
    assert '<option value="kommun:gislaved" selected>Gislaved</option>' in html
    assert "selected" not in client.get("/folj/?vad=<script>").content.decode().replace('value="" selected', "")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"epost": "bo"}, "Skriv en e-postadress, till exempel namn@exempel.se."),
        ({"epost": "bo@" + "å" * 60 + ".se"}, "Skriv en e-postadress, till exempel namn@exempel.se."),
        ({"epost": ""}, "Skriv en e-postadress, till exempel namn@exempel.se."),
        ({"vad": "kommun:finns-inte"}, "Välj något i listan."),
        ({"vad": ""}, "Välj vad du vill följa."),
        ({"ofta": "varje timme"}, "Välj när du vill ha brev."),
    ],
)
def test_what_is_wrong_is_told_and_counts_for_nothing(client, wrong, words):
    answer = client.post("/folj/", ASK | wrong)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert (FollowRequest.objects.count(), LimitedAct.objects.count()) == (0, 0)


def test_whoever_follows_already_and_whoever_is_unknown_get_the_same_answer_and_the_same_letter(client, bo, letters):
    answers = [client.post("/folj/", ASK | {"epost": address}) for address in ("bo@example.se", "ny@example.se")]
    assert len({(one.status_code, one["Location"], one.content) for one in answers}) == 1
    bodies = [re.sub(r"http\S+", "", letter.body) for letter in letters()]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


def test_asking_again_and_confirming_twice_is_following_once_at_the_new_pace(client, link):
    client.post(link())
    page = link(ofta="monthly")
    assert [client.post(page).status_code for _ in range(2)] == [200, 200]
    assert known() == [("bo@example.se", "Gislaved", "monthly")]


def test_an_address_gets_five_letters_a_day_from_wherever_they_are_asked_for(letters):
    answers = [Client(REMOTE_ADDR=f"198.51.100.{n}").post("/folj/", ASK | {"epost": "BO@example.se"}) for n in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [429]
    assert 86_300 < int(answers[-1]["Retry-After"]) <= 86_400
    assert "Vänta 24\xa0timmar och försök igen." in answers[-1].content.decode()
    assert len(letters()) == 1


def test_a_connection_asks_for_six_letters_a_minute_whoever_they_are_to():
    sender = Client(REMOTE_ADDR="198.51.100.7")
    statuses = [sender.post("/folj/", ASK | {"epost": f"{n}@example.se"}).status_code for n in range(7)]
    assert statuses == [302] * 6 + [429]
    assert Client(REMOTE_ADDR="198.51.100.8").post("/folj/", ASK).status_code == 302


def test_no_page_sets_a_cookie_and_another_sites_form_is_refused(client, bo):
    for page in ("/folj/", "/folj/tack/", path(mine_address(bo)), path(stop_address(bo))):
        assert client.get(page).cookies == {}
    assert client.post("/folj/", ASK, headers={"Origin": "https://annan.example"}).status_code == 403
    assert client.post("/folj/", ASK).cookies == {}


def test_pages_behind_a_link_are_stored_nowhere_and_shown_by_no_search_engine(client, bo):
    for page in (path(mine_address(bo)), path(stop_address(bo))):
        answer = client.get(page)
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert "bo@example.se" not in answer.content.decode()


def test_what_is_followed_can_be_changed_and_the_last_thing_takes_the_address_with_it(client, bo, link):
    client.post(link(vad="landet"))
    first, second = Followed.objects.in_order()
    mine = path(mine_address(bo))
    answer = client.post(mine, {f"val-{first.pk}": "monthly", f"val-{second.pk}": "sluta"})
    assert "Dina val är sparade." in answer.content.decode()
    assert known() == [("bo@example.se", "Gislaved", "monthly")]
    assert "Välj något i listan." in client.post(mine, {}).content.decode()
    assert known() == [("bo@example.se", "Gislaved", "monthly")]
    assert "Du får inga fler brev" in client.post(mine, {f"val-{first.pk}": "sluta"}).content.decode()
    assert (Follower.objects.count(), FollowRequest.objects.count()) == (0, 0)


def test_one_post_stops_everything_without_cookie_origin_or_redirect_and_again_is_the_same(
    bo, django_assert_num_queries
):
    page = path(stop_address(bo))
    program = Client(enforce_csrf_checks=True, headers={"Origin": "https://mail.example"})
    assert "Vill du sluta få brev?" in program.get(page).content.decode()
    assert Follower.objects.count() == 1
    for _ in range(2):
        answer = program.post(page, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
        assert (answer.status_code, answer.cookies) == (200, {})
        assert "Du följer ingenting, och din adress finns inte kvar hos oss." in answer.content.decode()
    assert (Follower.objects.count(), Followed.objects.count(), FollowRequest.objects.count()) == (0, 0, 0)


def test_links_that_are_false_or_of_another_kind_tell_nothing(client, bo, link):
    confirm = link(vad="landet").split("/")[3]
    mine = path(mine_address(bo)).split("/")[2]
    false = [
        reverse("follow_confirm", args=[mine]),
        reverse("follow_confirm", args=["1:x:y"]),
        *(
            reverse(name, args=[token])
            for name in ("follow_mine", "follow_stop")
            for token in (confirm, "1:x", "tack-")
        ),
    ]
    for address in false:
        for answer in (client.get(address), client.post(address)):
            assert (answer.status_code, "Länken gäller inte" in answer.content.decode()) == (410, True)
    assert known() == [("bo@example.se", "Gislaved", "at_once")]


def test_a_wish_that_nobody_confirms_is_forgotten_after_seven_days_and_its_link_with_it(client, link, monkeypatch):
    page = link()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + forgetting.LASTS - datetime.timedelta(minutes=1))
    forgetting.sweep()
    assert FollowRequest.objects.count() == 1
    monkeypatch.setattr(timezone, "now", lambda: now + forgetting.LASTS + datetime.timedelta(minutes=1))
    assert forgetting.sweep() == "Önskningar att följa: 1. Utskick: 0."
    assert client.post(page).status_code == 410
    assert known() == []
