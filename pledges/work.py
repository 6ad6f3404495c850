"""Giving an account work: places as they are written and as they are named, and a membership in one."""

import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db.models.signals import post_delete, post_save

from pledges.models import LocalPoliceArea, Membership, Municipality, PoliceRegion
from portal.accounts import audit
from portal.models import User

# What may be written before the colon: the membership's field, the model, and what the rest is.
KINDS = {
    "kommun": ("municipality", Municipality, "code"),
    "omrade": ("area", LocalPoliceArea, "slug"),
    "region": ("region", PoliceRegion, "slug"),
}
COUNTRY = "Hela landet"


class NoSuchPlace(Exception):
    """A place that is not written as it should, or that there is none of; says so in Swedish."""


def place_of(scope: str) -> dict:
    """The fields of a membership at `kommun:0662`, `omrade:varnamo`, `region:ost` or `landet`. Raises NoSuchPlace."""
    if scope == "landet":
        return {"whole_country": True}
    kind, _, key = scope.partition(":")
    if kind not in KINDS:
        raise NoSuchPlace(f"Platsen {scope} går inte att tyda. Skriv kommun:0662, omrade:varnamo, region:ost, landet.")
    field, model, name = KINDS[kind]
    try:
        return {field: model.objects.get(**{name: key})}
    except ObjectDoesNotExist:
        raise NoSuchPlace(f"Det finns inget på platsen {scope}. Har load_sweden körts?") from None


def places_by_name() -> dict[str, dict]:
    """The fields of a membership at each place in the country, by the name that people know it by."""
    places = {COUNTRY: {"whole_country": True}}
    for field, model, _key in KINDS.values():
        places |= {str(place): {field: place} for place in model.objects.all()}
    return places


def give_work(
    user: User,
    *,
    role: str,
    party: str,
    place: dict,
    first_day: datetime.date | None = None,
    last_day: datetime.date | None = None,
) -> Membership:
    """The membership with these days, made unless the account has it."""
    work = {"user": user, "role": role, "party": party, "first_day": first_day, "last_day": last_day, **place}
    return Membership.objects.like(work) or Membership.objects.create(**work)


def watch() -> None:
    """Let the audit log tell of all work that is given, changed or taken away, whoever does it and however."""
    post_save.connect(_written, sender=Membership, dispatch_uid="audit work")
    post_delete.connect(_taken_away, sender=Membership, dispatch_uid="audit work")


def _written(instance: Membership, *, created: bool, raw: bool = False, **_kwargs) -> None:
    if not raw:
        _tell("work_added" if created else "work_changed", instance)


def _taken_away(instance: Membership, **_kwargs) -> None:
    _tell("work_removed", instance)


def _tell(event: str, work: Membership) -> None:
    where = {"kommun": work.municipality_id, "area": work.area_id, "region": work.region_id}
    place = next((f"{kind}:{key}" for kind, key in where.items() if key is not None), "land")
    audit.record(event, thing=work, whose=work.user_id, role=work.role, party=work.party, place=place)
