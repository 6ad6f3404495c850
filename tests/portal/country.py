"""A small country with all that may be public, withdrawn and not public yet, for tests that go through all of it."""

import hashlib

from django.core.files.base import ContentFile

import followups.publishing
from pledges import publishing
from pledges.models import Document, Method, Municipality, Theme
from tests import factories


def make_country() -> Municipality:
    """A kommun with all that one may have, public, withdrawn and not public yet; and one with nothing."""
    by = factories.user()
    factories.area("Värnamo", factories.municipality())
    factories.municipality("Habo", "0643")
    Theme.objects.create(name="Trafik", slug="trafik")
    Method.objects.create(name="EST", slug="est")
    where = factories.municipality()
    make_public(where, by)
    factories.pledge(where, 2031, 2032)
    factories.news_item(where, slug="utkast")
    return where


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
