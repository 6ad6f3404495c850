"""Calendars that others subscribe to, as iCalendar (RFC 5545; RFC 7986 for what a calendar says of itself)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event, Timezone

A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """Whole days in Sweden, the first and the last. `key` is the same for good; `changed` is when it was last told."""

    key: str
    first: datetime.date
    last: datetime.date
    summary: str
    description: str
    address: str
    changed: datetime.datetime


def calendar(name: str, *, address: str, page: str, host: str, entries: Iterable[Entry]) -> bytes:
    """The file: `address` is its own, `page` the one that it belongs to, and `host` makes the keys unlike others'."""
    made = Calendar()
    made.add("prodid", f"-//{host}//Medborgarloften//SV")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    for title in ("name", "x-wr-calname"):
        made.add(title, _plain(name))
    made.add("url", page)
    made.add("source", address, parameters={"VALUE": "URI"})
    made.add("refresh-interval", A_DAY, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")  # what Outlook calls the same; to the library it is text
    events = [_event(entry, host) for entry in sorted(entries, key=lambda entry: (entry.first, entry.key))]
    for part in events or [Timezone.from_tzid("Europe/Stockholm")]:  # RFC 5545, 3.6: never without any part
        made.add_component(part)
    return made.to_ical()


def _event(entry: Entry, host: str) -> Event:
    made = Event()
    made.add("uid", f"{entry.key}@{host}")
    made.add("dtstamp", entry.changed.astimezone(datetime.UTC))
    made.add("dtstart", entry.first)
    made.add("dtend", entry.last + A_DAY)  # the first day that is not part of it
    made.add("summary", _plain(entry.summary))
    made.add("description", _plain(entry.description))
    made.add("url", entry.address)
    made.add("transp", "TRANSPARENT")  # nobody is busy because of it
    return made


def _plain(text: str) -> str:
    """On one line."""
    return " ".join(text.split())
