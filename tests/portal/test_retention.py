"""The privacy page says how long things are kept with the very numbers by which they are forgotten."""

import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.accounts import lockout
from portal.models import LoginAttempt
from portal.retention import in_days

pytestmark = pytest.mark.django_db


def told(client) -> dict[str, str]:
    html = client.get("/personuppgifter/").content.decode()
    return {what: span.replace("\u00a0", " ") for what, span in re.findall("<dt>([^<]+)</dt><dd>([^<]+)</dd>", html)}


def test_the_page_tells_of_all_that_is_kept_and_for_how_long(client):
    assert told(client) == {
        "Ditt svar på om informationen hjälpte": "90 dagar",
        "Din e-postadress, om du inte bekräftar att du vill följa": "Sju dagar",
        "Vad som har skickats till dig som följer": "70 dagar",
        "Misslyckade försök att logga in, utan adress": "Ett dygn",
        "Inloggningar": "Ett dygn",
        "Osparat arbete": "Sju dagar",
        "Det som har raderats": "90 dagar",
        "Vem som har påmints om vad": "400 dagar",
        "Exporter, hos den som har beställt dem": "14 dagar",
    }


def test_its_numbers_are_those_of_the_settings_and_of_the_sweeps(client, settings, monkeypatch):
    settings.FEEDBACK_KEPT_DAYS, settings.EXPORT_KEPT_DAYS = 33, 34
    monkeypatch.setattr("pledges.following.forgetting.KEPT", datetime.timedelta(days=35))
    monkeypatch.setattr("pledges.forgetting.TRASH_KEPT", datetime.timedelta(days=36))
    monkeypatch.setattr("pledges.forgetting.UNSAVED_KEPT", datetime.timedelta(days=37))
    monkeypatch.setattr("followups.reminders.forgetting.KEPT", datetime.timedelta(days=38))
    assert {f"{days} dagar" for days in range(33, 39)} <= set(told(client).values())


@pytest.mark.parametrize(
    ("span", "words"), [(1, "ett dygn"), (datetime.timedelta(days=12), "tolv dagar"), (90, "90 dagar")]
)
def test_spans_are_said_in_words(span, words):
    assert in_days(span).replace("\u00a0", " ") == words


def test_attempts_that_count_no_more_and_sessions_that_are_over_go_in_the_night():
    now = timezone.now()
    for minutes in (14, 16):
        LoginAttempt.objects.create(account="a", network="b", at=now - datetime.timedelta(minutes=minutes))
    for key, hours in (("over", -1), ("lives", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + datetime.timedelta(hours=hours))
    assert lockout.sweep() == "Inloggningsförsök: 1."
    assert [one.session_key for one in Session.objects.all()] == ["lives"]
