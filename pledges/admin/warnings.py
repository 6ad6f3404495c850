"""Says after saving what deserves a second look in what was just written."""

from collections.abc import Iterable

from pledges import guardrails
from pledges.models import Activity, GlossaryTerm, Method

NOT_PROSE = {"slug", "seen", "website", "url", "source", "source_address", "label"}


def about_saved(form, formsets) -> list[str]:
    """Warnings about the forms that were changed; asks for the glossary only when there is text."""
    changed = [one for one in (form, *(row for rows in formsets for row in rows.forms)) if one.has_changed()]
    kept = [one for one in changed if getattr(one, "cleaned_data", None) and not one.cleaned_data.get("DELETE")]
    texts = [text for one in kept for text in texts_of(one)]
    found = guardrails.about_texts(texts, known_words()) if texts else []
    return found + without_alt(kept) + outside_period(kept)


def texts_of(form) -> Iterable[str]:
    """What was written in the fields that were changed."""
    for name in set(form.changed_data) - NOT_PROSE:
        if isinstance(form.cleaned_data.get(name), str):
            yield form.cleaned_data[name]


def known_words() -> set[str]:
    terms = {word for name in GlossaryTerm.objects.values_list("name", flat=True) for word in name.split()}
    return terms | set(Method.objects.values_list("abbreviation", flat=True))


def without_alt(forms) -> list[str]:
    lacks = any(form.cleaned_data.get("photo") and not form.cleaned_data.get("photo_alt") for form in forms)
    return ["Beskriv vad bilden visar, för den som inte ser den."] if lacks else []


def outside_period(forms) -> list[str]:
    return [
        warning
        for form in forms
        if isinstance(form.instance, Activity)
        for warning in guardrails.about_days(
            form.instance.text,
            (form.instance.happens_on, form.instance.happens_until),
            form.instance.pledge.starts_on,
            form.instance.pledge.ends_on,
        )
    ]
