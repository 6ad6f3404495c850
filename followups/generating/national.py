"""The verb that fills an empty portal with a generated country, the same from the same seed."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction

from followups.generating import editions, history, reports, rows
from followups.generating.texts import Teller
from followups.overview import refresh
from followups.querysets.generated import analyse, highest, work_of_people
from pledges import gazetteer
from pledges.models import LoadedItem, Municipality, Notice
from portal.models import SearchWord, User

KEY = "genererat/"
NOTICE = "Alla löften och uppföljningar här är genererade för mätning av portalen. Inget av det har lovats eller hänt."
TOGETHER = 29  # kommuner whose rows are written at once
REALLY = "Databasen har löften som inte är genererade. Lägg inte till påhittade bredvid dem: använd en egen databas."
OTHER = "Databasen har redan ett genererat land ({there}). Använd en ny databas för ett annat."


class Refused(Exception):
    """The country may not be generated in this database; the message says why in Swedish."""


@transaction.atomic
def generate(*, years: int, times: int, seed: int, by: User, day: datetime.date, beside: bool) -> dict[str, int]:
    """Write the country and return how much of each kind there is now; nothing when it is there already.

    `years` up to the day's have one pledge per kommun each; `times` multiplies what there is by older copies.
    `beside` allows it in a database where people have written pledges. Raises Refused.
    """
    key = f"{KEY}{years}-{times}-{seed}"
    there = LoadedItem.objects.keys_below(KEY)
    if key in there:
        return {}
    if there:
        raise Refused(OTHER.format(there=", ".join(sorted(there)).removeprefix(KEY)))
    if work_of_people() and not beside:
        raise Refused(REALLY)
    before = {model: highest(model) for model in history.COPIED}
    for told in _pledges(years, seed, day):
        _write(told, by, day)
    made = {model: (before[model] + 1, highest(model)) for model in history.COPIED}
    history.multiply(made, times)
    LoadedItem.objects.create(key=key)
    Notice.objects.create(text=NOTICE, first_day=day, source=rows.SOURCE)
    analyse([*history.COPIED, SearchWord])
    return {name: times * (made[model][1] - made[model][0] + 1) for name, model in history.NAMES.items()}


def _pledges(years: int, seed: int, day: datetime.date) -> Iterator[list[rows.Told]]:
    """The pledges of some kommuner at a time; those that have any are left as they are."""
    kommuner = list(Municipality.objects.real().without("pledges").without("follow_ups").with_county().in_order())
    for start in range(0, len(kommuner), TOGETHER):
        found = []
        for number, kommun in enumerate(kommuner[start : start + TOGETHER], start):
            teller = Teller(seed, kommun.code)
            places = rows.write_places(kommun, teller)
            for year in range(years):
                text = teller.pledge(activities_of(number * years + year), is_first=year == 0)
                found.append(rows.Told(text, rows.pledge_row(kommun, day.year - years + 1 + year), places))
        yield found


def activities_of(number: int) -> int:
    """How many activities the pledge of that number has: 30 000 in 2 900, ten or eleven in each."""
    return 10 + (number % 29 < 10)


def _write(told: list[rows.Told], by: User, day: datetime.date) -> None:
    reported = reports.reported_on(told, day, settings.REPORT_DUE_MONTHS)
    reports.stand(told, reported)
    rows.write(told, rows.Vocabulary.read())
    editions.publish_pledges(told, by)
    reports.write(reported)
    editions.publish_follow_ups(reported, by)
    for kommun in {one.pledge.municipality_id: one.pledge.municipality for one in told}.values():
        gazetteer.renamed(kommun)
        gazetteer.index_places(kommun)
        refresh(kommun)
