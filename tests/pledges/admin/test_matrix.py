"""Every back-office route × who × verb × whose thing: nobody reaches another kommun, by any door.

The routes come from the URL resolver, so that a new view cannot be forgotten: one that takes something else than
an object's id must be given a row in `SPECIAL`.
"""

import re
from dataclasses import dataclass

import pytest
from django.urls import get_resolver, reverse

from followups.models import Export, FollowUp
from pledges.models import Document, Membership, NewsItem, Notice, Place, Pledge, Theme
from portal.models import User
from tests.fixtures.loaded import loaded
from tests.pledges.admin.world import MARK, made_world, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

VERBS = ("get", "post")
SHUT_OUT = ("anonymous", "no second factor", "ended", "without work", "closed")
LOCAL = ("editor", "reviewer", "coordinator", "administrator of one kommun")
NATIONAL = ("administrator", "operator")
# Routes that take something else than an object's id, and what to try: {parameter: own, other and missing}.
SPECIAL: dict[str, dict[str, tuple[str, str, str]]] = {
    "admin:app_list": {"app_label": ("pledges", "portal", "pledges")},
    **{f"admin:export{name}": {"export_id": ("0", "{export}", "999999")} for name in ("", "_cancel", "_file")},
}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    parameters: tuple[str, ...]

    @property
    def model(self) -> str:
        """ "pledges.pledge" for an object's route."""
        found = re.match(r"admin/(\w+)/(\w+)/", self.pattern)
        return f"{found[1]}.{found[2]}" if found else ""

    def address(self, **values: str) -> str:
        text = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: values[m[1]], self.pattern)
        text = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: values.get(m[1], ""), text)
        return "/" + text.replace("^", "").replace("$", "").replace("\\Z", "")


def routes() -> list[Route]:
    """Every route below /admin/, but for the catch-all that only redirects to addresses that exist."""
    found = []

    def walk(resolver, prefix="", names=()):
        for part in resolver.url_patterns:
            if hasattr(part, "url_patterns"):
                walk(part, prefix + str(part.pattern), (*names, part.namespace) if part.namespace else names)
            elif (prefix + str(part.pattern)).startswith("admin/") and "(?P<url>" not in str(part.pattern):
                name = ":".join((*names, part.name or ""))
                found.append(Route(name, prefix + str(part.pattern), tuple(part.pattern.regex.groupindex)))

    walk(get_resolver())
    return found


def test_each_route_takes_an_objects_id_or_has_a_row_of_its_own():
    unknown = [r.name for r in routes() if r.parameters not in ((), ("object_id",)) and r.name not in SPECIAL]
    assert unknown == []
    assert set(SPECIAL) <= {route.name for route in routes()}


def test_every_model_with_routes_has_things_to_try(world):
    assert {route.model for route in routes() if route.parameters == ("object_id",)} - set(world) == set()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """{model: {"own": [ids], "other": [ids]}}: published and drafts, in one kommun and in another.

    Made once; what a test changes is rolled back after it.
    """
    with loaded(django_db_blocker, tmp_path_factory.mktemp("files")):
        yield made_world()


