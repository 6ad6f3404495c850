"""Older copies of a generated country, so that what costs more with a longer history shows it."""

from django.db import connection

from followups.models import ActivityReport, FollowUp, FollowUpEdition, Narrative
from followups.querysets.generated import Span, copy_older
from followups.querysets.older import YEARS
from pledges.models import (
    Activity,
    ActivityGroup,
    ExpectedEffect,
    Party,
    Pledge,
    PledgeEdition,
    Promise,
    Section,
    SituationStatement,
)
from portal.models import SearchEntry, SearchWord

EARLIEST = 2010  # a follow-up's first year
AT_ONCE = 33  # copies
# What is copied, what points at each other together.
TOGETHER = (
    (Pledge, PledgeEdition),
    (Party, Section, SituationStatement, ExpectedEffect),
    (Promise, Promise.themes.through),
    (ActivityGroup, Activity),
    (Activity.promises.through, Activity.places.through, Activity.methods.through, Activity.partners.through),
    (FollowUp, FollowUpEdition),
    (Narrative, ActivityReport),
    (SearchEntry,),
)
COPIED = tuple(model for models in TOGETHER for model in models)
NAMES = {"medborgarlöften": Pledge, "aktiviteter": Activity, "uppföljningar": FollowUp, "svar": ActivityReport}


def most_years(times: int, year: int) -> int:
    """How many years fit before that one, with their copies."""
    return year - EARLIEST + 1 - (YEARS if times > 1 else 0)


def multiply(made: dict, times: int) -> None:
    """Copy what was generated, whose first and last key of each kind is given, until there is `times` as much."""
    if times == 1:
        return
    with connection.schema_editor() as editor:
        for index in SearchEntry._meta.indexes:  # made anew afterwards, many times faster
            editor.remove_index(SearchEntry, index)
    for first in range(1, times, AT_ONCE):
        numbers: Span = (first, min(first + AT_ONCE, times) - 1)
        copy_older(made, TOGETHER, numbers)
    with connection.schema_editor() as editor:
        for index in SearchEntry._meta.indexes:
            editor.add_index(SearchEntry, index)
    SearchWord.objects.add({str(year) for year in range(EARLIEST, EARLIEST + 100)})
