"""The content of an invented pledge, as pledges.contents writes it, for tests of its PDF."""

import datetime

from pledges.pdf import EditionFacts

FIRST = EditionFacts(
    number=1,
    published_at=datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC),
    change_note="",
    address="https://loften.example/exempelby/2023-2024/",
)
TARGET = {"count": 15, "text": "minst 15 riktade insatser", "share_text": "varav minst 20 procent kvällstid"}


def promise(number: int, **changes) -> dict:
    return {
        "id": number,
        "number": number,
        "lead_in": "Polisen och kommunen lovar att:" if number == 1 else "",
        "text": f"Löftestext nummer {number}.",
        "promised_by": "joint",
        "promised_by_text": "Polisen och kommunen",
        "themes": [{"name": "narkotika", "slug": "narkotika"}, {"name": "unga", "slug": "unga"}],
        "target_group": "främst unga",
        "ages": "21 år och yngre",
        "relation": "same",
        "relation_text": "Samma som förra perioden",
        "relation_note": "",
        "predecessor": {"label": "2021–2022", "slug": "2021-2022"},
        **changes,
    }


def activity(number: int, **changes) -> dict:
    return {
        "id": number,
        "number": number,
        "text": f"Aktivitetstext nummer {number}.",
        "promises": [2],
        "responsible": "police",
        "responsible_text": "Polisen (områdespoliserna)",
        "partners": [{"name": "skola", "slug": "skola"}, {"name": "föreningar", "slug": "foreningar"}],
        "places": ["Torget i Exempelby", "Väg 26"],
        "methods": [{"name": "trafikkontroll", "slug": "trafikkontroll", "abbreviation": ""}],
        "extent": "counted",
        "extent_text": "",
        "target": TARGET,
        "development": "widens",
        "development_text": "Utökas eller utvecklas",
        "relation": "",
        "relation_text": "",
        "relation_note": "",
        "happens": None,
        **changes,
    }


def content(**changes) -> dict:
    """A whole pledge with everything that one can have."""
    return {**identity(), **parts(), **changes}


def identity() -> dict:
    return {
        "schema": 1,
        "municipality": {"code": "9999", "name": "Exempelby", "official_name": "Exempelby kommun", "slug": "exempelby"},
        "is_demo": False,
        "slug": "2023-2024",
        "part": "Norra staden",
        "label": "2023–2024",
        "title": "Medborgarlöfte 2023–2024, Norra staden",
        "availability": "full",
        "area": {"name": "Exempelbygden", "slug": "exempelbygden"},
        "area_as_written": "",
        "period": {
            "starts_on": "2023-01-01",
            "ends_on": "2024-12-31",
            "basis": "signing",
            "text": "2023–2024, från undertecknandet",
            "note": ["Löftet ses över efter ett år."],
        },
        "parties": [{"kind": "municipality", "name": "Exempelby kommun"}, {"kind": "police", "name": "Polisen"}],
        "signed": {"on": "2023-02-01", "precision": "day", "text": "1 februari 2023"},
        "decided": {"by": "Kommunstyrelsen", "on": "2023-01-20", "text": "20 januari 2023"},
        "signatories": [{"name": "Åsa Öst", "title": "kommunstyrelsens ordförande", "party": "municipality"}],
        "record": {
            "page_owner": "Lokalpolisområdet",
            "first_published": {"on": "2023-02-02", "text": "2 februari 2023"},
            "last_updated": {"on": "2023-03-03", "text": "3 mars 2023"},
            "source": "Polisens sida om Exempelby",
        },
    }


def parts() -> dict:
    return {
        "extension": {
            "pledges": [{"label": "2021", "slug": "2021"}, {"label": "2022", "slug": "2022"}],
            "reason": ["Mer tid."],
        },
        "promises": [promise(1), promise(2)],
        "dropped_promises": [
            {"text": "Färre inbrott.", "label": "2021–2022", "slug": "x", "reason": "De har blivit få."},
        ],
        "groups": [
            {"lead_in": "Aktiviteter", "is_open_list": True, "promise": None, "activities": [activity(1)]},
            {"lead_in": "Tillsammans ska vi", "is_open_list": False, "promise": 2, "activities": [activity(2)]},
        ],
        "sections": [
            {"kind": "follow_up", "title": "Så följs löftet upp", "paragraphs": ["Varje tertial."]},
            {"kind": "introduction", "title": "Inledning", "paragraphs": ["Först några ord."]},
            {"kind": "effects", "title": "Det här väntar vi oss", "paragraphs": []},
        ],
        "statements": [
            {"text": "Många är oroliga.", "source": "Trygghetsmätningen", "figures": "12 procent", "promise": 1},
        ],
        "effects": ["Fler är trygga."],
        "focus_areas": [{"name": "Trafik", "description": "Hastighet vid skolor."}],
        "quotes": [
            {
                "paragraphs": ["Nu gör vi det."], "is_paraphrase": False, "person": "Bo Ek", "title": "kommunpolis",
                "organisation": "Polisen", "agrees": "Åsa Öst",
            }
        ],
        "links": [{"label": "Om löften", "url": "https://polisen.example/om"}, {"label": "Mätningen", "url": ""}],
        "photo": None,
    }  # fmt: skip