def ask(client, verb: str, address: str):
    answer = getattr(client, verb)(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer, body.decode("utf-8", "replace")


def told(answer, key: str) -> tuple[int, str]:
    """What an answer tells of whether a thing exists: its status and where it leads, the thing's own id left out."""
    return answer.status_code, answer.headers.get("Location", "").replace(str(key), "ID")


def others_rows() -> list:
    """All that is written of the other kommun and of the country, to be found unchanged."""
    kinds = (Pledge, FollowUp, NewsItem, Document, Notice, Place)
    rows = [row for kind in kinds for row in kind.objects.values().order_by("pk") if row["municipality_id"] == "0684"]
    rows += Export.objects.values().order_by("pk")
    rows += User.objects.values("pk", "is_superuser", "is_active", "password").order_by("pk")
    return [*rows, *Membership.objects.values().order_by("pk"), *Theme.objects.values().order_by("pk")]


def asked(route: Route, world: dict, verb: str, posts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Those of the route's targets that are tried with the verb; what belongs to `posts` is sent to as well."""
    return [target for target in targets(route, world) if verb == "get" or target[0] in posts]


def targets(route: Route, world: dict) -> list[tuple[str, str, str]]:
    """(whose, key, address) of what can be tried on a route."""
    if route.name in SPECIAL:
        others = {"user": world["portal.user"]["other"][0], "export": world["followups.export"]["other"][0]}
        ((parameter, tried),) = SPECIAL[route.name].items()
        keys = zip(("own", "other", "missing"), [value.format(**others) for value in tried], strict=True)
        return [(whose, key, route.address(**{parameter: key})) for whose, key in keys]
    if not route.parameters:
        return [("list", "", route.address())]
    things = world[route.model]
    keys = [
        *(("own", key) for key in things["own"]),
        *(("other", key) for key in things["other"]),
        ("missing", "999999"),
    ]
    return [(whose, str(key), route.address(object_id=str(key))) for whose, key in keys]


@pytest.mark.parametrize("who", SHUT_OUT)
def test_who_has_no_work_today_gets_in_nowhere_and_learns_nothing(client, world, who):
    """At the door, before anything is looked up: so what is sent is sent to what is missing and to another's."""
    client = signed_in(client, who)
    wrong, cells, before = [], 0, others_rows()
    for route in routes():
        for verb in VERBS:
            answers = {}
            for whose, key, address in asked(route, world, verb, ("list", "other", "missing")):
                answer, body = ask(client, verb, address)
                cells += 1
                answers.setdefault(whose, set()).add(told(answer, key))
                if MARK in body or answer.status_code >= 500 or (answer.status_code == 200 and "/login" not in address):
                    wrong.append((verb, address, answer.status_code))
            if answers.get("other", answers.get("missing")) != answers.get("missing") and route.name not in SPECIAL:
                wrong.append((verb, route.name, answers))
    assert wrong == []
    assert others_rows() == before
    assert cells > 500


@pytest.mark.parametrize("who", LOCAL)
def test_who_works_in_one_kommun_finds_another_as_if_it_did_not_exist(client, world, who):
    """Forms of their own that are sent empty come back with the same choices for each role, so one sends them."""
    client = signed_in(client, who)
    posts = ("list", "own", "other", "missing") if who == "editor" else ("list", "other", "missing")
    wrong, cells, before = [], 0, others_rows()
    for route in routes():
        for verb in VERBS:
            answers: dict[str, set] = {}
            for whose, key, address in asked(route, world, verb, posts):
                answer, body = ask(client, verb, address)
                cells += 1
                answers.setdefault(whose, set()).add(told(answer, key))
                if MARK in body or answer.status_code >= 500:
                    wrong.append((verb, address, answer.status_code, "leaked" if MARK in body else "broke"))
            if "other" in answers and answers["other"] != answers["missing"] and route.name not in SPECIAL:
                wrong.append((verb, route.name, answers))
    assert wrong == []
    assert others_rows() == before
    assert cells > 500


@pytest.mark.parametrize("who", LOCAL)
def test_who_works_in_one_kommun_does_reach_its_own_things(client, world, who):
    client = signed_in(client, who)
    for model in ("pledges.pledge", "followups.followup", "pledges.newsitem", "pledges.document", "pledges.notice"):
        app, name = model.split(".")
        assert client.get(reverse(f"admin:{app}_{name}_changelist")).status_code == 200
        for key in world[model]["own"]:
            assert client.get(reverse(f"admin:{app}_{name}_change", args=[key])).status_code == 200, (model, key)


@pytest.mark.parametrize("who", NATIONAL)
def test_who_works_with_the_whole_country_reaches_all_and_nothing_breaks(client, world, who):
    client = signed_in(client, who)
    broken, cells = [], 0
    for route in routes():
        for whose, _key, address in targets(route, world):
            if whose == "own":
                continue  # to them as good as another's
            answer, _body = ask(client, "get", address)
            cells += 1
            if answer.status_code >= 500:
                broken.append((address, answer.status_code))
    assert broken == []
    assert cells > 150
    for key in world["pledges.pledge"]["other"]:
        assert client.get(reverse("admin:pledges_pledge_change", args=[key])).status_code == 200


@pytest.mark.parametrize(
    "key", ["%00", "²", "9" * 30, "9" * 5000, "١" * 8, "-1", "1_2F2", "' OR 1=1", "%F0%9F%98%80", "a/b"]
)
def test_a_broken_id_is_a_missing_thing_and_never_a_fault(client, world, key):
    client = signed_in(client, "editor")
    faults = []
    for route in routes():
        if route.parameters == ("object_id",):
            address = route.address(object_id=key)
            answer, _body = ask(client, "get", address)
            if answer.status_code not in (301, 302, 400, 403, 404):
                faults.append((address[:80], answer.status_code))
    assert faults == []


@pytest.mark.parametrize(
    "lookup", ["municipality__name=x", "municipality__county__region=1", "pledge__source__contains=a"]
)
def test_lists_answer_no_question_about_what_is_beyond_them(client, world, lookup):
    client = signed_in(client, "editor")
    for model in ("pledges_pledge", "followups_followup", "pledges_newsitem", "pledges_document"):
        answer = client.get(f"{reverse(f'admin:{model}_changelist')}?{lookup}")
        assert answer.status_code in (302, 400), (model, lookup)
