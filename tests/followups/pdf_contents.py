"""The content of an invented follow-up, as followups.contents writes it, for tests of its PDF."""

import datetime

from pledges.pdf import EditionFacts
from pledges.summaries import STATUS_ORDER, STATUS_TEXT, summary

FIRST = EditionFacts(
    number=1,
    published_at=datetime.datetime(2020, 9, 30, 22, 30, tzinfo=datetime.UTC),
    change_note="",
    address="https://loften.example/exempelby/uppfoljning/2020-t1-2/",
)


def answer(number: int, status: str = "ongoing", **changes) -> dict:
    return {
        "activity": number,
        "number": number,
        "text": f"Hålla trygghetsvandring nummer {number} i centrala Exempelby tillsammans med föreningar",
        "promises": [1],
        "responsible_text": "Polisen (områdespoliserna)",
        "target_text": "",
        "status": status,
        "status_text": STATUS_TEXT[status],
        "done_count": None,
        "done_text": "",
        "done_so_far": None,
        "progress_text": "",
        "progress_share": None,
        "covers": "",
        "comment_paragraphs": [f"Kommentar till aktivitet {number}."],
        **changes,
    }


def measured(number: int, **changes) -> dict:
    """An answer with a number that is held against a target."""
    given = {"target_text": "minst 10 insatser", "done_so_far": 15, "goal": 10, "progress_text": "15 av minst 10"}
    return answer(number, "done", **given | {"progress_share": 1.0, "covers": "tertial 1–2 2020"} | changes)


def earlier(label: str) -> dict:
    """What a follow-up says of one before it."""
    return {"label": label, "summary": summary(["ongoing"]), "is_demo": False}


def content(answers: list[dict] | None = None, **changes) -> dict:
    """A whole follow-up; by default one answer of each status."""
    if answers is None:
        answers = [answer(number, status) for number, status in enumerate(STATUS_ORDER, 1)]
    return {
        "schema": 1,
        "municipality": {"code": "9999", "name": "Exempelby", "official_name": "Exempelby kommun", "slug": "exempelby"},
        "pledge": {"slug": "2019-2020", "title": "Medborgarlöfte 2019–2020"},
        "slug": "2020-t1-2",
        "year": 2020,
        "first_tertial": 1,
        "last_tertial": 2,
        "half_year": None,
        "range_label": "Tertial 1–2 2020",
        "in_words": "januari–augusti 2020",
        "title": "",
        "availability": "full",
        "is_demo": False,
        "document": None,
        "reported": {"on": "2020-09-30", "text": "30 september 2020"},
        "presented": {"to": "Kommunstyrelsen", "on": "2020-10-13", "text": "13 oktober 2020"},
        "respondents": [
            {"party": "police", "party_text": "Polisen", "name": "Anna Åkesson", "title": "kommunpolis"},
            {"party": "municipality", "party_text": "Kommunen", "name": "Örjan Ström", "title": "säkerhetssamordnare"},
        ],
        "promises": [{"number": 1, "text": "Centrum ska bli tryggare på kvällen."}],
        "summary": summary(given["status"] for given in answers),
        "narratives": [{"promise": 1, "about": "Löfte 1", "paragraphs": ["Sommaren var lugn."]}],
        "answers": answers,
        **changes,
    }
