"""Generated pledges and follow-ups made public: their editions, without PDF files, and what can be found of them."""

from collections.abc import Sequence

from followups.contents import follow_up_content
from followups.generating.reports import Reported
from followups.generating.rows import Told
from followups.models import FollowUp, FollowUpEdition
from followups.querysets.generated import make_public
from followups.search import entry
from pledges.contents import pledge_content
from pledges.editions import fingerprint
from pledges.importing.loading import moment
from pledges.models import Edition, Pledge, PledgeEdition
from pledges.search import pledge_entries
from portal.models import User
from portal.search.indexing import write as make_findable

NO_FILE = {"pdf": "editions/genererad.pdf", "pdf_size": 1000, "pdf_pages": 1, "pdf_sha256": "0" * 64}


def publish_pledges(told: Sequence[Told], by: User) -> None:
    """Freeze each pledge as its first edition and show it, marked as invented."""
    pledges = Pledge.objects.with_keys([one.pledge.pk for one in told]).for_content()
    editions = [pledge_edition(pledge, by) for pledge in pledges]
    PledgeEdition.objects.bulk_create(editions)
    make_public(Pledge, editions, "pledge")
    entries = []
    for edition in editions:
        edition.pledge.current_edition = edition
        rows = edition.pledge.activities.all()
        standings = [{name: getattr(row, name) for name in STANDING} for row in rows]
        entries += [(f"lofte/{edition.pledge_id}", one) for one in pledge_entries(edition.pledge, standings)]
    make_findable(entries)


STANDING = ("pk", "status", "status_comment", "standing_is_demo")


def pledge_edition(pledge: Pledge, by: User) -> PledgeEdition:
    return first_edition(
        PledgeEdition(
            pledge=pledge,
            title=pledge.title,
            starts_on=pledge.starts_on,
            ends_on=pledge.ends_on,
            availability=pledge.availability,
            published_at=moment(pledge.starts_on),
        ),
        {**pledge_content(pledge), "is_demo": True},
        by,
    )


def publish_follow_ups(reported: Sequence[Reported], by: User) -> None:
    """The same with the follow-ups, whose pledges are public."""
    earlier = earlier_answers(reported)
    found = FollowUp.objects.with_keys([one.follow_up.pk for one in reported]).for_content()
    editions = [follow_up_edition(row, earlier[row.pk], by) for row in found]
    FollowUpEdition.objects.bulk_create(editions)
    make_public(FollowUp, editions, "follow_up")
    for edition in editions:
        edition.follow_up.current_edition = edition
    make_findable([(f"uppfoljning/{edition.follow_up_id}", entry(edition.follow_up)) for edition in editions])


def earlier_answers(reported: Sequence[Reported]) -> dict[int, list]:
    """For each follow-up what those before it of the same pledge said."""
    earlier: dict[int, list] = {}
    said: dict[int, list] = {}
    for one in reported:
        answers = said.setdefault(one.told.pledge.pk, [])
        earlier[one.follow_up.pk] = list(answers)
        answers += one.answers
    return earlier


def follow_up_edition(row: FollowUp, earlier: list, by: User) -> FollowUpEdition:
    edition = FollowUpEdition(follow_up=row, published_at=moment(row.reported_on))
    return first_edition(edition, follow_up_content(row, earlier), by)


def first_edition(edition: Edition, content: dict, by: User) -> Edition:
    edition.number, edition.published_by = 1, by
    edition.content, edition.content_sha256 = content, fingerprint(content)
    for name, value in NO_FILE.items():
        setattr(edition, name, value)
    return edition
