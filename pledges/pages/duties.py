"""The pages that the law asks for: how accessible the portal is, and what it does with personal data."""

import datetime
from dataclasses import dataclass

import yaml
from django.conf import settings
from django.urls import reverse

from pledges.models import Document
from pledges.pages.base import Page, site_notices, today
from portal.wording import day_text

STATEMENT = settings.BASE_DIR / "fixtures" / "om" / "tillganglighet.yaml"


@dataclass(kw_only=True)
class AccessibilityPage(Page):
    """What a tillgänglighetsredogörelse holds (lagen 2018:1937 and DIGG's MDFFS 2019:2).

    `shortcomings` are [{"what", "why"}]; of the `files` documents `untagged` are not accessible.
    """

    assessed_text: str
    method: str
    shortcomings: list[dict]
    files: int
    untagged: int
    owner: str


def accessibility_page() -> AccessibilityPage:
    known = yaml.safe_load(STATEMENT.read_text(encoding="utf-8"))
    assessed: datetime.date = known["assessed_on"]
    public = Document.objects.published()
    return AccessibilityPage(
        **_about("Tillgänglighet", "Hur tillgänglig webbplatsen är, vad som brister och hur du säger till."),
        assessed_text=day_text(assessed),
        method=known["method"],
        shortcomings=known["shortcomings"],
        files=public.with_file().count(),
        untagged=public.untagged().count(),
        owner=settings.PORTAL_OWNER,
    )


def privacy_page() -> Page:
    return Page(
        **_about("Personuppgifter och kakor", "Vad webbplatsen gör med personuppgifter, och att den inte har kakor.")
    )


def _about(heading: str, description: str) -> dict:
    return {
        "title": heading,
        "heading": heading,
        "description": description,
        "crumbs": [("Start", reverse("start")), ("Om medborgarlöften", reverse("about"))],
        "notices": site_notices(today()),
    }
