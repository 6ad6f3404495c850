"""Giving an account work from the command line: a place that is written as one word, and a membership there."""

from django.core.exceptions import ObjectDoesNotExist

from pledges.models import LocalPoliceArea, Membership, Municipality, PoliceRegion
from portal.models import User

# What may be written before the colon: the membership's field, the model, and what the rest is.
KINDS = {
    "kommun": ("municipality", Municipality, "code"),
    "omrade": ("area", LocalPoliceArea, "slug"),
    "region": ("region", PoliceRegion, "slug"),
}


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


def give_work(user: User, *, role: str, party: str, place: dict) -> Membership:
    """The membership, made unless the account has it."""
    return Membership.objects.get_or_create(user=user, role=role, party=party, **place)[0]
