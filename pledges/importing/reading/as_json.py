"""A draft as values for JSON: for programs, and to keep beside the page that it was read from."""

import dataclasses
import datetime

from pledges.tertial import ReportingRange

from .drafts import PageDraft
from .texts import Text


def page_json(page: PageDraft) -> dict:
    """The whole draft. A text is {"text", "spans": [[line, from, to]]}; what is empty is left out."""
    return _value(page)


def _value(value):
    if isinstance(value, Text):
        spans = [[span.line, span.start, span.end] for span in value.spans]
        return {"text": value.value, "spans": spans}
    if isinstance(value, ReportingRange):
        return value.slug
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _value(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {name: part for name, part in parts.items() if part not in (None, "", [], ())}
    if isinstance(value, tuple | list):
        return [_value(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
