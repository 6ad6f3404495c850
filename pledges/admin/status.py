"""The operators' page: how each part of the portal is, since when, and what to do about it."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from pledges.permissions import administers_accounts
from portal.deadlines import Patience
from portal.health.facts import runs
from portal.health.signs import EACH, TOGETHER, State, all_signs
from portal.wiring import load

# What each part is called; in the order of the checks.
NAMES = {
    "database": "Databasen",
    "migrations": "Databasens tabeller",
    "files": "Filer",
    "room": "Diskutrymme",
    "search": "Sökningen",
    "pdf": "PDF-filer",
    "queue": "Kön och arbetaren",
    "timers": "Tidtagarna",
    "backup": "Säkerhetskopior",
    "letters": "Brev till dem som följer",
    "reminders": "Påminnelser",
    "exports": "Exporter",
}
SUMMARY = {
    State.OK: "Allt är bra.",
    State.UNKNOWN: "Något är okänt.",
    State.WARNING: "Något behöver ses över.",
    State.FAULT: "Något är fel.",
}


def routes(site: admin.AdminSite) -> list:
    return [path("lage/", site.admin_view(status), name="status")]


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """For those who run the portal or administer the country; to others there is no such page."""
    if not administers_accounts(request.user):
        raise Http404
    signs = all_signs()
    worst = max((sign.state for sign in signs.values()), key=list(State).index)
    context = {
        "title": "Portalens läge",
        "summary": SUMMARY[worst],
        "parts": [(NAMES.get(name, name), sign) for name, sign in signs.items()],
        "runs": asked(runs),
        "facts": [fact for facts in load("STATUS_FACTS") for fact in asked(facts)],
        "now": timezone.now(),
    }
    return TemplateResponse(request, "admin/status.html", {**admin.site.each_context(request), **context})


def asked(question) -> list:
    """What the question finds; nothing when it cannot be answered now, which the signs tell of."""
    try:
        return Patience(EACH, TOGETHER).ask(f"status {question.__module__}.{question.__name__}", question)
    except Exception:
        return []
