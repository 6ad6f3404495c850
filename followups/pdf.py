"""A follow-up's edition as a PDF: its content arranged for paper."""

from django.template.loader import render_to_string

from followups.pdf_bar import status_bar
from pledges.pdf import EditionFacts
from portal.pdf import Pdf, render
from portal.wording import listed

BOOKMARK_LENGTH = 70
METER_STEP = 5  # percent; the style sheet has one class for each step


def follow_up_pdf(content: dict, facts: EditionFacts) -> Pdf:
    """The PDF of a follow-up's content (see followups.contents). Raises portal.pdf.RenderingFailed."""
    return render(follow_up_html(content, facts))


def follow_up_html(content: dict, facts: EditionFacts) -> str:
    """The document that becomes the PDF."""
    official_name = content["municipality"]["official_name"]
    name = f"Uppföljning {_first_small(content['range_label'])}"
    texts = {promise["number"]: promise["text"] for promise in content["promises"]}
    return render_to_string(
        "pdf/follow_up.html",
        {
            "follow_up": content,
            "facts": facts,
            "title": f"{name}, {official_name}",
            "running": f"{official_name} · {name}",
            "description": f"Hur det har gått med det som polisen och {official_name} har lovat, {content['in_words']}.",
            "is_demo": content["is_demo"],
            "bar": status_bar(content["summary"]),
            "narratives": [{**part, "promise_text": texts.get(part["promise"], "")} for part in content["narratives"]],
            "answers": [answer_item(answer) for answer in content["answers"]],
        },
    )


def answer_item(answer: dict) -> dict:
    """An answer with its bookmark, its facts in words and the step of its meter."""
    numbers = [str(number) for number in answer["promises"]]
    facts = [
        ("Ansvarig", answer["responsible_text"]),
        ("Hör till", f"löfte {listed(numbers)}" if numbers else ""),
        ("Mål", answer["target_text"]),
    ]
    return {
        **answer,
        "bookmark": _shortened(f"{answer['number']}. {answer['text']}"),
        "facts": [(label, text) for label, text in facts if text],
        "meter": meter_step(answer["progress_share"]),
    }


def meter_step(share: float | None) -> int | None:
    """Percent in steps of five: nothing done is 0, anything more at least one step, and 100 only when all is.

    >>> [meter_step(share) for share in (None, 0, 0.01, 0.5, 0.99, 1.2)]
    [None, 0, 5, 50, 95, 100]
    """
    if share is None:
        return None
    if share <= 0 or share >= 1:
        return 0 if share <= 0 else 100
    return min(100 - METER_STEP, max(METER_STEP, round(share * 100 / METER_STEP) * METER_STEP))


def _shortened(text: str) -> str:
    if len(text) <= BOOKMARK_LENGTH:
        return text
    return text[:BOOKMARK_LENGTH].rsplit(" ", 1)[0] + " …"


def _first_small(text: str) -> str:
    return text[:1].lower() + text[1:]
