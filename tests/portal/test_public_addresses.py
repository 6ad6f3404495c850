"""The public addresses: all of them are told, each answers, and nothing that is not public is among them."""

import hashlib
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.urls import URLPattern, get_resolver, resolve

import followups.publishing
from pledges import publishing
from pledges.models import Document, Method, Municipality, Theme
from portal.public_addresses import public_addresses
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

# Routes where anybody is answered and that are not told of, each with its reason.
LEFT_OUT = {
    "feedback": "takes what a form sends",
    "feedback_thanks": "the answer to a form",
    "follow_asked": "the answer to a form",
    **dict.fromkeys(("follow_confirm", "follow_mine", "follow_stop"), "somebody's own"),
    **dict.fromkeys(("open_data_asking", "api_list", "api_object"), "questions without end"),
    **dict.fromkeys(("api", "api_info", "api_description"), "tell of what only answers questions"),
    **dict.fromkeys(("health_live", "health_ready", "health_deep"), "for operators"),
}
INSIDE = ("admin/", "konto/")


@pytest.fixture
def country(settings, tmp_path):
    """A kommun with all that one may have, public, withdrawn and not public yet; and one with nothing."""
    settings.MEDIA_ROOT = tmp_path
    by = factories.user()
    factories.area("Värnamo", factories.municipality())
    factories.municipality("Habo", "0643")
    Theme.objects.create(name="Trafik", slug="trafik")
    Method.objects.create(name="EST", slug="est")
    where = factories.municipality()
    make_public(where, by)
    factories.pledge(where, 2031, 2032)
    factories.news_item(where, slug="utkast")


def make_public(where: Municipality, by) -> None:
    pledge, old = factories.pledge(where), factories.pledge(where, 2023, 2024)
    for one in (pledge, old):
        publishing.publish(one, by=by)
    report = factories.follow_up(pledge, answers={pledge.activities.get(): ("done", None)})
    followups.publishing.publish(report, by=by)
    followups.publishing.publish(report, by=by, note="Rättat.")
    shown = [factories.news_item(where), document(where, b"%PDF-1")]
    gone = [factories.news_item(where, slug="borta"), document(where, b"%PDF-2")]
    for item in (*shown, *gone):
        publishing.make_public(item, by=by)
    for item in (*gone, old):
        publishing.withdraw(item, by=by, reason="Fel.")


def document(where: Municipality, content: bytes) -> Document:
    known = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "kind": "other", "source": "Prov"}
    made = Document(municipality=where, title="Avtal", **known)
    made.file.save("x.pdf", ContentFile(content), save=False)
    made.save()
    return made


@pytest.mark.usefixtures("country")
def test_each_answers_the_public_with_what_it_is_or_why_it_is_gone(client, monkeypatch):
    monkeypatch.setattr("portal.public_addresses.AT_A_TIME", 3)
    monkeypatch.setattr("portal.previews.serving.draw", lambda _picture: b"a picture")
    told = list(public_addresses())
    assert told[:2] == ["/gislaved/", "/habo/"]
    assert len(set(told)) == len(told)
    answered = {path: status(client, path) for path in told}
    others = Counter(found for found in answered.values() if found != 200)
    assert others == {410: 1 + 1 + 5}  # news, a document; a pledge with picture, edition and two addresses of its file
    assert not [path for path in told if "utkast" in path or "2031" in path]


def status(client, path: str) -> int:
    answer = client.get(path)
    assert answer.getvalue()
    return answer.status_code


@pytest.mark.usefixtures("country")
def test_no_public_route_is_forgotten(django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        told = {resolve(path).url_name for path in public_addresses()}
    assert told & LEFT_OUT.keys() == set()
    assert set(routes(get_resolver().url_patterns)) == told | LEFT_OUT.keys()


def routes(patterns: list, before: str = "") -> Iterator[str]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if not path.startswith(INSIDE):
            yield from [pattern.name] if isinstance(pattern, URLPattern) else routes(pattern.url_patterns, path)
