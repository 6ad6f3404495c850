"""The public addresses: all of them are told, and nothing that is not public is among them."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver, resolve

from portal.public_addresses import public_addresses
from tests.portal.country import make_country

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

# Routes where anybody is answered and that are not told of, each with its reason.
LEFT_OUT = {
    "feedback": "takes what a form sends",
    "feedback_thanks": "the answer to a form",
    "follow_asked": "the answer to a form",
    **dict.fromkeys(("follow_confirm", "follow_mine", "follow_stop"), "somebody's own"),
    **dict.fromkeys(("open_data_asking", "api_list", "api_object"), "questions without end"),
    **dict.fromkeys(("api", "api_info", "api_description"), "tell of what only answers questions"),
    **dict.fromkeys(("health_live", "health_ready", "health_deep", "numbers"), "for operators"),
}
INSIDE = ("admin/", "konto/")


@pytest.fixture
def country(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_country()


@pytest.mark.usefixtures("country")
def test_no_public_route_is_forgotten_and_nothing_else_is_told(monkeypatch):
    """That each of them is answered is held by the copy that is made of them all (tests/portal/mirror)."""
    monkeypatch.setattr("portal.public_addresses.AT_A_TIME", 2)
    paths = list(public_addresses())
    assert paths[:2] == ["/gislaved/", "/habo/"]
    assert len(set(paths)) == len(paths)
    assert not [path for path in paths if "utkast" in path or "2031" in path]
    told = {resolve(path).url_name for path in paths}
    assert told & LEFT_OUT.keys() == set()
    assert set(routes(get_resolver().url_patterns)) == told | LEFT_OUT.keys()


def routes(patterns: list, before: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if not path.startswith(INSIDE):
            yield from [pattern.name] if isinstance(pattern, URLPattern) else routes(pattern.url_patterns, path)
