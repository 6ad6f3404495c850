"""Questions asked of pledges, their editions, promises and activities."""

import datetime
from collections.abc import Collection

from django.db.models import Count, Exists, F, Func, JSONField, Max, Min, OuterRef, Q, QuerySet

from pledges.querysets.public import PublishableQuerySet
from pledges.querysets.scope import EditableQuerySet
from pledges.querysets.states import PUBLISHED, WITHDRAWN


class PledgeQuerySet(PublishableQuerySet):
    def with_keys(self, keys) -> QuerySet:
        return self.filter(pk__in=keys).order_by("pk")

    def for_choices(self) -> QuerySet:
        return self.select_related("municipality").order_by("municipality__sort_key", "-starts_on")

    def standing(self) -> QuerySet:
        """All that have not been withdrawn."""
        return self.exclude(state=WITHDRAWN)

    def by_period(self) -> QuerySet:
        return self.select_related("municipality").order_by("-starts_on", "pk")

    def ending_in(self, years: Collection[int]) -> QuerySet:
        return self.filter(ends_on__year__in=years)

    def beside(self, pledge) -> QuerySet:
        """The kommun's other pledges, the latest first."""
        return self.of(pledge.municipality_id).apart_from(pledge).order_by("-starts_on")

    def meeting(self, first: datetime.date, last: datetime.date) -> QuerySet:
        """Those that are about some day from the first to the last, and are not withdrawn."""
        return self.filter(starts_on__lte=last, ends_on__gte=first).exclude(state=WITHDRAWN).order_by("starts_on", "pk")

    def next_after(self, pledge) -> QuerySet:
        """The pledges of later periods for the same kommun or part of it, the nearest first."""
        later = self.of(pledge.municipality_id).filter(part=pledge.part, starts_on__gt=pledge.ends_on)
        return later.exclude(state=WITHDRAWN).select_related("municipality").order_by("starts_on")

    def ending_without_next(self, first: datetime.date, last: datetime.date) -> QuerySet:
        """Published pledges with a text that end between the days and have no later one, the first to end first."""
        same = Q(municipality=OuterRef("municipality"), part=OuterRef("part"))
        later = self.model._base_manager.filter(same, starts_on__gt=OuterRef("ends_on")).exclude(state=WITHDRAWN)
        ending = self.filter(state=PUBLISHED, availability="full", ends_on__range=(first, last))
        return ending.exclude(Exists(later)).select_related("municipality").order_by("ends_on", "pk")

    def owed_follow_up(self, since: datetime.date) -> QuerySet:
        """Published pledges that are known and that have not ended before the day, by kommun."""
        known = self.filter(state=PUBLISHED, ends_on__gte=since).exclude(availability="mentioned")
        return known.select_related("municipality").order_by("municipality__sort_key", "-starts_on")

    def for_page(self) -> QuerySet:
        return self.select_related("municipality__county__region", "current_edition")

    def first_and_last_day(self) -> tuple[datetime.date | None, datetime.date | None]:
        """Of their published editions together; None for none."""
        found = self.aggregate(first=Min("current_edition__starts_on"), last=Max("current_edition__ends_on"))
        return found["first"], found["last"]

    def county_codes(self) -> list[str]:
        return list(self.order_by("municipality__county").values_list("municipality__county", flat=True).distinct())

    def touching_year(self, year: int) -> QuerySet:
        """Those whose published edition is in force on some day of the year."""
        return self.filter(current_edition__starts_on__year__lte=year, current_edition__ends_on__year__gte=year)

    def for_open_data(self) -> QuerySet:
        return self.select_related("municipality", "current_edition")

    def for_content(self) -> QuerySet:
        """Everything that `pledges.contents` reads, in a bounded number of queries."""
        return self.select_related("municipality__county__region", "area", "state_changed_by").prefetch_related(
            "parties",
            "signatories",
            "sections",
            "situationstatements__motivates",
            "expectedeffects",
            "focusareas",
            "relatedlinks",
            "quotes",
            "extends",
            "promises__themes",
            "promises__predecessor__pledge",
            "dropped_promise_set__pledge",
            "dropped_activity_set__pledge",
            "activity_groups",
            "activities__promises",
            "activities__places",
            "activities__methods",
            "activities__partners",
            "activities__group",
        )


# SQL/JSON's path language (ISO 19075-6): an activity of a group that says when it happens.
EVENTS = "jsonb_path_query_array(%(expressions)s, '$.groups[*].activities[*] ? (@.happens != null)')"


class EditionQuerySet(QuerySet):
    def latest_number(self) -> int:
        """The highest number so far, 0 when nothing has been published."""
        return self.aggregate(latest=Max("number"))["latest"] or 0

    def to_rewrite(self) -> QuerySet:
        """With what each is of, both held until the transaction ends."""
        of = self.model.owner
        return self.select_related(f"{of}__municipality").select_for_update(of=("self", of)).order_by("pk")

    def newest_first(self) -> QuerySet:
        return self.defer("content").order_by("-number")

    def for_address(self) -> QuerySet:
        """Of what is or has been public, with nothing but what the address is made of."""
        of = self.model.owner
        known = self.filter(**{f"{of}__state__in": (PUBLISHED, WITHDRAWN)}).select_related(f"{of}__municipality")
        return known.only("number", f"{of}__slug", f"{of}__municipality__slug")

    def content_before(self, number: int) -> dict | None:
        """What the edition before that number said; None for the first."""
        return self.filter(number__lt=number).order_by("-number").values_list("content", flat=True).first()

    def newest_with_content(self, limit: int) -> QuerySet:
        return self.order_by("-number")[:limit]


