"""Questions asked of Sweden: län, kommuner, police areas."""

import datetime
from collections.abc import Iterable

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Max, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from pledges.querysets.scope import EditableQuerySet, SharedQuerySet, open_ended
from pledges.querysets.states import PUBLISHED, WITHDRAWN


class RegionQuerySet(SharedQuerySet):
    def for_names(self) -> QuerySet:
        """With `is_demo`: whether it is the demonstration's."""
        return self.annotate(is_demo=_invented("counties__municipalities"))


class CountyQuerySet(SharedQuerySet):
    def for_names(self) -> QuerySet:
        """With region and `is_demo`."""
        return self.with_region().annotate(is_demo=_invented("municipalities"))

    def real(self) -> QuerySet:
        """Sweden's own län, without that of the demonstration."""
        return self.filter(municipalities__is_demo=False).distinct()

    def with_region(self) -> QuerySet:
        return self.select_related("region")


class MunicipalityQuerySet(EditableQuerySet):
    municipality_path = "pk"

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

    def in_county_with_address(self, slug: str) -> QuerySet:
        return self.filter(county__slug=slug)

    def with_address(self, slug: str) -> QuerySet:
        return self.filter(slug=slug)

    def once_public(self) -> QuerySet:
        """Those of which a pledge or a follow-up is or has been public."""
        states = (PUBLISHED, WITHDRAWN)
        return self.filter(Q(pledges__state__in=states) | Q(follow_ups__state__in=states)).distinct()

    def with_published_pledge(self) -> QuerySet:
        return self.filter(pledges__state=PUBLISHED).distinct()

    def without(self, related: str) -> QuerySet:
        """Those that lack the one row of that name."""
        return self.filter(**{f"{related}__isnull": True})

    def in_area(self, slug: str, day: datetime.date) -> QuerySet:
        """Those that the lokalpolisområde covers on the day."""
        covered = self.model.area_memberships.rel.related_model.objects.on(day).of_area(slug).values("municipality")
        return self.filter(pk__in=covered)

    def in_region(self, slug: str) -> QuerySet:
        return self.filter(county__region__slug=slug)

    def in_municipality_code(self, code: str) -> QuerySet:
        return self.filter(code=code)

    def in_county_code(self, code: str) -> QuerySet:
        return self.filter(county=code)

    def for_open_data(self, day: datetime.date) -> QuerySet:
        """With län, polisregion and the areas of the day (`current_memberships`)."""
        memberships = self.model.area_memberships.rel.related_model.objects.on(day).with_area()
        found = self.select_related("county__region")
        return found.prefetch_related(Prefetch("area_memberships", memberships, to_attr="current_memberships"))


class AreaQuerySet(SharedQuerySet):
    def with_region(self) -> QuerySet:
        return self.select_related("region")

    def for_names(self) -> QuerySet:
        """With region and `is_demo`."""
        return self.with_region().annotate(is_demo=_invented("memberships__municipality"))

    def real(self) -> QuerySet:
        """Those that some kommun of Sweden belongs or has belonged to."""
        return self.filter(memberships__municipality__is_demo=False).distinct()

    def in_regions(self, regions: Iterable[int]) -> QuerySet:
        return self.filter(region__in=regions)

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

    def of_area(self, slug: str) -> QuerySet:
        return self.filter(area__slug=slug)

    def only_area(self, municipality, day: datetime.date):
        """The lokalpolisområde that the kommun belonged to on the day, None unless exactly one is known."""
        found = list(self.of(municipality).on(day)[:2])
        return found[0].area if len(found) == 1 else None

    def with_municipality(self) -> QuerySet:
        return self.select_related("municipality").order_by("municipality__sort_key")

    def with_both(self) -> QuerySet:
        return self.select_related("municipality", "area")

    def with_area(self) -> QuerySet:
        return self.select_related("area").order_by("area__sort_key")


def _invented(kommuner: str) -> Coalesce:
    """Whether the kommuner at the path are the demonstration's; what has none is not."""
    return Coalesce(BoolOr(f"{kommuner}__is_demo"), Value(value=False))
