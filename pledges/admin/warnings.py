"""Says what deserves a second look: after saving, and, where script can ask, while it is written."""

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse

from pledges import guardrails
from pledges.models import Activity, GlossaryTerm, Method


def while_typing(request: HttpRequest) -> JsonResponse:
    """{field: [sentences]} about the row of a form that was sent; `_row` is how its names begin. Saves nothing."""
    start = request.POST.get("_row", "")
    sent = [(name, text) for name, text in request.POST.items() if name.startswith(start) and name != "_row"]
    row = {name.removeprefix(start): text for name, text in sent}
    period = request.POST.get("starts_on", ""), request.POST.get("ends_on", "")
    found = guardrails.about_typed(row, period, known_words())
    return JsonResponse({f"{start}{name}": warnings for name, warnings in found.items()})


def about_saved(form, formsets) -> list[str]:
    """Warnings about the forms that were changed; asks for the glossary only when there is text."""
    changed = [one for one in (form, *(row for rows in formsets for row in rows.forms)) if one.has_changed()]
    kept = [one for one in changed if getattr(one, "cleaned_data", None) and not one.cleaned_data.get("DELETE")]
    texts = [text for one in kept for text in texts_of(one)]
    found = guardrails.about_texts(texts, known_words()) if texts else []
    return found + without_alt(kept) + outside_period(kept)


def texts_of(form) -> Iterable[str]:
    """What was written in the fields that were changed."""
    for name in set(form.changed_data) - guardrails.NOT_PROSE:
        if isinstance(form.cleaned_data.get(name), str):
            yield form.cleaned_data[name]


def known_words() -> set[str]:
    terms = {word for name in GlossaryTerm.objects.values_list("name", flat=True) for word in name.split()}
    return terms | set(Method.objects.values_list("abbreviation", flat=True))


def without_alt(forms) -> list[str]:
    values = [form.cleaned_data for form in forms]
    lacks = [guardrails.about_photo(bool(one.get("photo")), one.get("photo_alt") or "") for one in values]
    return next(filter(None, lacks), [])


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
