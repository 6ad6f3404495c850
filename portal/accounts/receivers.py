"""What follows when somebody signs in or out, or changes their second factor: the session, and a line of audit."""

from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.mfa.utils import decrypt
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from portal.accounts import alerts, audit, codes, lockout, second_factor, sessions
from portal.accounts.querysets import PASSKEY, RECOVERY, TOTP

NAMES = {TOTP: "app", PASSKEY: "passkey"}  # of the factors whose coming and going is told


@receiver(auth.user_logged_in)
def signed_in(request, user, **_kwargs) -> None:
    sessions.begin(request.session, user)
    if getattr(request, "META", {}).get("REMOTE_ADDR") is not None:
        lockout.forgive(request, address=user.email)
        audit.record("signed_in", request, account=user, how=methods(request, user))


def methods(request, user) -> list[str]:
    """In which ways somebody has shown who they are, such as password and totp."""
    records = second_factor.get_authentication_records(request, user)
    return [record.get("type") or record["method"] for record in records]


@receiver(auth.user_logged_out)
def signed_out(request, user, **_kwargs) -> None:
    if user is not None:
        audit.record("signed_out", request, account=user)


@receiver(mfa.authenticator_added)
def factor_added(request, user, authenticator, **_kwargs) -> None:
    audit.record("second_factor_added", request, account=user, kind=authenticator.type)
    if authenticator.type == RECOVERY:
        return
    if authenticator.type == TOTP:
        step = codes.matching_step(decrypt(authenticator.data["secret"]), request.POST.get("code", ""))
        codes.mark_spent(authenticator, step or 0)
    second_factor.show(request, authenticator)
    alerts.tell(user, f"{NAMES[authenticator.type]} added")


@receiver(mfa.authenticator_removed)
def factor_removed(request, user, authenticator, **_kwargs) -> None:
    audit.record("second_factor_removed", request, account=user, kind=authenticator.type)
    if authenticator.type in NAMES:
        alerts.tell(user, f"{NAMES[authenticator.type]} removed")
    if not second_factor.is_set_up(user):
        second_factor.forget(request)


@receiver(mfa.authenticator_reset)
def codes_renewed(request, user, authenticator, **_kwargs) -> None:
    audit.record("second_factor_renewed", request, account=user, kind=authenticator.type)
    alerts.tell(user, "codes renewed")


@receiver(mfa.authenticator_used)
def factor_used(user, authenticator, **_kwargs) -> None:
    if authenticator.type == RECOVERY:
        alerts.tell(user, "code used")


@receiver(mfa.authentication_failed)
def factor_failed(user, **_kwargs) -> None:
    audit.record("second_factor_failed", context.request, account=user)
