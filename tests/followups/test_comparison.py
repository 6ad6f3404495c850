"""Kommuner side by side, by address or name."""

import re

import pytest

from pledges import publishing
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def kommuner():
    for name, code in (("Gislaved", "0662"), ("Sävsjö", "0684"), ("Gnosjö", "0617")):
        pledge = factories.pledge(factories.municipality(name, code))
        pledge.promises.update(text=f"Löfte i {name}.")
        if name != "Gnosjö":
            publishing.publish(pledge, by=factories.user())


def columns(html: str) -> list[str]:
    return re.findall(r'<th scope="col"><a href="[^"]+">([^<]+)</a>', html)


def test_each_column_has_what_is_promised_and_how_it_goes(client, kommuner):
    html = client.get("/jamfor/?kommun=gislaved&kommun=savsjo").content.decode()
    assert columns(html) == ["Gislaved", "Sävsjö"]
    assert [f"Löfte i {name}." in html for name in ("Gislaved", "Sävsjö", "Gnosjö")] == [True, True, False]


def test_a_kommun_without_a_published_pledge_says_so(client, kommuner):
    assert "Inget känt löfte" in client.get("/jamfor/?kommun=gnosjo").content.decode()


def test_names_are_taken_as_they_are_typed_once_each_and_no_more_than_four(client, kommuner):
    for number in range(4):
        factories.municipality(f"Ort {number}", f"190{number}")
    names = ["Sävsjö", "savsjo", "", "Ort 0", "Ort 1", "Ort 2", "Ort 3"]
    assert columns(client.get("/jamfor/", {"kommun": names}).content.decode()) == ["Sävsjö", "Ort 0", "Ort 1", "Ort 2"]


def test_an_unknown_name_is_told_and_escaped(client, kommuner):
    html = client.get("/jamfor/", {"kommun": ["Gislaved", "<b>Nowhere"]}).content.decode()
    assert "Ingen kommun heter ”b-nowhere”" in html
    assert columns(html) == ["Gislaved"]


def test_one_alone_offers_its_neighbours(client, kommuner):
    html = client.get("/jamfor/?kommun=gislaved").content.decode()
    assert 'href="/jamfor/?kommun=gislaved&amp;kommun=gnosjo"' in html


def test_the_page_costs_the_same_however_many(client, kommuner, django_assert_num_queries):
    for address in ("/jamfor/?kommun=gislaved", "/jamfor/?kommun=gislaved&kommun=savsjo&kommun=gnosjo"):
        with django_assert_num_queries(4):
            client.get(address)
