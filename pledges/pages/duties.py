"""The pages that the law asks for: how accessible the portal is, and what it does with personal data."""

from dataclasses import dataclass

import yaml
from django.conf import settings
from django.urls import reverse

from pledges.models import Document
from pledges.pages.base import Page, site_notices, today
from portal.retention import Kept, all_kept
from portal.wording import day_text

STATEMENT = settings.BASE_DIR / "fixtures" / "om" / "tillganglighet.yaml"


@dataclass(kw_only=True)
class AccessibilityPage(Page):
    """What a tillgänglighetsredogörelse holds (lagen 2018:1937 and DIGG's MDFFS 2019:2).

    What fails the law, would be too heavy a burden, and is outside the law are each [{"what", "why"}]; of the `files`
    documents `untagged` are not accessible.
    """

    compliance: str
    published_text: str
    assessed_text: str
    updated_text: str
    answer_days: int
    method: str
    shortcomings: list[dict]
    burdensome: list[dict]
    outside: list[dict]
    files: int
    untagged: int
    owner: str


def accessibility_page() -> AccessibilityPage:
    known = yaml.safe_load(STATEMENT.read_text(encoding="utf-8"))
    days = {f"{name}_text": day_text(known[f"{name}_on"]) for name in ("published", "assessed", "updated")}
    as_known = ("compliance", "answer_days", "method", "shortcomings", "burdensome", "outside")
    public = Document.objects.published()
    return AccessibilityPage(
        **_about("Tillgänglighet", "Hur tillgänglig webbplatsen är, vad som brister och hur du säger till."),
        **days,
        **{name: known[name] for name in as_known},
        files=public.with_file().count(),
        untagged=public.untagged().count(),
        owner=settings.PORTAL_OWNER,
    )


@dataclass(kw_only=True)
class PrivacyPage(Page):
    kept: list[Kept]


def privacy_page() -> PrivacyPage:
    """What is done with personal data; how long it is kept as each part of the portal tells."""
    return PrivacyPage(
        **_about("Personuppgifter och kakor", "Vad webbplatsen gör med personuppgifter, och att den inte har kakor."),
        kept=all_kept(),
    )


def _about(heading: str, description: str) -> dict:
    return {
        "title": heading,
        "heading": heading,
        "description": description,
        "crumbs": [("Start", reverse("start")), ("Om medborgarlöften", reverse("about"))],
        "notices": site_notices(today()),
    }
