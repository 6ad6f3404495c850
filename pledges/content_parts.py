"""The smaller parts of a pledge's content: a promise, an activity with its target, a quote."""

import datetime

from pledges.models import Activity, Promise, Quote
from pledges.targets import share_text, target_text
from portal.wording import ages_text, day_text, paragraphs, span_text


def promise_content(promise: Promise, number: int) -> dict:
    earlier = promise.predecessor
    return {
        "id": promise.pk,
        "number": number,
        "lead_in": promise.lead_in,
        "text": promise.text,
        "promised_by": promise.promised_by,
        "promised_by_text": promise.get_promised_by_display(),
        "themes": terms(promise.themes.all()),
        "target_group": promise.target_group,
        "ages": ages_text(promise.age_from, promise.age_to),
        "relation": promise.relation,
        "relation_text": promise.get_relation_display() if promise.relation else "",
        "relation_note": promise.relation_note,
        "thread": promise.thread,
        "predecessor": {"label": earlier.pledge.tidy_label, "slug": earlier.pledge.slug} if earlier else None,
    }


def activity_content(activity: Activity, number: int, promise_numbers: dict[int, int]) -> dict:
    """One activity; `promises` are the numbers of the promises that it belongs to."""
    return {
        "id": activity.pk,
        "number": number,
        "text": activity.text,
        "promises": sorted(promise_numbers[promise.pk] for promise in activity.promises.all()),
        "responsible": activity.responsible,
        "responsible_text": responsible_text(activity),
        "partners": terms(activity.partners.all()),
        "places": [str(place) for place in activity.places.all()],
        "methods": [
            {"name": method.name, "slug": method.slug, "abbreviation": method.abbreviation}
            for method in activity.methods.all()
        ],
        "extent": activity.extent,
        "extent_text": activity.get_extent_display() if activity.extent in ("continuous", "conditional") else "",
        "target": target_content(activity),
        "development": activity.development,
        "development_text": activity.get_development_display() if activity.development else "",
        "relation": activity.relation,
        "relation_text": activity.get_relation_display() if activity.relation else "",
        "relation_note": activity.relation_note,
        "happens": happens(activity.happens_on, activity.happens_until),
    }


def responsible_text(activity: Activity) -> str:
    """Who does it, in words: "Polisen (områdespoliserna)", "Polisen och kommunen, polisen leder"."""
    if not activity.responsible:
        return ""
    name = activity.responsible_body or activity.get_responsible_display()
    if activity.sub_role:
        name = f"{name} ({activity.sub_role})"
    return f"{name}, {activity.get_lead_display().lower()} leder" if activity.lead else name


def target_content(activity: Activity) -> dict | None:
    """The numeric target and its words; None for work without a number."""
    if activity.target_count is None:
        return None
    return {
        "count": activity.target_count,
        "unit": activity.target_unit,
        "at_least": activity.target_at_least,
        "per": activity.target_per,
        "per_place": activity.target_per_place,
        "share_percent": activity.target_share_percent,
        "share_of": activity.target_share_of,
        "text": target_text(
            activity.target_count,
            activity.target_unit,
            at_least=activity.target_at_least,
            per=activity.target_per,
            per_place=activity.target_per_place,
        ),
        "share_text": share_text(activity.target_share_percent, activity.target_share_of),
    }


def quote_content(quote: Quote) -> dict:
    return {
        "paragraphs": paragraphs(quote.text),
        "is_paraphrase": quote.is_paraphrase,
        "person": quote.person,
        "title": quote.title,
        "organisation": quote.organisation,
        "agrees": quote.agrees,
    }


def terms(found) -> list[dict]:
    return [{"name": term.name, "slug": term.slug} for term in found]


def happens(first: datetime.date | None, last: datetime.date | None) -> dict | None:
    """When an event takes place, or None for work without a day."""
    if first is None:
        return None
    text = span_text(first, last) if last and last != first else day_text(first)
    return {"on": first.isoformat(), "until": (last or first).isoformat(), "text": text}
