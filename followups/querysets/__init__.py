"""Every question asked of the follow-ups, of reminders and of exports, named as the domain speaks."""

import datetime
import uuid
from collections.abc import Collection, Iterable

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet

from pledges.querysets import EditableQuerySet, EditionQuerySet, PublishableQuerySet

from .answers import ActivityReportQuerySet, AnswerProposalQuerySet, NarrativeQuerySet
from .exports import ExportQuerySet

__all__ = [
    "ActivityReportQuerySet",
    "AnswerProposalQuerySet",
    "ExportQuerySet",
    "FollowUpEditionQuerySet",
    "FollowUpQuerySet",
    "NarrativeQuerySet",
    "OptOutQuerySet",
    "OverviewQuerySet",
    "ReminderQuerySet",
]


class FollowUpQuerySet(PublishableQuerySet):
    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def telling_of(self, document) -> QuerySet:
        """Those that are in the document: that name it, or are about the same tertials of the same year."""
        same = Q(year=document.year, first_tertial=document.first_tertial, last_tertial=document.last_tertial)
        about = Q(document=document) | (same if document.first_tertial else Q(pk=None))
        return self.filter(about, municipality=document.municipality_id, pledge__isnull=False).order_by("pk")

    def with_pledge(self) -> QuerySet:
        return self.select_related("municipality", "pledge")

    def to_answer(self, pk: int) -> QuerySet:
        """The follow-up with its pledge, held until the transaction ends."""
        return self.filter(pk=pk).select_for_update(of=("self",)).select_related("municipality", "pledge")

    def of_pledges(self, pledges) -> QuerySet:
        return self.filter(pledge__in=pledges).order_by("year", "pk")

    def with_answers(self) -> QuerySet:
        """Without those that are known only as a document."""
        return self.filter(availability="full")

    def with_activities(self) -> QuerySet:
        """Those whose activities can be answered: the pledge is known, and it is more than a document."""
        return self.with_answers().filter(pledge__isnull=False)

    def being_written(self) -> QuerySet:
        """Drafts that nobody has sent for review."""
        return self.filter(state="draft", stage="editing")

    def with_keys(self, keys) -> QuerySet:
        return self.filter(pk__in=keys).order_by("pk")

    def in_municipalities(self, codes) -> QuerySet:
        return self.filter(municipality__in=codes)

    def in_year(self, year: int) -> QuerySet:
        return self.filter(year=year)

    def in_range(self, span) -> QuerySet:
        """Those of exactly this range of tertials, or this half-year."""
        return self.filter(first_tertial=span.first, last_tertial=span.last, half_year=span.half)

    def places_and_years(self) -> QuerySet:
        """(kommunkod, name, year) of all, once each, by name."""
        named = self.order_by("municipality__sort_key", "year")
        return named.values_list("municipality_id", "municipality__name", "year").distinct()

    def for_sheets(self) -> QuerySet:
        """Everything that `followups.sheets.rows` reads, by kommun and time, in a bounded number of queries."""
        return (
            self.select_related("municipality", "pledge")
            .prefetch_related("reports", "pledge__promises", "pledge__activities__promises")
            .order_by("municipality__sort_key", "year", "first_tertial", "half_year", "last_tertial", "pk")
        )

    def with_content(self) -> QuerySet:
        return self.select_related("current_edition")

    def for_overview(self, municipalities: Collection[str], years: Iterable[int]) -> QuerySet:
        """Those of some kommuner and years, whatever their state, with how far they have come.

        Adds `asked` and `answered`: how many activities there are to answer for, and how many are.
        """
        rows = self.filter(municipality__in=municipalities, year__in=years).annotate(
            asked=Count("reports"), answered=Count("reports", filter=~Q(reports__status="not_reported"))
        )
        return rows.select_related("stage_changed_by").prefetch_related("approvals__approved_by").order_by("year", "pk")

    def of_year(self, year: int, codes: Iterable[str]) -> QuerySet:
        """Those of a year in some kommuner, kommun by kommun and then in order of time, without the heavy content."""
        rows = self.filter(year=year, municipality__in=codes).select_related("municipality", "current_edition")
        return rows.defer("current_edition__content").order_by(
            "municipality__sort_key",
            "municipality",
            F("first_tertial").asc(nulls_last=True),
            "last_tertial",
            "half_year",
            "pk",
        )

    def for_page(self) -> QuerySet:
        return self.select_related("municipality__county__region", "current_edition", "document", "pledge")

    def for_open_data(self) -> QuerySet:
        return self.select_related("municipality", "pledge", "current_edition")

    def report_rows(self) -> QuerySet:
        """What coverage needs to know of each, as plain values."""
        return self.order_by("pk").values_list(
            "pk",
            "municipality_id",
            "slug",
            "year",
            "first_tertial",
            "last_tertial",
            "half_year",
            "reported_on",
            "is_demo",
            named=True,
        )

    def for_content(self) -> QuerySet:
        """Everything that `followups.contents` reads, in a bounded number of queries."""
        return self.select_related(
            "municipality__county__region", "pledge__current_edition", "document", "state_changed_by"
        ).prefetch_related(
            "respondents", "narratives__promise", "narratives__focus_area", "reports__activity__promises"
        )

    def latest_year(self) -> int:
        """The year of the latest report, 0 without any."""
        return self.aggregate(latest=Max("year"))["latest"] or 0

    def since(self, year: int) -> QuerySet:
        """Reports on that year or a later one, oldest first."""
        return self.filter(year__gte=year).order_by("year", "first_tertial", "half_year", "pk")


