"""One answer on paper: its bookmark, its facts in words, its meter. Plain values in and out."""

from portal.wording import listed, shortened

BOOKMARK_LENGTH = 70
METER_STEP = 5  # percent; the style sheet has one class for each step
LONG_COMMENT = 1500  # characters; a longer answer may be divided between pages


def answer_item(answer: dict, range_label: str) -> dict:
    """The answer with all that its part of the page needs; `range_label` is what the follow-up is about."""
    numbers = [str(number) for number in answer["promises"]]
    facts = [
        ("Ansvarig", answer["responsible_text"]),
        ("Hör till", f"löfte {listed(numbers)}" if numbers else ""),
        ("Mål", answer["target_text"]),
    ]
    return {
        **answer,
        "bookmark": shortened(f"{answer['number']}. {answer['text']}", BOOKMARK_LENGTH),
        "facts": [(label, text) for label, text in facts if text],
        "meter": meter_step(answer["progress_share"]),
        "count_note": count_note(answer, range_label),
        "size": size(answer, range_label),
    }


def size(answer: dict, range_label: str) -> str:
    """Style classes for the room that the answer needs: beside the text, and over page breaks."""
    length = len(answer["text"]) + sum(len(paragraph) for paragraph in answer["comment_paragraphs"])
    needs = (
        (answer["progress_text"], " measured"),
        (count_note(answer, range_label), " summed"),
        (length > LONG_COMMENT, " long"),
    )
    return "".join(name for needed, name in needs if needed)


def count_note(answer: dict, range_label: str) -> str:
    """How many in this range alone, when no target shows it, and what a sum covers when that is more than the range."""
    if not answer["progress_text"]:
        return answer["done_text"]
    if not answer["covers"] or answer["covers"].lower() == range_label.lower():
        return ""
    own = f"{answer['done_text']}. " if answer["done_text"] else ""
    return f"{own}Summan avser {answer['covers']}."


def meter_step(share: float | None) -> int | None:
    """Percent in steps of five: 0 only when nothing is done, 100 only when all is; None without a target.

    >>> [meter_step(share) for share in (None, 0, 0.01, 0.5, 0.99, 1.2)]
    [None, 0, 5, 50, 95, 100]
    """
    if share is None:
        return None
    if share <= 0 or share >= 1:
        return 0 if share <= 0 else 100
    return min(100 - METER_STEP, max(METER_STEP, round(share * 100 / METER_STEP) * METER_STEP))
