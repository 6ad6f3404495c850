"""Accounts, attempts to get into them, what anybody may do only so often, and the old addresses that lead somewhere."""

import datetime
from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import connection, models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.runs import TimedRun
from portal.search.entry import SearchEntry, SearchName, SearchWord
from portal.store.models import PublicChange

__all__ = [
    "LimitedAct",
    "LoginAttempt",
    "OldAddress",
    "Pace",
    "PublicChange",
    "SearchEntry",
    "SearchName",
    "SearchWord",
    "TimedRun",
    "User",
]


ROBOTS = "@portalen.invalid"  # how addresses end that no mail reaches (RFC 2606)


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
        return self.create_user(email, password, is_superuser=True, **fields)

    def robot(self, name: str) -> "User":
        """The account in whose name the portal itself acts, such as when it loads data. It can never log in."""
        address = f"{name}{ROBOTS}"
        user = self.filter(email=address).first()
        return user or self.create_user(address, full_name="Portalens inläsning", is_active=False)

    def invited(self) -> models.QuerySet["User"]:
        """Those who have been invited and have not come yet, the latest first."""
        waiting = self.filter(is_active=True, invited_at__isnull=False, last_login__isnull=True)
        return waiting.order_by("-invited_at", "pk")

    def invited_as(self, pk: int) -> "User | None":
        """The one of the invited with the key, held until the transaction ends."""
        return self.invited().select_for_update().filter(pk=pk).first()

    def of_address(self, email: str) -> "User | None":
        return self.filter(email__iexact=email).first()

    def with_keys(self, keys) -> models.QuerySet:
        """Some accounts, by name."""
        return self.filter(pk__in=keys).order_by("full_name", "email")

    def active(self, pk: int) -> "User | None":
        return self.filter(pk=pk, is_active=True).first()

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works in the back office; known by e-mail address."""

    email = models.EmailField("e-postadress", unique=True)
    full_name = models.CharField("namn", max_length=150, blank=True)
    is_active = models.BooleanField("aktiv", default=True)
    date_joined = models.DateTimeField("skapad", default=timezone.now)
    invited_at = models.DateTimeField("inbjuden", null=True, editable=False)
    session_generation = models.PositiveIntegerField(default=0, db_default=0, editable=False)

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

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must match to live: it dies with a new password, and with `end_sessions`."""
        value = f"{self.password}|{self.session_generation}"
        return salted_hmac("portal.User.session", value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def has_come(self) -> bool:
        """Whether somebody has begun to use the account, with a password or by the organisation's own login."""
        return self.has_usable_password() or self.last_login is not None

    @property
    def is_robot(self) -> bool:
        """Whether the portal itself acts in its name, and nobody else."""
        return self.email.endswith(ROBOTS)

    def end_sessions(self) -> None:
        """Log the account out everywhere, from the next request on."""
        self.session_generation = models.F("session_generation") + 1
        self.save(update_fields=["session_generation"])
        self.refresh_from_db(fields=["session_generation"])


class LoginAttemptQuerySet(models.QuerySet):
    def of(self, account: str, network: str) -> "LoginAttemptQuerySet":
        return self.filter(account=account, network=network)

    def older_than(self, moment: datetime.datetime) -> "LoginAttemptQuerySet":
        return self.filter(at__lt=moment)

    def moments(self) -> list[datetime.datetime]:
        """When they were made, the latest first."""
        return list(self.order_by("-at").values_list("at", flat=True))

    def one_at_a_time(self, account: str, network: str) -> None:
        """Let others with the same account and network wait until this transaction has ended."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{account} {network}"])


class LoginAttempt(models.Model):
    """An attempt to get into an account that has not succeeded, kept for as long as it counts.

    The account is a keyed hash of the address that was typed, since there need be no such account; the network is
    a /24 or a /48, never a whole address.
    """

    account = models.CharField(max_length=64)
    network = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = LoginAttemptQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["account", "network", "at"], name="login_attempt_counted"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.network}"


class LimitedActQuerySet(models.QuerySet):
    def one_at_a_time(self, key: str) -> None:
        """Let others with the same key wait until this transaction has ended."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])

    def moments(self, keys: Iterable[str]) -> list[datetime.datetime]:
        """When acts with one of the keys were done, the latest first."""
        return list(self.filter(key__in=keys).order_by("-at").values_list("at", flat=True))

    def forgotten_by(self, moment: datetime.datetime) -> "LimitedActQuerySet":
        """Those that no limit looks back at any more."""
        return self.filter(until__lte=moment)


class LimitedAct(models.Model):
    """Something that anybody may do only so often, kept for as long as it counts (portal.limits).

    The key is a keyed hash, which changes every day, of what was done by whom: it leads back to nobody.
    """

    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    objects = LimitedActQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["key", "at"], name="limited_act_counted"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.key[:8]}"


