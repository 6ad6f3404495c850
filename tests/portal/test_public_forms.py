"""Forms without cookies: sent from our own pages or by a program, never from another site's."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.limits import TooMany
from portal.public_forms import public_form

OWN, OTHER = "http://testserver", "https://annan.example"


@public_form
def view(request, error=None):
    if error:
        raise error
    return HttpResponse("gjort")


def sent(**headers) -> HttpResponse:
    return view(RequestFactory(headers=headers).post("/"))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": OWN}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OTHER}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": OTHER}, 403),
        ({"Sec-Fetch-Site": "okänt ord"}, 403),
        ({"Origin": OWN}, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": OTHER}, 403),
        ({"Origin": "https://testserver"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_only_what_may_come_from_our_own_pages_is_taken(headers, status):
    assert sent(**headers).status_code == status


def test_a_refusal_is_in_swedish_and_a_link_from_another_site_still_works():
    assert "skickades från en annan webbplats" in sent(Origin=OTHER).content.decode()
    followed = RequestFactory(headers={"Sec-Fetch-Site": "cross-site"}).get("/")
    assert view(followed).content == b"gjort"


def test_no_token_is_needed_and_no_cookie_set():
    assert view.csrf_exempt
    assert sent().cookies == {}


def test_whoever_sends_too_much_is_told_how_long_to_wait():
    answer = view(RequestFactory().post("/"), TooMany(150))
    assert answer.status_code == 429
    assert answer["Retry-After"] == "150"
    assert "Vänta 3\xa0minuter och försök igen." in answer.content.decode()
