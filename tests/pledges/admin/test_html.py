"""Every kind of page in the back office is valid HTML, Django's own parts included."""

import pytest
from django.utils import timezone

from pledges import publishing
from pledges.models import UnsavedWork
from portal.local.testtools import html_errors
from tests import factories
from tests.approving import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(editor, quick_pdf) -> list[str]:
    editor.is_superuser = True
    editor.save()
    pledge = factories.pledge(activities=2)
    person("bo", "editor", "police", municipality=pledge.municipality)
    publishing.publish(pledge, by=editor)
    follow_up = factories.follow_up(pledge, answers={pledge.activities.first(): ("done", 1)})
    news = factories.news_item()
    UnsavedWork.objects.create(user=editor, kind="pledges.newsitem", key=news.pk, saved_at=timezone.now())
    lists = [
        "", "pledges/pledge/", "pledges/pledge/?q=x&state__exact=draft", "pledges/pledge/add/",
        "followups/followup/add/", "followups/followup/kalkylark/", "pledges/document/add/",
        "oversikt/", "oversikt/paminn/?kommun=0662", "lage/",
    ]  # fmt: skip
    items = [
        *(f"pledges/pledge/{pledge.pk}/{step}/" for step in ("change", "publicera", "dra-tillbaka", "history")),
        f"pledges/pledge/{pledge.pk}/nytt-lofte/",
        *(f"followups/followup/{follow_up.pk}/{step}/" for step in ("change", "svar", "publicera", "delete")),
        *(f"pledges/newsitem/{news.pk}/change/{query}" for query in ("", "?osparat=1")),
        *(f"portal/user/{factories.user('bo@example.se').pk}/{step}/" for step in ("change", "history", "aterstall")),
    ]
    return [f"/admin/{path}" for path in (*lists, *items)]


def test_the_html_of_the_back_office_is_valid(office, addresses, tmp_path):
    pages = {address: office.get(address) for address in addresses}
    files = []
    for address, answer in pages.items():
        assert answer.status_code == 200
        files.append(tmp_path / f"{address.strip('/').replace('/', '_').replace('?', '_')}.html")
        files[-1].write_bytes(answer.content)
    assert html_errors(files) == []
