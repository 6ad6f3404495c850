"""Making accounts ready: for an invitation, and from the command line."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from portal.accounts import alerts
from portal.models import User


def find_or_make(*, email: str, full_name: str = "") -> tuple[User, bool]:
    """The account of the address, and whether it is new. What it may do follows from its work."""
    address = BaseUserManager.normalize_email(email).lower()
    found = User.objects.of_address(address)
    return (found, False) if found else (User.objects.create_user(address, full_name=full_name), True)


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
        if user.has_usable_password():
            alerts.tell(user, "password")
        user.set_password(password)
    if name:
        user.full_name = name
    user.is_superuser = user.is_superuser or administrator
    user.save()
    return user, new