class ApprovalQuerySet(QuerySet):
    def with_people(self) -> QuerySet:
        return self.select_related("approved_by")


class PledgeEditionQuerySet(EditionQuerySet):
    def current(self) -> QuerySet:
        """The edition that each published pledge shows."""
        return self.filter(pledge__state=PUBLISHED, pledge__current_edition=F("pk"))

    def of(self, municipality) -> QuerySet:
        return self.filter(pledge__municipality=municipality)

    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def periods(self) -> QuerySet:
        """When each pledge is in force, as plain values: for many kommuner at once."""
        rows = self.order_by("starts_on", "pk")
        return rows.values_list(
            "pledge__municipality_id", "pledge_id", "starts_on", "ends_on", "availability", "published_at", named=True
        )

    def with_events(self) -> QuerySet:
        """Adds `events`, those of the activities in the content that take place on known days; without the content."""
        found = Func(F("content"), template=EVENTS, output_field=JSONField())
        return self.select_related("pledge__municipality").defer("content").annotate(events=found).order_by("pk")

    def of_any(self, municipalities: Collection[str]) -> QuerySet:
        return self.filter(pledge__municipality__in=municipalities)

    def contents_at(self, addresses) -> dict[tuple[str, str], dict]:
        """The contents of the pledges at some (kommunkod, address)."""
        codes, slugs = {code for code, _ in addresses}, {slug for _, slug in addresses}
        found = self.current().filter(pledge__municipality__in=codes, pledge__slug__in=slugs)
        rows = found.values_list("pledge__municipality", "pledge__slug", "content")
        return {(code, slug): content for code, slug, content in rows}

    def places(self) -> set[str]:
        """All places that their activities name."""
        groups = [group for found in self.values_list("content__groups", flat=True) for group in found or ()]
        return {place for group in groups for activity in group["activities"] for place in activity["places"]}

    def real(self) -> QuerySet:
        """Without the fictional kommun of the demonstration."""
        return self.filter(pledge__municipality__is_demo=False)

    def for_history(self) -> QuerySet:
        """Newest first, with who published each and without the heavy content."""
        return self.select_related("published_by").defer("content").order_by("-number")

    def in_force(self, day: datetime.date) -> QuerySet:
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def for_list(self) -> QuerySet:
        """Newest period first, without the heavy content."""
        return self.select_related("pledge__municipality").defer("content").order_by("-starts_on", "title")

    def with_easy_summary(self) -> QuerySet:
        """Those with an easy-to-read part, by kommun and the newest period first, without the heavy content."""
        found = self.filter(has_easy_summary=True).select_related("pledge__municipality").defer("content")
        return found.order_by("pledge__municipality__sort_key", "-starts_on")

    def newest(self, limit: int) -> QuerySet:
        return self.select_related("pledge__municipality").defer("content").order_by("-published_at", "-pk")[:limit]


class PromiseQuerySet(EditableQuerySet):
    municipality_path = "pledge__municipality"

    def threads(self, municipality) -> set[str]:
        """The threads that the kommun's promises have."""
        return set(self.filter(pledge__municipality=municipality).exclude(thread="").values_list("thread", flat=True))

    def in_thread(self, municipality, thread: str) -> QuerySet:
        """The promises of a thread in pledges that are published, the oldest period first."""
        found = self.filter(pledge__municipality=municipality, thread=thread, pledge__state=PUBLISHED)
        return found.select_related(
            "pledge__municipality", "pledge__current_edition", "dropped_by__municipality", "dropped_by__current_edition"
        ).order_by("pledge__starts_on", "order", "pk")

    def one_of_each_thread(self) -> QuerySet:
        """The promise of each published thread that was written last, with what the thread's address is made of."""
        known = self.filter(pledge__state=PUBLISHED).exclude(thread="")
        same = {"thread": OuterRef("thread"), "pledge__municipality": OuterRef("pledge__municipality")}
        latest = known.exclude(Exists(self.filter(pledge__state=PUBLISHED, pk__gt=OuterRef("pk"), **same)))
        return latest.select_related("pledge__municipality").only("thread", "pledge__municipality__slug")

    def of(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def beside(self, pledge) -> QuerySet:
        """Those of the kommun's other pledges, the latest first."""
        others = self.exclude(pledge=pledge).filter(pledge__municipality=pledge.municipality_id)
        return others.select_related("pledge").order_by("-pledge__starts_on", "order", "pk")

    def for_form(self) -> QuerySet:
        return self.prefetch_related("themes")


class ActivityQuerySet(EditableQuerySet):
    municipality_path = "pledge__municipality"

    def of_pledges(self, pledges) -> QuerySet:
        return self.filter(pledge__in=pledges)

    def of(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def beside(self, pledge) -> QuerySet:
        """Those of the kommun's other pledges, the latest first."""
        others = self.exclude(pledge=pledge).filter(pledge__municipality=pledge.municipality_id)
        return others.select_related("pledge").order_by("-pledge__starts_on", "order", "pk")

    def for_form(self) -> QuerySet:
        return self.prefetch_related("promises", "partners", "places", "methods")

    def with_promises(self) -> QuerySet:
        return self.select_related("group").prefetch_related("promises")

    def status_counts(self) -> dict[str, int]:
        """How many stand where."""
        return dict(self.order_by().values_list("status").annotate(Count("pk")))

    def left_loose(self) -> int:
        """How many no longer belong to any promise although the earlier activity did."""
        without = self.filter(promises=None, group__promise=None, predecessor__promises__isnull=False)
        return without.distinct().count()

    def standings(self) -> QuerySet:
        """Where each activity stands today, as plain values."""
        return self.values(
            "pk", "status", "status_period", "status_comment", "done_count", "done_period", "standing_is_demo"
        )
