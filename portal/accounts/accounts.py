"""Making accounts ready: by invitation, and from the command line."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from portal.models import User


class AlreadyIn(Exception):
    """The account exists and has a password, or is closed."""


def waiting(*, email: str, full_name: str = "") -> User:
    """The account of the address that nobody has chosen a password for yet, made if need be.

    Raises AlreadyIn when somebody has, or when it is closed.
    """
    user, _new = find_or_make(email=email, full_name=full_name)
    if user.has_usable_password() or not user.is_active:
        raise AlreadyIn(f"{user.email} har redan ett konto.")
    return user


def find_or_make(*, email: str, full_name: str = "") -> tuple[User, bool]:
    """The account of the address, and whether it is new. A new one gets into the back office when it has a password."""
    address = BaseUserManager.normalize_email(email).lower()
    found = User.objects.of_address(address)
    return (found, False) if found else (User.objects.create_user(address, full_name=full_name, is_staff=True), True)


@transaction.atomic
def prepare(*, email: str, name: str, administrator: bool, password: str | None) -> tuple[User, bool]:
    """An account that is at least what is asked for, and whether it is new; nothing is taken away from one that is.

    Raises ValidationError when the password may not be used, or the account is closed.
    """
    user, new = find_or_make(email=email, full_name=name)
    if not user.is_active:
        raise ValidationError(f"Kontot {user.email} är stängt. En administratör kan öppna det i redaktörsläget.")
    if password is not None:
        validate_password(password, user)
        user.set_password(password)
    if name:
        user.full_name = name
    user.is_staff = True
    user.is_superuser = user.is_superuser or administrator
    user.save()
    return user, new
