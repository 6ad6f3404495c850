"""Every question asked of the domain's tables, named as the domain speaks."""

import datetime
import re
from collections.abc import Iterable

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, Count, F, FloatField, Max, Prefetch, Q, QuerySet, Value, When

from portal.swedish import plain

PUBLISHED, WITHDRAWN = "published", "withdrawn"
NAME_SIMILARITY = 0.25  # two letters that changed places in a short name: "savjso" against "savsjo" is 0.27


class EditableQuerySet(QuerySet):
    """What the back office starts from. Until memberships exist, whoever works there may edit everything."""

    def editable_by(self, user) -> QuerySet:
        return self.all() if user.is_active and user.is_staff else self.none()

    def for_choices(self) -> QuerySet:
        """With what each row's name is made of, for a list of choices."""
        return self


class CountyQuerySet(EditableQuerySet):
    def with_region(self) -> QuerySet:
        return self.select_related("region")


class MunicipalityQuerySet(EditableQuerySet):
    def real(self) -> QuerySet:
        """Sweden's own kommuner, without the fictional one of the demonstration."""
        return self.filter(is_demo=False)

    def with_county(self) -> QuerySet:
        return self.select_related("county__region")

    def with_pledge_years(self) -> QuerySet:
        """Adds `latest_end` (day or None) and `pledge_count` of what is published."""
        published = Q(pledges__state=PUBLISHED)
        return self.annotate(
            latest_end=Max("pledges__current_edition__ends_on", filter=published),
            pledge_count=Count("pledges", filter=published),
        )

    def in_order(self) -> QuerySet:
        """By name, å ä ö last; asked for where counting has taken the model's own order away."""
        return self.order_by("sort_key")

    def with_codes(self, codes: Iterable[str]) -> QuerySet:
        return self.filter(code__in=codes)

    def in_county(self, county) -> QuerySet:
        return self.filter(county=county)

    def with_address(self, slug: str) -> QuerySet:
        return self.filter(slug=slug)

    def matching(self, text: str) -> QuerySet:
        """Kommuner whose name is like the text: case, å ä ö and a misspelling do not matter; the best first."""
        wanted = name_as_searched(text)
        if not wanted:
            return self.none()
        likeness = TrigramSimilarity("search_name", wanted)
        rank = Case(
            When(search_name=wanted, then=Value(3.0)),
            When(search_name__startswith=wanted, then=Value(2.0)),
            When(search_name__contains=" " + wanted, then=Value(1.5)),
            default=likeness,
            output_field=FloatField(),
        )
        return self.annotate(rank=rank).filter(rank__gte=NAME_SIMILARITY).order_by("-rank", "sort_key")


class AreaQuerySet(EditableQuerySet):
    def with_region(self) -> QuerySet:
        return self.select_related("region")

    def with_municipalities_on(self, day: datetime.date) -> QuerySet:
        """Each area with `current_memberships`: those of the day, with their kommuner."""
        memberships = self.model.memberships.rel.related_model.objects.on(day).with_municipality()
        return self.prefetch_related(Prefetch("memberships", memberships, to_attr="current_memberships"))

    def with_address(self, slug: str) -> QuerySet:
        return self.filter(slug=slug)


class MembershipQuerySet(EditableQuerySet):
    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality).select_related("area")

    def on(self, day: datetime.date) -> QuerySet:
        return self.filter(open_ended(day))

    def with_municipality(self) -> QuerySet:
        return self.select_related("municipality").order_by("municipality__sort_key")


class VocabularyQuerySet(EditableQuerySet):
    def explained(self) -> QuerySet:
        return self.exclude(explanation="")


class PlaceQuerySet(EditableQuerySet):
    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def called(self, name: str) -> QuerySet:
        return self.filter(name__iexact=name, within="")


class PublishableQuerySet(EditableQuerySet):
    def published(self) -> QuerySet:
        return self.filter(state=PUBLISHED)

    def once_public(self) -> QuerySet:
        """Published, or withdrawn since: what has an address that must answer."""
        return self.filter(state__in=(PUBLISHED, WITHDRAWN))

    def apart_from(self, item) -> QuerySet:
        return self.exclude(pk=item.pk)

    def addresses(self) -> set[str]:
        return set(self.values_list("slug", flat=True))

    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def with_address(self, slug: str) -> QuerySet:
        return self.filter(slug=slug)


