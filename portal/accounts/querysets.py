"""Questions to allauth's tables, named as accounts speak."""

from allauth.mfa.models import Authenticator

from portal.models import User

TOTP, PASSKEY, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES


def with_codes(user: User):
    """The user's app and recovery codes, held until the transaction ends."""
    return Authenticator.objects.select_for_update().filter(user=user, type__in=[TOTP, RECOVERY])


def factors(user: User):
    """What the user may use as second factor; recovery codes alone are none."""
    return Authenticator.objects.filter(user=user, type__in=[TOTP, PASSKEY])


def account_of(address: str) -> User | None:
    """The active account with the address, in any case of letters."""
    return User.objects.filter(email__iexact=address, is_active=True).first()


def all_factors(user: User):
    return Authenticator.objects.filter(user=user)
