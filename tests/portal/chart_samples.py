"""Made-up values for every chart, for the gallery and the tests of drawings."""

from types import SimpleNamespace

from followups.coverage import STATE_TEXT
from pledges.charts import TargetRow
from pledges.summaries import STATUS_TEXT, summary
from portal.charts import Stretch


def target(share: float | None, outcome: str = "6 av minst 10", **fields) -> TargetRow:
    row = {"text": "Trafikinsatser.", "target": "minst 10 insatser", "covers": "tertial 1 2024", "number": 1}
    return TargetRow(outcome=outcome, share=share, **row | fields)


def samples() -> dict:
    states = [{"state": state.value, "text": text, "count": 1} for state, text in STATE_TEXT.items()]
    years = [
        {"year": 2020 + place, "stretches": [Stretch(state.value, 3, f"tertial 1–3 {text.lower()}")]}
        for place, (state, text) in enumerate(STATE_TEXT.items())
    ]
    course = {
        "rows": years,
        "legend": states,
        "text": "Av tre tertial, från tertial 1 2024: två saknas.",
    }
    savsjo = SimpleNamespace(name="Sävsjö", slug="savsjo")
    shares = [
        {"label": "Tertial 2 2024", "address": "/savsjo/", "summary": summary(list(STATUS_TEXT)), "is_demo": True},
        {"label": "Tertial 1 2024", "summary": summary(["done", "late"]), "is_demo": False},
    ]
    return {
        "shares": shares,
        "targets": [
            ("2023–2024", [target(0.6), target(2.5, is_demo=True)]),
            ("2021–2022", [target(None, ""), target(0.0, "0 av minst 10")]),
        ],
        "course": course,
        "courses": {"rows": [{"municipality": savsjo, "course": course}], "years": range(2020, 2027), "legend": states},
    }
