"""Answers that a document is read to give, proposed for the activities that nobody has answered for yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from followups.answering import Given, tidy
from followups.models import ActivityReport, AnswerProposal, FollowUp
from pledges import revisions
from pledges.importing.reading.answers import Answer
from pledges.importing.reading.drafts import Kommun
from pledges.importing.reading.lines import Line, plain_lines
from pledges.importing.reading.page import read_page
from pledges.importing.reading.pdf_lines import Word
from pledges.importing.reading.pdf_tables import table_lines
from pledges.importing.reading.proposals import ProposedAnswer, propose_answers
from pledges.models import Activity, Document, Pledge
from pledges.models.activity import ActivityStatus
from pledges.tertial import ReportingRange
from portal.models import User
from portal.pdf.words import words_of
from portal.swedish import slug

STATUS_WORDS = frozenset(label.casefold() for label in ActivityStatus.labels)
OTHER_TIME = "Raden nämner tertial {tertials}, men uppföljningen gäller en annan tid."


@dataclass(frozen=True)
class Proposed:
    """What came of a document: the follow-up, whether it was begun for the document, how many answers are proposed."""

    follow_up: FollowUp
    is_new: bool
    answers: int


def propose_from(document: Document, *, by: User) -> Proposed | None:
    """Read the answers of a document with a file, and propose them in the follow-up that it is of.

    Where the kommun has none, and one pledge alone is about the time, a draft is begun. None when nothing was found.
    Raises portal.pdf.refusals.Refused when the file must wait for others.
    """
    if document.kind != Document.Kind.FOLLOW_UP or not document.file:
        return None
    follow_up = FollowUp.objects.telling_of(document).first()
    if follow_up:
        return Proposed(follow_up, is_new=False, answers=propose(follow_up, document))
    pledge = pledge_of(document)
    if pledge is None or FollowUp.objects.of(document.municipality).with_address(address_of(pledge, document)).exists():
        return None
    rows = read(document, list(Activity.objects.of(pledge)))
    if not rows:
        return None
    with transaction.atomic():
        follow_up = begun(pledge, document, by=by)
        return Proposed(follow_up, is_new=True, answers=keep(follow_up, document, rows))


def propose(follow_up: FollowUp, document: Document) -> int:
    """Propose what the document answers; how many answers there are to confirm then. Raises Refused as above."""
    return keep(follow_up, document, read(document, list(Activity.objects.of(follow_up.pledge))))


def pledge_of(document: Document) -> Pledge | None:
    """The one pledge of the kommun that is about the document's tertials."""
    if not document.first_tertial:
        return None
    span = span_of(document)
    found = list(Pledge.objects.of(document.municipality).meeting(span.first_day, span.last_day)[:2])
    return found[0] if len(found) == 1 else None


def span_of(document: Document) -> ReportingRange:
    return ReportingRange(document.year, document.first_tertial, document.last_tertial)


def address_of(pledge: Pledge, document: Document) -> str:
    return "-".join(filter(None, (span_of(document).slug, slug(pledge.part))))[:60].strip("-")


@transaction.atomic
def begun(pledge: Pledge, document: Document, *, by: User) -> FollowUp:
    """A draft for the document's tertials, with a row to answer for each activity."""
    span = span_of(document)
    follow_up = FollowUp.objects.create(
        municipality=document.municipality,
        pledge=pledge,
        year=span.year,
        first_tertial=span.first,
        last_tertial=span.last,
        slug=address_of(pledge, document),
        title=document.title,
        document=document,
    )
    for activity in Activity.objects.of(pledge):
        ActivityReport.objects.create(follow_up=follow_up, activity=activity)
    revisions.record(follow_up, revisions.Verb.CREATED, by=by, note=f"Ur dokumentet {document}.", raises=False)
    return follow_up


def read(document: Document, activities: list[Activity]) -> dict[int, AnswerProposal]:
    """What the file answers by the activities' keys: of its tables, or of its running text when it has none."""
    with document.file.open("rb") as file:
        lines, pages = table_lines(Word(*word) for word in words_of(file))
    found = dict(answers_in(document, lines, pages, activities))
    return found or dict(answers_in(document, plain_lines(document.text), [], activities))


def answers_in(
    document: Document, lines: list[Line], pages: list[int], activities: list[Activity]
) -> Iterator[tuple[int, AnswerProposal]]:
    """The answers of some lines; where several are for one activity, the likest comes last."""
    if not lines:
        return
    kommun = document.municipality
    page = read_page(lines, Kommun(kommun.code, kommun.name, kommun.official_name))
    found = propose_answers(page, [activity.text for activity in activities])
    for one in sorted(found, key=lambda one: one.likeness):
        if one.activity is not None:
            at = pages[one.row.line - 1] if pages else None
            yield activities[one.activity].pk, proposal_of(document, one, at)


def proposal_of(document: Document, found: ProposedAnswer, page: int | None) -> AnswerProposal:
    answer = found.answer
    return AnswerProposal(
        document=document,
        page=page,
        row=found.row.value,
        status=answer.status or ActivityStatus.NOT_REPORTED.value,
        comment=comment_of(answer),
        doubt=found.doubt or other_time(document, answer.tertials),
    )


def comment_of(answer: Answer) -> str:
    """What is said besides the status: not "Pågår" alone."""
    text = answer.comment.value if answer.comment else ""
    says_more = len(text.split()) > 1 and tidy(text).rstrip(".").casefold() not in STATUS_WORDS
    return text if says_more or not answer.status else ""


def other_time(document: Document, tertials: tuple[int, int] | None) -> str:
    if not tertials or not document.first_tertial:
        return ""
    is_within = document.first_tertial <= tertials[0] and tertials[1] <= document.last_tertial
    return "" if is_within else OTHER_TIME.format(tertials="–".join(str(one) for one in dict.fromkeys(tertials)))


def given_of(proposal: AnswerProposal) -> Given:
    """The proposal as an answer that somebody may give. How many is for them to say."""
    return Given(proposal.status, None, tidy(proposal.comment))


@transaction.atomic
def keep(follow_up: FollowUp, document: Document, rows: dict[int, AnswerProposal]) -> int:
    """Keep the proposals for what nobody has answered for, in place of those that the document gave before."""
    FollowUp.objects.hold(follow_up.pk)
    answered = {report.activity_id for report in follow_up.reports.all() if report.is_answered}
    before = {one.activity_id: one for one in AnswerProposal.objects.of(follow_up)}
    for activity_id, proposal in rows.items():
        had = before.get(activity_id)
        if activity_id not in answered and not (had and says_same(had, proposal)):
            proposal.pk = had.pk if had else None
            proposal.follow_up, proposal.activity_id = follow_up, activity_id
            proposal.save()
    return len(set(rows) - answered)


def says_same(one: AnswerProposal, other: AnswerProposal) -> bool:
    names = ("document_id", "page", "row", "status", "comment", "doubt")
    return all(getattr(one, name) == getattr(other, name) for name in names)
