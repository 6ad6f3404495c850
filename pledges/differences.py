"""What differs between two contents, in words: "Löfte 2, text", what it said and what it says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# What each key of a content is called. None: not for reading, or told by another key beside it.
NAMES: dict[str, str | None] = {
    "schema": None, "id": None, "thread": None, "number": None, "municipality": None, "slug": "adress",
    "is_demo": "påhittad",
    "part": "del av kommunen", "label": "period", "title": "rubrik", "availability": "vad som finns",
    "area": "lokalpolisområde", "area_as_written": "lokalpolisområdet som det står", "period": "period",
    "starts_on": "från och med", "ends_on": "till och med", "basis": None, "note": "anmärkning", "text": "",
    "parties": "part", "name": "namn", "kind": None, "signed": "undertecknat", "on": None, "precision": None,
    "decided": "beslut", "by": "av", "signatories": "undertecknare", "party": None, "party_text": "part",
    "extension": "förlängning", "pledges": "förlänger", "reason": "skäl", "promises": "löfte",
    "dropped_promises": "löfte som togs bort", "dropped_activities": "aktivitet som togs bort",
    "groups": "grupp", "lead_in": "inledande ord", "is_open_list": "bland annat", "activities": "aktivitet",
    "sections": "avsnitt", "statements": "påstående", "effects": "förväntad effekt", "focus_areas": "fokusområde",
    "quotes": "citat", "links": "länk", "photo": "foto", "file": "fil", "alt": "vad bilden visar",
    "caption": "bildtext", "record": "om sidan", "page_owner": "sidansvarig", "first_published": "först publicerat",
    "last_updated": "senast uppdaterat", "source": "källa", "promised_by": None, "promised_by_text": "vem som lovar",
    "themes": "teman", "target_group": "målgrupp", "ages": "åldrar", "relation": None,
    "relation_text": "mot förra perioden", "relation_note": "kommentar", "predecessor": "fortsätter",
    "responsible": None, "responsible_text": "ansvarig", "partners": "medverkande", "places": "platser",
    "methods": "metoder", "abbreviation": None, "extent": None, "extent_text": "omfattning", "target": "mål",
    "count": None, "unit": None, "at_least": None, "per": None, "per_place": None, "share_percent": None,
    "share_of": None, "share_text": "andel", "development": None, "development_text": "utveckling",
    "happens": "när", "until": None, "paragraphs": "", "promise": "hör till löfte", "figures": "siffror",
    "description": "beskrivning", "person": "namn", "organisation": "organisation", "agrees": "instämmer",
    "is_paraphrase": "återgivet med egna ord", "url": "adress", "pledge": "medborgarlöfte", "year": "år",
    "first_tertial": "från tertial", "last_tertial": "till tertial", "half_year": "halvår", "range_label": None,
    "in_words": None, "document": "dokument", "available": None, "reported": "redovisades",
    "presented": "presenterades", "to": "för", "respondents": "svarande", "narratives": "berättande text",
    "about": "om", "answers": "svar", "activity": None, "status": None, "status_text": "läge", "done_count": None,
    "done_text": "antal", "done_so_far": None, "progress_text": None, "progress_share": None, "covers": None,
    "comment_paragraphs": "kommentar", "target_text": None, "summary": None, "earlier": None,
    "goal": None, "fields": "", "rows": "",
    "names_hidden": None,
}  # fmt: skip
WORDS = re.compile(r"\s+|[^\s]+")
LONGEST = 4000  # words; longer texts are shown whole, before and after
Key = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One text that differs. `parts` are ("same" | "gone" | "new", text) in reading order."""

    label: str
    parts: list[tuple[str, str]]


def changes(before: dict, after: dict) -> list[Change]:
    """Everything that reads differently, in the order of the later content."""
    old, new = ({key: (label, text) for key, label, text in texts(content)} for content in (before, after))
    keys = [*new, *(key for key in old if key not in new)]
    found = []
    for key in keys:
        was, now = old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]
        if was != now:
            label = (new.get(key) or old[key])[0]
            found.append(Change(label[:1].upper() + label[1:], parts(was, now)))
    return found


def laid_over(content: dict | None, parts: Iterable[dict]) -> dict | None:
    """What a content says once some of its rows say something else, or are gone (None); None when it is not known.

    >>> laid_over({"answers": [{"activity": 7, "status_text": "Pågår"}]},
    ...           [{"rows": "answers", "where": {"activity": 7}, "row": {"status_text": "Genomförd"}}])
    {'answers': [{'activity': 7, 'status_text': 'Genomförd'}]}
    """
    if content is None:
        return None
    found = dict(content)
    for part in parts:
        rows, where, says = found.get(part["rows"], []), part["where"], part["row"]
        if not any(is_at(row, where) for row in rows):
            rows = [*rows, where]
        laid = [{**row, **(says or {})} if is_at(row, where) else row for row in rows]
        found[part["rows"]] = [row for row in laid if says is not None or not is_at(row, where)]
    return found


def is_at(row: dict, where: dict) -> bool:
    return all(row.get(name) == value for name, value in where.items())


def texts(value, key: Key = (), label: str = "") -> Iterator[tuple[Key, str, str]]:
    """(key, label, text) of each text in a content. Rows with an id keep their key wherever they stand."""
    if isinstance(value, dict):
        for name, inner in value.items():
            called = NAMES.get(name, name)
            if called is not None:
                yield from texts(inner, (*key, name), ", ".join(filter(None, (label, called))))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, row in enumerate(value, 1):
            own = row.get("id") or row.get("activity")
            row_key = (key[-1], str(own)) if own else (*key, str(place))
            yield from texts(row, row_key, f"{label} {row.get('number') or place}")
    else:
        text = plain_text(value)
        if text:
            yield key, label, text


def plain_text(value) -> str:
    if isinstance(value, list):
        return "\n\n".join(str(one) for one in value)
    if isinstance(value, bool):
        return "ja" if value else ""
    return "" if value is None else str(value)


def parts(was: str, now: str) -> list[tuple[str, str]]:
    """The later text with what is gone and what is new, word by word.

    >>> parts("Minst 15 insatser", "Minst 20 insatser")
    [('same', 'Minst '), ('gone', '15'), ('new', '20'), ('same', ' insatser')]
    """
    old, new = WORDS.findall(was), WORDS.findall(now)
    if len(old) + len(new) > LONGEST:
        return [("gone", was), ("new", now)]
    found = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs = [("same", new[start:end])] if kind == "equal" else [("gone", old[first:last]), ("new", new[start:end])]
        found += [(mark, "".join(words)) for mark, words in pairs if words]
    return found
