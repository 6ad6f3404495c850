"""From what a page was understood to say to the pieces of a proposal. Pure: nothing is left out and nothing added."""

from collections.abc import Iterable, Iterator

from .piece_values import (
    activity_values,
    document_values,
    period_values,
    person_values,
    promise_values,
    quote_values,
    section_values,
    statement_values,
)
from .pieces import WHOLE_PAGE, Piece
from .reading.covering import WITHOUT_TEXT, texts_in
from .reading.drafts import GroupDraft, Outcome, PageDraft, PledgeDraft
from .reading.texts import Read

LOST = "Raden förstods som {what}, men orden kom inte med i någon del av utkastet."
ANSWER_STAYS = "Svar blir inte en del av löftet. Det står kvar här, och förs in i uppföljningen av den perioden."
KINDS_ASIDE = frozenset({"notice", "contact", "photo_alt", "photo_caption", "title"})


def lines_kept(page: PageDraft) -> list[dict]:
    """Each line of the page with what became of it, as values for JSON."""
    return [
        {"number": line.number, "text": line.text, "outcome": str(home.outcome), "what": home.what, "doubt": home.doubt}
        for line, home in zip(page.lines, page.placements, strict=True)
    ]


def pieces_of(page: PageDraft) -> list[Piece]:
    """All that the page proposes. Every line is in a piece, or is a rubric, the title or about the page."""
    found = [*_of_page(page)]
    for number, pledge in enumerate(page.pledges, 1):
        found += _of_pledge(pledge, number, page.doubts if number == 1 else ())
    covered = {line for piece in found for line in piece.lines}
    return [*found, *_of_lines(page, covered)]


def _piece(kind: str, number: int, at: int, texts: object, values: dict, *doubts: str) -> Piece:
    lines = tuple(dict.fromkeys(line for text in texts_in(texts) for line in text.lines))
    kept = {name: value for name, value in values.items() if value not in (None, "", [], False)}
    return Piece(f"{number}-{kind}-{at}", kind, number, lines, kept, tuple(dict.fromkeys(filter(None, doubts))))


def _of_page(page: PageDraft) -> Iterator[Piece]:
    about = {
        "page_owner": page.owner.value if page.owner else "",
        "first_published": page.published.value.isoformat() if page.published else "",
        "last_updated": page.updated.value.isoformat() if page.updated else "",
    }
    for photo in page.photos[:1]:
        about["photo_alt"] = photo.alt.value if photo.alt else ""
        about["photo_caption"] = photo.caption.value if photo.caption else ""
    texts = (page.owner, page.published, page.updated, page.photos[:1])
    if any(about.values()):
        yield _piece("page", WHOLE_PAGE, 1, texts, about)
    addresses = {line.number: line.address for line in page.lines if line.address.startswith(("https://", "http://"))}
    for at, listed in enumerate(page.documents, 1):
        values, doubts = document_values(listed)
        values["source_address"] = addresses.get(listed.title.line, "")
        yield _piece("document", WHOLE_PAGE, at, (listed.title,), values, *doubts)


def _of_pledge(pledge: PledgeDraft, number: int, page_doubts: Iterable[str]) -> list[Piece]:
    values, doubts = period_values(pledge)
    about = (pledge.label, pledge.signing, pledge.lead_ins)
    found = [_piece("period", number, 1, about, values, *doubts, *page_doubts)]
    for kind, texts in (("validity", pledge.validity), ("extension", pledge.extension), ("effect", pledge.effects)):
        found += [_piece(kind, number, at, text, {"text": text.value}) for at, text in enumerate(texts, 1)]
    for at, party in enumerate(pledge.parties, 1):
        found.append(_piece("party", number, at, party.text, vars(party.value), party.doubt))
    for at, person in enumerate(pledge.signatories, 1):
        found.append(_piece("signatory", number, at, person.text, person_values(person.value), person.doubt))
    for at, promise in enumerate(pledge.promises, 1):
        values, doubts = promise_values(promise)
        found.append(_piece("promise", number, at, (promise.text, promise.more, promise.lead_in), values, *doubts))
    return [*found, *_of_groups(pledge.groups, number), *_around(pledge, number)]


def _of_groups(groups: Iterable[GroupDraft], number: int) -> Iterator[Piece]:
    """Groups with their activities. A group whose page gives it no words needs none here either."""
    at = 0
    for place, group in enumerate(groups, 1):
        lead_in = group.lead_in.value if group.lead_in else ""
        if lead_in:
            yield _piece(
                "group", number, place, group.lead_in, {"lead_in": lead_in, "is_open_list": bool(group.is_open)}
            )
        for activity in group.activities:
            at += 1
            values, doubts = activity_values(activity, number)
            values |= {"group": f"{number}-group-{place}" if lead_in else ""}
            yield _piece("activity", number, at, _without_answers(activity), values, *doubts)
            for nth, answer in enumerate(activity.answers, 1):
                said = {"status": answer.status, "comment": answer.text.value, "activity": f"{number}-activity-{at}"}
                if answer.tertials:
                    said["tertials"] = "-".join(str(one) for one in dict.fromkeys(answer.tertials))
                yield _piece("answer", number, at * 100 + nth, answer.text, said, answer.doubt, ANSWER_STAYS)


def _without_answers(activity) -> tuple:
    return (
        activity.text,
        activity.responsible if _stands_apart(activity.responsible, activity) else None,
        activity.notes,
    )


def _stands_apart(read: Read | None, activity) -> bool:
    """Whether who is responsible stands in a line of its own, below the activity."""
    return read is not None and min(read.text.lines) > max(activity.text.lines)


def _around(pledge: PledgeDraft, number: int) -> Iterator[Piece]:
    for at, section in enumerate(pledge.sections, 1):
        yield _piece("section", number, at, (section.title, section.paragraphs), section_values(section))
    for at, statement in enumerate(pledge.statements, 1):
        values, doubts = statement_values(statement, number)
        yield _piece("statement", number, at, statement.text, values, *doubts)
    for at, focus in enumerate(pledge.focus_areas, 1):
        described = "\n\n".join(text.value for text in focus.description)
        yield _piece("focus", number, at, focus, {"name": focus.name.value, "description": described})
    for at, quote in enumerate(pledge.quotes, 1):
        yield _piece("quote", number, at, quote, quote_values(quote))
    for at, link in enumerate(pledge.links, 1):
        yield _piece("link", number, at, link.text, {"label": link.label.value, "url": link.address})


def _of_lines(page: PageDraft, covered: set[int]) -> Iterator[Piece]:
    """What is in no piece: set aside with the reason, or left for the editor."""
    for line, home in zip(page.lines, page.placements, strict=True):
        if line.number in covered:
            continue
        text = {"text": " ".join(line.text.split())}
        if home.outcome == Outcome.ASIDE or home.code in KINDS_ASIDE:
            yield Piece(f"0-aside-{line.number}", "aside", WHOLE_PAGE, (line.number,), text, reason=home.what)
        elif home.outcome == Outcome.LEFT:
            yield Piece(f"0-left-{line.number}", "left", WHOLE_PAGE, (line.number,), text, (home.what,))
        elif not home.code.startswith(WITHOUT_TEXT):
            doubt = LOST.format(what=f"”{home.what}”")
            yield Piece(f"0-left-{line.number}", "left", WHOLE_PAGE, (line.number,), text, (doubt,))