class PledgeQuerySet(PublishableQuerySet):
    def for_choices(self) -> QuerySet:
        return self.select_related("municipality").order_by("municipality__sort_key", "-starts_on")

    def beside(self, pledge) -> QuerySet:
        """The kommun's other pledges, the latest first."""
        return self.of(pledge.municipality_id).apart_from(pledge).order_by("-starts_on")

    def for_page(self) -> QuerySet:
        return self.select_related("municipality__county__region", "current_edition")

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


class EditionQuerySet(QuerySet):
    def latest_number(self) -> int:
        """The highest number so far, 0 when nothing has been published."""
        return self.aggregate(latest=Max("number"))["latest"] or 0


class PledgeEditionQuerySet(EditionQuerySet):
    def current(self) -> QuerySet:
        """The edition that each published pledge shows."""
        return self.filter(pledge__state=PUBLISHED, pledge__current_edition=F("pk"))

    def of(self, municipality) -> QuerySet:
        return self.filter(pledge__municipality=municipality)

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

    def newest(self, limit: int) -> QuerySet:
        return self.select_related("pledge__municipality").defer("content").order_by("-published_at", "-pk")[:limit]


class PromiseQuerySet(EditableQuerySet):
    def of(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def beside(self, pledge) -> QuerySet:
        """Those of the kommun's other pledges, the latest first."""
        others = self.exclude(pledge=pledge).filter(pledge__municipality=pledge.municipality_id)
        return others.select_related("pledge").order_by("-pledge__starts_on", "order", "pk")

    def for_form(self) -> QuerySet:
        return self.prefetch_related("themes")


class ActivityQuerySet(EditableQuerySet):
    def of(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def beside(self, pledge) -> QuerySet:
        """Those of the kommun's other pledges, the latest first."""
        others = self.exclude(pledge=pledge).filter(pledge__municipality=pledge.municipality_id)
        return others.select_related("pledge").order_by("-pledge__starts_on", "order", "pk")

    def for_form(self) -> QuerySet:
        return self.prefetch_related("promises", "partners", "places", "methods")

    def standings(self) -> QuerySet:
        """Where each activity stands today, as plain values."""
        return self.values(
            "pk", "status", "status_period", "status_comment", "done_count", "done_period", "standing_is_demo"
        )


class DocumentQuerySet(PublishableQuerySet):
    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def for_file(self) -> QuerySet:
        return self.select_related("municipality__county__region").defer("text")


class NewsQuerySet(PublishableQuerySet):
    def newest_first(self) -> QuerySet:
        return self.select_related("municipality").order_by(F("published_on").desc(nulls_last=True), "-pk")

    def for_page(self) -> QuerySet:
        return self.select_related("municipality__county", "pledge").prefetch_related("quotes")


class NoticeQuerySet(EditableQuerySet):
    def shown_on(self, day: datetime.date, municipality=None) -> QuerySet:
        """Notices for the whole site and, when given, for the kommun, that are to be shown on the day."""
        where = Q(municipality__isnull=True) | Q(municipality=municipality) if municipality else Q(municipality=None)
        return self.filter(where, first_day__lte=day).filter(Q(last_day__isnull=True) | Q(last_day__gte=day))

    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def for_page_of(self, municipality, day: datetime.date) -> QuerySet:
        """What is shown on the day, and the kommun's old notices that have no known day (kept for the record)."""
        return self.shown_on(day, municipality) | self.of(municipality).filter(first_day__isnull=True)


class LoadedItemQuerySet(QuerySet):
    def keys_below(self, prefix: str) -> set[str]:
        return set(self.filter(key__startswith=prefix).values_list("key", flat=True))


class PublicEventQuerySet(QuerySet):
    def newest(self, limit: int) -> QuerySet:
        return self.select_related("municipality").order_by("-happened_at", "-pk")[:limit]


def open_ended(day: datetime.date) -> Q:
    """That a row with `first_day` and `last_day` covers the day; an empty end is open."""
    started = Q(first_day__isnull=True) | Q(first_day__lte=day)
    return started & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def name_as_searched(text: str) -> str:
    """The text as names are compared: plain letters, without "kommun" or "stad" and their genitive s.

    >>> name_as_searched("Gislaveds kommun")
    'gislaved'
    """
    wanted = plain(text[:100])
    without_kind = re.sub(r"s? (kommun|stad)$", "", wanted)
    return without_kind or wanted