class FollowUpEditionQuerySet(EditionQuerySet):
    def of_municipality(self, municipality) -> QuerySet:
        return self.filter(follow_up__municipality=municipality)

    def for_history(self) -> QuerySet:
        """Newest first, with who published each and without the heavy content."""
        return self.select_related("published_by").defer("content").order_by("-number")

    def current(self) -> QuerySet:
        """The edition that each published follow-up shows."""
        return self.filter(follow_up__state="published", follow_up__current_edition=F("pk"))

    def of(self, follow_up) -> QuerySet:
        return self.filter(follow_up=follow_up)


class OverviewQuerySet(QuerySet):
    def put(self, row) -> None:
        """Write the row, over the kommun's earlier one. One statement, so that two at once end as one."""
        columns = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        self.bulk_create([row], update_conflicts=True, unique_fields=["municipality"], update_fields=columns)

    def of(self, municipalities) -> QuerySet:
        """The rows of some kommuner, given as a question for them."""
        return self.filter(municipality__in=municipalities.order_by())

    def with_municipality(self) -> QuerySet:
        return self.select_related("municipality")


class ReminderQuerySet(EditableQuerySet):
    def one_run_at_a_time(self) -> bool:
        """Whether no other process sends reminders now; holds the place until `let_go`, or the connection ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended('reminders', 0))")
            return cursor.fetchone()[0]

    def let_go(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended('reminders', 0))")

    def automatic(self) -> QuerySet:
        return self.exclude(kind="asked")

    def before(self, day: datetime.date) -> QuerySet:
        return self.filter(day__lt=day)

    def asked_on(self, day: datetime.date) -> QuerySet:
        """What coordinators have reminded of on the day."""
        return self.filter(kind="asked", day=day)

    def of_users(self, users: Collection[int]) -> QuerySet:
        return self.filter(user__in=users)

    def on(self, day: datetime.date) -> QuerySet:
        return self.filter(day=day)

    def users(self) -> set[int]:
        return set(self.values_list("user", flat=True))

    def unsent(self) -> QuerySet:
        return self.filter(sent_at__isnull=True)

    def letters(self) -> list[uuid.UUID]:
        """The letters that the lines are in, in the order in which they were written."""
        return list(dict.fromkeys(self.order_by("pk").values_list("letter", flat=True)))

    def to_send(self, letter: uuid.UUID) -> QuerySet:
        """The unsent lines of a letter, held until the transaction ends; none while another process sends them."""
        rows = self.filter(letter=letter, sent_at__isnull=True).select_related("user", "by")
        return rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk")

    def were_sent(self, rows: Iterable, at: datetime.datetime) -> None:
        self.filter(pk__in=[row.pk for row in rows]).update(sent_at=at)

    def write(self, rows: Iterable) -> None:
        """Log lines that are to be sent; those that have been before are left out."""
        self.bulk_create(rows, ignore_conflicts=True)

    def told(self) -> set[tuple]:
        """What has been told: account, kind, kommun, about what and on which occasion."""
        return set(self.values_list("user", "kind", "municipality", "about", "occasion"))

    def latest_asked(self, municipalities: Collection[str]) -> dict[str, datetime.date]:
        """The last day on which somebody was reminded by a coordinator, by kommun."""
        rows = self.filter(kind="asked", municipality__in=municipalities).order_by()
        return dict(rows.values_list("municipality").annotate(latest=Max("day")))


class OptOutQuerySet(QuerySet):
    def of(self, user) -> QuerySet:
        return self.filter(user=user)

    def kinds(self) -> set[str]:
        return set(self.values_list("kind", flat=True))

    def by_user(self) -> dict[int, set[str]]:
        """The kinds that each account does not want."""
        found: dict[int, set[str]] = {}
        for user, kind in self.values_list("user", "kind"):
            found.setdefault(user, set()).add(kind)
        return found
