"""Whether somebody has shown a second factor in this session, and what happens when factors come and go."""

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from portal.accounts import alerts, audit
from portal.accounts.querysets import all_factors, factors
from portal.models import User


def is_shown(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor: the portal's own or, if so configured, the organisation's."""
    accepted = {"mfa", "socialaccount"} if settings.OIDC_SECOND_FACTOR else {"mfa"}
    return any(record.get("method") in accepted for record in get_authentication_records(request, request.user))


def is_set_up(user: User) -> bool:
    return factors(user).exists()


def show(request: HttpRequest, authenticator: Authenticator) -> None:
    """A factor was just set up, which showed it. The session gets a new key, since it may now do more."""
    record_authentication(request, authenticator.user, "mfa", type=authenticator.type, id=authenticator.pk)
    request.session.cycle_key()


def forget(request: HttpRequest) -> None:
    """The last factor is gone: the back office is closed until there is a new one."""
    records = get_authentication_records(request, request.user)
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [one for one in records if one.get("method") != "mfa"]
    request.session.cycle_key()


@transaction.atomic
def reset(user: User, *, by: User | None) -> None:
    """Take away all second factors of somebody who has lost them; a new one is set up at the next sign-in."""
    all_factors(user).delete()
    user.end_sessions()
    audit.record("second_factor_reset", account=user, by=by)
    alerts.tell(user, "factors reset", by=by)
