"""What an account may see and touch in the back office: where it works, and the rows of those kommuner."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

Work = tuple[str, str]  # role and party of a membership


@dataclass(frozen=True)
class Scope:
    """Where somebody works: (role, party) for the whole country, and by kommunkod."""

    country: frozenset[Work] = frozenset()
    by_code: dict[str, frozenset[Work]] = field(default_factory=dict)

    def at(self, code: str) -> frozenset[Work]:
        return self.country | self.by_code.get(code, frozenset())

    @property
    def is_empty(self) -> bool:
        return not self.country and not self.by_code


def scope_of(user) -> Scope:
    """The account's scope today. Asked once per request, since an account is read anew for each."""
    if not user.is_active:
        return Scope()
    if not hasattr(user, "_scope"):
        user._scope = user.memberships.scope(timezone.localdate())
    return user._scope


def covers_country(user) -> bool:
    return user.is_active and (user.is_superuser or bool(scope_of(user).country))


class EditableQuerySet(QuerySet):
    """What the back office starts from. `municipality_path` leads from a row to its kommun."""

    municipality_path = "municipality"

    def editable_by(self, user) -> QuerySet:
        """The rows of the kommuner where the account works; another's row is as if it did not exist."""
        if covers_country(user):
            return self.all()
        return self.filter(**{f"{self.municipality_path}__in": list(scope_of(user).by_code)})

    def held(self, pk):
        """The row, held until the transaction ends, as it is once others have let go of it; None without one."""
        return self.select_for_update(of=("self",)).filter(pk=pk).first()

    def raise_version(self, pk) -> int:
        """Count one change of the row; returns its new version."""
        table, key = (
            connection.ops.quote_name(name) for name in (self.model._meta.db_table, self.model._meta.pk.column)
        )
        with connection.cursor() as cursor:  # Django's own update cannot tell what it wrote
            cursor.execute(f"UPDATE {table} SET version = version + 1 WHERE {key} = %s RETURNING version", [pk])  # noqa: S608 – our own names
            return cursor.fetchone()[0]

    def choosable_by(self, user) -> QuerySet:
        """The rows that the account may point at from its own."""
        return self.editable_by(user)

    def with_slugs(self, slugs) -> QuerySet:
        return self.filter(slug__in=list(slugs))

    def for_choices(self) -> QuerySet:
        """With what each row's name is made of, for a list of choices."""
        return self


class SharedQuerySet(EditableQuerySet):
    """What belongs to the whole country: everyone may point at it, who works with the whole country may change it."""

    def editable_by(self, user) -> QuerySet:
        return self.all() if covers_country(user) else self.none()

    def choosable_by(self, user) -> QuerySet:
        return self.all()


class WorkQuerySet(EditableQuerySet):
    """Memberships of accounts. Those of areas and regions are for who works with the whole country."""

    def in_force(self, day: datetime.date) -> QuerySet:
        return self.filter(open_ended(day))

    def like(self, work: dict):
        """The first membership with exactly these values, or None."""
        return self.filter(**work).first()

    def by_account(self, accounts: Iterable) -> dict[int, list]:
        """What each of the accounts is to do, by its key."""
        found: dict[int, list] = {}
        for work in self.filter(user__in=accounts).with_places():
            found.setdefault(work.user_id, []).append(work)
        return found

    def with_places(self) -> QuerySet:
        return self.select_related("municipality", "area", "region")

    def scope(self, day: datetime.date) -> Scope:
        """Where the memberships in force lead, in one question: areas by what they cover on the day."""
        return _scope(self.in_force(day).values(*_WHERE), day)

    def scopes(self, day: datetime.date) -> dict[int, Scope]:
        """The same for every account that is open and has work on the day."""
        rows: dict[int, list[dict]] = {}
        for row in self.in_force(day).filter(user__is_active=True).values("user_id", *_WHERE):
            rows.setdefault(row["user_id"], []).append(row)
        return {user: _scope(own, day) for user, own in rows.items()}


_WHERE = (
    "role",
    "party",
    "whole_country",
    "municipality_id",
    "area__memberships__municipality_id",
    "area__memberships__first_day",
    "area__memberships__last_day",
    "region__counties__municipalities__code",
)


def _scope(rows: Iterable[dict], day: datetime.date) -> Scope:
    country: set[Work] = set()
    by_code: dict[str, set[Work]] = {}
    for row in rows:
        work = (row["role"], row["party"])
        if row["whole_country"]:
            country.add(work)
        for code in _codes(row, day):
            by_code.setdefault(code, set()).add(work)
    return Scope(frozenset(country), {code: frozenset(found) for code, found in by_code.items()})


def _codes(row: dict, day: datetime.date) -> list[str]:
    first, last = row["area__memberships__first_day"], row["area__memberships__last_day"]
    covered = (first is None or first <= day) and (last is None or last >= day)
    codes = [row["municipality_id"], row["region__counties__municipalities__code"]]
    if covered:
        codes.append(row["area__memberships__municipality_id"])
    return [code for code in codes if code]


def open_ended(day: datetime.date) -> Q:
    """That a row with `first_day` and `last_day` covers the day; an empty end is open."""
    started = Q(first_day__isnull=True) | Q(first_day__lte=day)
    return started & (Q(last_day__isnull=True) | Q(last_day__gte=day))