class PaceQuerySet(models.QuerySet):
    def once_more(self, key: str, minute: int) -> int:
        """Count that it is asked once more; how often it has been within the minute. One statement."""
        with connection.cursor() as cursor:
            cursor.execute(ONCE_MORE, [key, minute])
            return cursor.fetchone()[0]

    def before(self, minute: int) -> "PaceQuerySet":
        return self.filter(minute__lt=minute)


ONCE_MORE = """
INSERT INTO portal_pace AS known (key, minute, times) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET minute = excluded.minute,
    times = CASE WHEN known.minute = excluded.minute THEN known.times + 1 ELSE 1 END
RETURNING times
"""


class Pace(models.Model):
    """How often something has been asked within a minute, counted from 1970. The key is as that of a LimitedAct."""

    key = models.CharField(max_length=64, primary_key=True)
    minute = models.BigIntegerField(db_index=True)
    times = models.PositiveIntegerField()

    objects = PaceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.times}"


class OldAddressQuerySet(models.QuerySet):
    def leading_from(self, path: str) -> "OldAddressQuerySet":
        return self.filter(path=path)

    def all_paths(self) -> list[str]:
        return list(self.order_by("path").values_list("path", flat=True).distinct())

    def from_any(self, paths: Iterable[str]) -> "OldAddressQuerySet":
        """Those that lead on from one of the paths, held until the transaction ends."""
        return self.select_for_update().filter(path__in=list(paths))

    def known(self, paths: Iterable[str]) -> set[str]:
        """Those of the paths that lead on themselves."""
        return set(self.filter(path__in=list(paths)).values_list("path", flat=True))


class OldAddress(models.Model):
    """A path that used to hold something and now leads elsewhere: a changed slug, a page of an older site.

    What was one page and is now several has a row for each; then `label` says what each of them is.
    """

    path = models.CharField("gammal adress", max_length=500, help_text="Börjar och slutar med snedstreck.")
    target = models.CharField("leder till", max_length=500, help_text="En sida här, till exempel /gislaved/.")
    label = models.CharField(
        "vad som finns där",
        max_length=200,
        blank=True,
        help_text="Visas när den gamla adressen leder till flera sidor.",
    )
    created = models.DateTimeField("skapad", auto_now_add=True)

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "gammal adress"
        verbose_name_plural = "gamla adresser"
        ordering = ("path", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("path", "target"),
                name="old_address_once",
                violation_error_message="Den gamla adressen leder redan dit.",
            ),
            models.CheckConstraint(
                name="old_address_is_a_path",
                condition=models.Q(path__regex=r"^/[^/].*/$"),
                violation_error_message="Den gamla adressen ska börja och sluta med snedstreck.",
            ),
            models.CheckConstraint(
                name="old_address_leads_nowhere_else",
                condition=models.Q(target__regex=r"^/([^/\\].*)?$") & ~models.Q(target__regex=r"[\\[:cntrl:]]"),
                violation_error_message="Adressen ska leda till en sida här och börja med ett snedstreck.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.path} → {self.target}"
