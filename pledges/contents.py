"""A pledge as one JSON document: what an edition freezes, and what its page, PDF and open data show.

`pledge_content(pledge)` is the only writer; readers are the templates. `SCHEMA` is raised when a
reader must tell old documents from new; keys are only ever added. Days are ISO strings beside a
Swedish text, so that templates format nothing.
"""

import datetime

from pledges.content_parts import activity_content, promise_content, quote_content
from pledges.models import Activity, Pledge, Promise, Section
from portal.wording import day_text, paragraphs, span_text, verses

SCHEMA = 1


def pledge_content(pledge: Pledge) -> dict:
    """The whole pledge as plain values. Fetch it with `Pledge.objects.for_content()` to bound the queries."""
    promises = list(pledge.promises.all())
    numbers = {promise.pk: number for number, promise in enumerate(promises, 1)}
    return {
        "schema": SCHEMA,
        **identity(pledge),
        "period": period(pledge),
        **agreement(pledge),
        "extension": extension(pledge),
        "promises": [promise_content(promise, numbers[promise.pk]) for promise in promises],
        "dropped_promises": [dropped(promise) for promise in pledge.dropped_promise_set.all()],
        "dropped_activities": [dropped(activity) for activity in pledge.dropped_activity_set.all()],
        "groups": groups(pledge, numbers),
        **sections(pledge, numbers),
        "photo": photo(pledge),
        "record": record(pledge),
    }


def identity(pledge: Pledge) -> dict:
    municipality = pledge.municipality
    return {
        "municipality": {
            "code": municipality.code,
            "name": municipality.name,
            "official_name": municipality.official_name,
            "slug": municipality.slug,
        },
        "is_demo": municipality.is_demo,
        "slug": pledge.slug,
        "part": pledge.part,
        "label": pledge.tidy_label,
        "title": pledge.title,
        "availability": pledge.availability,
        "area": {"name": pledge.area.name, "slug": pledge.area.slug} if pledge.area else None,
        "area_as_written": pledge.area_as_written,
    }


def period(pledge: Pledge) -> dict:
    """Real days, and the words to show: the days only where the text states them."""
    texts = {
        pledge.PeriodBasis.STATED: span_text(pledge.starts_on, pledge.ends_on),
        pledge.PeriodBasis.YEARS: pledge.tidy_label,
        pledge.PeriodBasis.SIGNING: f"{pledge.tidy_label}, från undertecknandet",
    }
    return {
        "starts_on": pledge.starts_on.isoformat(),
        "ends_on": pledge.ends_on.isoformat(),
        "basis": pledge.period_basis,
        "text": texts[pledge.PeriodBasis(pledge.period_basis)],
        "note": paragraphs(pledge.validity_note),
    }


def agreement(pledge: Pledge) -> dict:
    """Who stands behind it, who signed when, who decided."""
    return {
        "parties": [{"kind": party.kind, "name": party.name} for party in pledge.parties.all()],
        "signed": signed(pledge),
        "decided": {
            "by": pledge.decided_by,
            "on": pledge.decided_on.isoformat() if pledge.decided_on else "",
            "text": day_text(pledge.decided_on) if pledge.decided_on else "",
        }
        if pledge.decided_by or pledge.decided_on
        else None,
        "signatories": [
            {"name": person.name, "title": person.title, "party": person.party} for person in pledge.signatories.all()
        ],
    }


def signed(pledge: Pledge) -> dict | None:
    day = pledge.signed_on
    if day is None:
        return None
    precision = pledge.Precision
    texts = {
        precision.DAY: day_text(day),
        precision.MONTH: day_text(day).split("\u00a0", 1)[1],
        precision.YEAR: str(day.year),
        precision.LATEST: f"senast {day_text(day)}",
    }
    return {
        "on": day.isoformat(),
        "precision": pledge.signed_precision,
        "text": texts[precision(pledge.signed_precision)],
    }


def extension(pledge: Pledge) -> dict | None:
    extended = [
        {"label": earlier.tidy_label, "slug": earlier.slug}
        for earlier in sorted(pledge.extends.all(), key=lambda earlier: earlier.starts_on)
    ]
    if not extended and not pledge.extension_reason:
        return None
    return {"pledges": extended, "reason": paragraphs(pledge.extension_reason)}


def dropped(row: Promise | Activity) -> dict:
    """A promise or an activity of an earlier pledge that this one does not carry on."""
    return {
        "id": row.pk,
        "text": row.text,
        "label": row.pledge.tidy_label,
        "slug": row.pledge.slug,
        "reason": row.dropped_reason,
    }


def groups(pledge: Pledge, numbers: dict[int, int]) -> list[dict]:
    """Activities in the groups of the text, in order; those of no group come last under an empty lead-in."""
    found: dict[int | None, dict] = {
        group.pk: {
            "lead_in": group.lead_in,
            "is_open_list": group.is_open_list,
            "promise": numbers.get(group.promise_id),
            "activities": [],
        }
        for group in pledge.activity_groups.all()
    }
    found[None] = {"lead_in": "", "is_open_list": False, "promise": None, "activities": []}
    for number, activity in enumerate(pledge.activities.all(), 1):
        found[activity.group_id]["activities"].append(activity_content(activity, number, numbers))
    return [group for group in found.values() if group["activities"]]


def sections(pledge: Pledge, numbers: dict[int, int]) -> dict:
    return {
        "sections": [
            {"kind": section.kind, "title": str(section), "paragraphs": section_paragraphs(section)}
            for section in pledge.sections.all()
        ],
        "statements": [
            {
                "text": statement.text,
                "source": statement.source,
                "figures": statement.figures,
                "promise": numbers.get(statement.motivates_id),
            }
            for statement in pledge.situationstatements.all()
        ],
        "effects": [effect.text for effect in pledge.expectedeffects.all()],
        "focus_areas": [{"name": focus.name, "description": focus.description} for focus in pledge.focusareas.all()],
        "quotes": [quote_content(quote) for quote in pledge.quotes.all()],
        "links": [{"label": link.label, "url": link.url} for link in pledge.relatedlinks.all()],
    }


def section_paragraphs(section: Section) -> list[str]:
    """In easy Swedish each line is a sentence, and stays one."""
    return verses(section.body) if section.kind == Section.Kind.EASY else paragraphs(section.body)


def easy_summary(content: dict) -> dict | None:
    """The easy-to-read part of a pledge's content, None when nobody has written one."""
    return next((section for section in content["sections"] if section["kind"] == Section.Kind.EASY), None)


def photo(pledge) -> dict | None:
    """The photo's texts, and its file's name in storage ("" when only the texts are known)."""
    if not (pledge.photo or pledge.photo_alt or pledge.photo_caption):
        return None
    return {"file": pledge.photo.name or "", "alt": pledge.photo_alt, "caption": pledge.photo_caption}


def record(pledge: Pledge) -> dict:
    """Who keeps the page, since when, and where the facts come from."""
    return {
        "page_owner": pledge.page_owner,
        "first_published": dated(pledge.first_published),
        "last_updated": dated(pledge.last_updated),
        "source": pledge.source,
    }


def dated(day: datetime.date | None) -> dict | None:
    return {"on": day.isoformat(), "text": day_text(day)} if day else None
