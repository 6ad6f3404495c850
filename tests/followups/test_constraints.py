"""What the database refuses of follow-ups, whoever writes."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from followups.models import ActivityReport, FollowUp, FollowUpEdition, Narrative
from tests import factories

pytestmark = pytest.mark.django_db


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    "fields",
    [
        {"first_tertial": 0},
        {"last_tertial": 4},
        {"first_tertial": 2, "last_tertial": 1},
        {"first_tertial": None},
        {"half_year": 1},
        {"first_tertial": None, "last_tertial": None, "half_year": 3},
        {"first_tertial": None, "last_tertial": None},
    ],
)
def test_a_range_is_tertials_in_order_or_a_half_year(fields):
    with refused("follow_up_range_valid"):
        factories.follow_up(factories.pledge(), **fields)


def test_a_range_is_reported_once_per_pledge_and_a_half_year_too():
    pledge = factories.pledge()
    factories.follow_up(pledge, "2025-t1-2")
    factories.follow_up(pledge, "2025-h1")
    for span in ("2025-t1-2", "2025-h1"):
        with refused("follow_up_range_once_per_pledge"), transaction.atomic():
            factories.follow_up(pledge, span, slug=f"{span}-2")


def test_no_month_has_two_published_answers_but_in_a_summary_of_the_year():
    pledge = factories.pledge()
    made = [factories.follow_up(pledge, span) for span in ("2025-t1-3", "2025-t1", "2025-t3", "2025-t1-2")]
    by = {"state": "published", "state_changed_by": factories.user(), "state_changed_at": timezone.now()}
    for number, one in enumerate(made[:3], 1):
        published(one, number, by)
    with refused("follow_up_answers_once_per_month"):
        published(made[3], 4, by)


def published(follow_up, number, by) -> None:
    """Made public behind the back of the verbs."""
    edition = FollowUpEdition.objects.create(
        follow_up=follow_up,
        number=1,
        content={},
        content_sha256="0" * 64,
        published_at=by["state_changed_at"],
        published_by=by["state_changed_by"],
        pdf_size=1,
        pdf_pages=1,
        pdf_sha256=str(number) * 64,
    )
    FollowUp.objects.filter(pk=follow_up.pk).update(**by, current_edition=edition)


def test_a_range_without_a_pledge_is_reported_once_per_kommun():
    factories.follow_up(None, "2017-t3")
    with refused("follow_up_range_once_per_municipality"):
        factories.follow_up(None, "2017-t3", slug="2017-t3-2")


def test_two_pledges_of_the_same_year_may_both_report_its_second_tertial():
    pledge = factories.pledge(part="Norr")
    factories.follow_up(pledge, "2025-t2")
    factories.follow_up(factories.pledge(part="Söder", slug="2025-2026-soder"), "2025-t2", slug="2025-t2-2")


def test_a_follow_up_belongs_to_the_kommun_of_its_pledge():
    theirs = factories.pledge(factories.municipality("Sävsjö", "0684"))
    with refused("follow_up_same_municipality"):
        factories.follow_up(theirs, municipality=factories.municipality())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_activity_is_answered_once_and_cancelled_only_with_a_reason():
    pledge = factories.pledge()
    activity = pledge.activities.get()
    report = factories.follow_up(pledge, answers={activity: ("done", None)})
    with refused("activity_report_once"), transaction.atomic():
        ActivityReport.objects.create(follow_up=report, activity=activity)
    with refused("activity_report_cancelled_has_reason"), transaction.atomic():
        ActivityReport.objects.update(status="cancelled", comment="")


def test_there_is_one_text_about_each_thing():
    report = factories.follow_up(factories.pledge())
    Narrative.objects.create(follow_up=report, text="Om det hela.")
    with refused("narrative_once"):
        Narrative.objects.create(follow_up=report, text="Om det hela, igen.")


def test_a_follow_up_is_not_published_without_an_edition():
    report = factories.follow_up(factories.pledge())
    with refused("followup_state_has_actor|follow_up_published_has_edition"):
        FollowUp.objects.filter(pk=report.pk).update(state="published")
