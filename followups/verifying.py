"""What must hold of follow-ups and of what is derived from them, for `manage.py verify`."""

from collections.abc import Iterator

from followups.models import FollowUpEdition, MunicipalityOverview
from followups.overview import derived
from followups.publishing import STANDING_FIELDS, standings, write_standing
from pledges.models import Activity, Pledge
from pledges.verifying import altered
from portal.backup.verifying import Verified, verified

REMEDY = "Kör manage.py rebuild --all."


def editions() -> Verified:
    return verified("Uppföljningars utgåvor", altered(FollowUpEdition))


def activities() -> Verified:
    """Where each activity stands is where its public follow-ups leave it."""
    every = (one for pledge in Pledge.objects.iterator(chunk_size=200) for one in standings(pledge))
    return verified("Aktiviteters lägen", (standing_problem(*one) for one in every))


def standing_problem(activity: Activity, standing) -> str:
    stored = [getattr(activity, name) for name in STANDING_FIELDS]
    write_standing(activity, standing)  # on the object alone: it is not saved
    same = stored == [getattr(activity, name) for name in STANDING_FIELDS]
    return "" if same else f"aktivitet {activity.pk}: läget är inte det som uppföljningarna säger."


def overviews() -> Verified:
    """The row of each kommun in the overview says what is public of it."""
    return verified("Översiktens rader", overview_problems())


def overview_problems() -> Iterator[str]:
    columns = [field.attname for field in MunicipalityOverview._meta.concrete_fields]
    for stored in MunicipalityOverview.objects.with_municipality().iterator(chunk_size=200):
        now = derived(stored.municipality)
        same = all(getattr(stored, name) == getattr(now, name) for name in columns)
        yield "" if same else f"{stored.municipality}: översiktens rad stämmer inte. {REMEDY}"
