"""The API: pages, objects, conditional questions, other sites, and every kind of odd question."""

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from pledges import publishing
from portal.opendata.datasets import datasets
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
SLUGS = [dataset.slug for dataset in datasets()]
ROOT = "/api/v1"
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def unhurried(settings):
    settings.API_PER_MINUTE = 0


def get(client, path: str, **headers):
    return client.get(f"{ROOT}{path}", headers=headers)


def told(client, path: str) -> dict:
    answer = get(client, path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json"), answer.content
    return answer.json()


def test_the_root_leads_to_every_resource_and_to_the_descriptions(public, client):
    root = told(client, "/")
    assert [one["name"] for one in root["resources"]] == SLUGS
    for address in [root["apiInfo"], root["openapi"], *(one["url"] for one in root["resources"])]:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200, address


def test_a_list_comes_in_pages_with_links_between_them(public, client):
    whole = told(client, "/aktiviteter?limit=100")
    assert (whole["page"], whole["limit"], whole["totalItems"], whole["totalPages"]) == (1, 100, 7, 1)
    assert (whole["links"]["prev"], whole["links"]["next"]) == (None, None)
    for limit in (1, 2, 3, 5):
        found, address = [], f"{ROOT}/aktiviteter?limit={limit}"
        while address:
            answer = client.get(address)
            found += answer.json()["items"]
            address = (answer.json()["links"]["next"] or "").removeprefix("http://127.0.0.1:8000")
        assert found == whole["items"], limit
    beyond = told(client, "/aktiviteter?limit=3&page=99")
    assert (beyond["items"], beyond["totalItems"]) == ([], 7)
    assert beyond["links"]["prev"] == "http://127.0.0.1:8000/api/v1/aktiviteter?limit=3&page=3"


def test_the_links_are_in_the_header_too(public, client):
    address = "http://127.0.0.1:8000/api/v1/aktiviteter?municipalityCode=0662&limit=1&page="
    assert get(client, "/aktiviteter?limit=1&page=2&municipalityCode=0662")["Link"] == (
        f'<{address}1>; rel="first", <{address}1>; rel="prev", <{address}3>; rel="next", <{address}3>; rel="last"'
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_each_object_of_a_list_is_found_by_its_id(public, client, slug):
    for one in told(client, f"/{slug}?limit=100")["items"]:
        alone = told(client, f"/{slug}/{one['id']}")
        assert alone.pop("links")["collection"] == f"http://127.0.0.1:8000/api/v1/{slug}"
        assert alone == one


@pytest.mark.parametrize("slug", SLUGS)
def test_each_object_leads_to_a_page_that_is_there(public, client, slug):
    for one in told(client, f"/{slug}?limit=100")["items"]:
        addresses = [one["url"]] if "url" in one else one["followUpUrls"]
        for address in addresses:
            answer = client.get(address.removeprefix("http://127.0.0.1:8000").partition("#")[0])
            assert answer.status_code == 200
            answer.getvalue()


def test_a_list_can_be_narrowed_down(public, client):
    assert told(client, "/kommuner?municipalityCode=0684")["totalItems"] == 1
    assert told(client, "/kommuner?countyCode=06")["totalItems"] == 2
    assert told(client, "/kommuner?countyCode=01")["items"] == []
    assert told(client, "/medborgarloften?year=2024")["totalItems"] == 1
    assert told(client, "/medborgarloften?year=2026&municipalityCode=0684")["totalItems"] == 0
    assert told(client, "/uppfoljningar?year=2025")["totalItems"] == 2
    assert told(client, "/tackning?municipalityCode=0684")["totalItems"] == 3


def test_what_has_not_changed_is_not_sent_again(public, client):
    for path in ("/", "/api-info", "/aktiviteter", "/kommuner/0662"):
        first = get(client, path)
        again = get(client, path, if_none_match=first["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert get(client, path, if_none_match='"annat"').status_code == 200
    assert client.head(f"{ROOT}/aktiviteter")["ETag"] == get(client, "/aktiviteter")["ETag"]


def test_pages_of_other_sites_may_read_it_also_its_errors(public, client):
    for path in ("/aktiviteter", "/finns-inte", "/aktiviteter?limit=x"):
        answer = get(client, path, origin="https://annan.example")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Set-Cookie" not in answer
    asked = client.options(f"{ROOT}/aktiviteter", headers={"Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    assert asked["Access-Control-Allow-Headers"] == "Accept, If-None-Match"


ODD = ["²", "١", "0", "-1", "1.0", "1e3", " 1", "+1", "", "abc", "9" * 30, "1" * 5000, "%00", "%ff", "1%0d%0aX:1"]


@pytest.mark.parametrize("name", ["limit", "page", "municipalityCode", "countyCode", "year"])
def test_an_odd_value_is_refused_and_said_in_swedish(public, client, name):
    for value in ODD:
        answer = get(client, f"/aktiviteter?{name}={value}")
        assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM), value
        assert sorted(answer.json()) == ["detail", "instance", "status", "title", "type"]


STRANGE = [
    "/aktiviteter?limit=101",
    "/aktiviteter?page=1000001",
    "/aktiviteter?limit=1&limit=2",
    "/aktiviteter?order_by=text",
    "/aktiviteter?municipality__pledges__part=x",
    "/aktiviteter?_connector=OR",
    "/aktiviteter?filter[state]=draft",
    "/aktiviteter?page_size=1000000",
    "/kommuner/0662?limit=1",
]


@pytest.mark.parametrize("path", STRANGE)
def test_what_is_not_declared_cannot_be_asked_for(public, client, path):
    answer = get(client, path)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)


MISSING = [
    "/finns-inte",
    "/aktiviteter/0",
    "/aktiviteter/" + "9" * 15,
    "/aktiviteter/1-x",
    "/kommuner/²",
    "/kommuner/",
    "/kommuner/" + "1" * 5000,
    "/aktiviteter/%F0%9F%98%80",
    "/../../etc",
]


def test_what_is_not_there_is_a_problem_too(public, client):
    for path in MISSING:
        answer = get(client, path)
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM), path
        assert answer.json()["title"] == "Finns inte"


def test_the_fictional_kommun_of_the_demonstration_is_not_in_it(public, client):
    assert get(client, "/kommuner/9999").status_code == 404
    assert told(client, "/medborgarloften?municipalityCode=9999")["items"] == []


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_it_can_only_be_read(public, client, method):
    client.handler.enforce_csrf_checks = True
    answer = getattr(client, method)(f"{ROOT}/aktiviteter")
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_the_form_to_try_it_on_leads_to_the_question_without_what_was_left_empty(public, client):
    answer = client.get("/oppna-data/prova/aktiviteter?municipalityCode=0662&countyCode=&limit=5&okand=1")
    assert (answer.status_code, answer["Location"]) == (302, "/api/v1/aktiviteter?limit=5&municipalityCode=0662")
    assert client.get("/oppna-data/prova/finns-inte").status_code == 404
    page = client.get("/oppna-data/prova/").content.decode()
    assert [f'action="/oppna-data/prova/{slug}"' in page for slug in SLUGS] == [True] * 9


def test_whoever_asks_too_often_has_to_wait(public, client, settings):
    settings.API_PER_MINUTE = 3
    codes = [get(client, "/api-info").status_code for _ in range(4)]
    last = get(client, "/api-info")
    assert codes == [200] * 3 + [429]
    assert 1 <= int(last["Retry-After"]) <= 60
    assert last["Content-Type"] == PROBLEM


def test_a_database_that_is_away_is_a_problem_as_well(public, client, monkeypatch):
    def away(*_args):
        raise OperationalError

    monkeypatch.setattr("portal.opendata.api.views.part", away)
    answer = get(client, "/aktiviteter")
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (503, PROBLEM, "30")


QUESTIONS = {
    "kommuner": 3,
    "lokalpolisomraden": 3,
    "medborgarloften": 2,
    "loften": 3,
    "aktiviteter": 4,
    "dokument": 2,
    "uppfoljningar": 2,
    "svar-per-aktivitet": 3,
    "tackning": 5,
}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_page_of_a_hundred_costs_as_many_questions_as_one_of_one(public, client, slug):
    for limit in (1, 100):
        with CaptureQueriesContext(connection) as asked:
            told(client, f"/{slug}?limit={limit}")
        assert len(asked) == QUESTIONS[slug], [one["sql"] for one in asked.captured_queries]


def test_a_hundred_objects_come_from_as_many_pledges_as_it_takes(public, client):
    for year in (2000, 2001, 2002):
        made = factories.pledge(public.other.municipality, first=year, last=year, activities=36)
        publishing.publish(made, by=factories.user())
    with CaptureQueriesContext(connection) as asked:
        first = told(client, "/aktiviteter?limit=100")
    assert len(asked) == 4
    second = told(client, "/aktiviteter?limit=100&page=2")
    assert (len(first["items"]), len(second["items"]), first["totalItems"]) == (100, 15, 115)
    assert len({one["id"] for one in first["items"] + second["items"]}) == 115
