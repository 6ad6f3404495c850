"""Accounts, and the old addresses that still lead somewhere."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager):
    """Makes accounts by e-mail address; names the two kinds there are."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make an account. Without a password it cannot log in with one. Raises ValueError without an address."""
        if not email:
            raise ValueError("Ett konto behöver en e-postadress.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def robot(self, name: str) -> "User":
        """The account in whose name the portal itself acts, such as when it loads data. It can never log in."""
        address = f"{name}@portalen.invalid"
        user = self.filter(email=address).first()
        return user or self.create_user(address, full_name="Portalens inläsning", is_active=False)

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works in the back office; known by e-mail address."""

    email = models.EmailField("e-postadress", unique=True)
    full_name = models.CharField("namn", max_length=150, blank=True)
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("får logga in i redaktörsläget", default=False)
    date_joined = models.DateTimeField("skapad", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konton"
        constraints = (
            models.UniqueConstraint(
                Lower("email"), name="user_email_any_case", violation_error_message="Adressen har redan ett konto."
            ),
        )

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class OldAddressQuerySet(models.QuerySet):
    def target_of(self, path: str) -> str:
        """Where the path leads now, or ""."""
        return self.filter(path=path).values_list("target", flat=True).first() or ""


class OldAddress(models.Model):
    """A path that used to hold something and now leads elsewhere: a changed slug, a page of an older site."""

    path = models.CharField("gammal adress", max_length=500, unique=True, help_text="Börjar och slutar med snedstreck.")
    target = models.CharField("leder till", max_length=500)
    created = models.DateTimeField("skapad", auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "gammal adress"
        verbose_name_plural = "gamla adresser"

    def __str__(self) -> str:
        return f"{self.path} → {self.target}"
