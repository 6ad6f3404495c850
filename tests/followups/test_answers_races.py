"""Two who answer the same activity at the very same moment: one wins, the other sees both texts, nothing is lost."""

import pytest

from followups.models import ActivityReport
from pledges.models import Revision
from tests import factories
from tests.followups.answers import address
from tests.pledges.admin.forms import Page
from tests.pledges.admin.test_races import at_once, two

__all__ = ["two"]
pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def test_of_two_who_answer_at_once_one_wins_and_the_other_reads_both(two):
    """Every other follow-up has its rows already, and the others get them now."""
    pledge, reports, bodies = factories.pledge(first=2020, last=2029), [], []
    activity = pledge.activities.get()
    for number in range(ROUNDS):
        made = factories.follow_up(pledge, f"{2020 + number}-t1")
        if number % 2:
            ActivityReport.objects.create(follow_up=made, activity=activity)
        opened = [Page(client, address(made)).fields for client in two]
        comment = f"svar-{activity.pk}-comment"
        typed = {f"svar-{activity.pk}-status": "done"}
        bodies.append([fields | typed | {comment: f"{who}s text."} for fields, who in zip(opened, "AB", strict=True)])
        reports.append(made)
    rounds = at_once(two, [lambda n: address(reports[n])] * 2, bodies)
    for made, answers in zip(reports, rounds, strict=True):
        codes = [answer.status_code for answer in answers]
        assert sorted(codes) == [302, 409]
        won, lost = ("As text.", "Bs text.") if codes[0] == 302 else ("Bs text.", "As text.")
        both = answers[codes.index(409)].content.decode()
        assert (won in both, lost in both) == (True, True)
        made.refresh_from_db()
        assert (made.reports.get().comment, made.version) == (won, 2)
    assert Revision.objects.filter(verb="saved").count() == ROUNDS
