"""Questions asked of what is shown around the pledges: documents, news, notices, events, words and places."""

import datetime
import re

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pledges.querysets.scope import EditableQuerySet, SharedQuerySet
from pledges.querysets.states import PUBLISHED, WITHDRAWN


class PublishableQuerySet(EditableQuerySet):
    def hold(self, pk: int) -> None:
        """Hold the row until the transaction ends, so that two cannot take a step with it at once."""
        self.select_for_update(of=("self",)).only("pk").get(pk=pk)

    def hold_all(self) -> None:
        """The same of these; rows that only name them may still be written."""
        list(self.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))

    def published(self) -> QuerySet:
        return self.filter(state=PUBLISHED)

    def once_public(self) -> QuerySet:
        """Published, or withdrawn since: what has an address that must answer."""
        return self.filter(state__in=(PUBLISHED, WITHDRAWN))

    def real(self) -> QuerySet:
        """Without those of the demonstration's kommun."""
        return self.filter(municipality__is_demo=False)

    def with_municipality(self) -> QuerySet:
        return self.select_related("municipality__county")

    def for_address(self) -> QuerySet:
        """With nothing but what the address is made of."""
        return self.select_related("municipality").only("slug", "municipality__slug")

    def apart_from(self, item) -> QuerySet:
        return self.exclude(pk=item.pk)

    def addresses(self) -> set[str]:
        return set(self.values_list("slug", flat=True))

    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def in_municipality_code(self, code: str) -> QuerySet:
        return self.filter(municipality=code)

    def in_county_code(self, code: str) -> QuerySet:
        return self.filter(municipality__county=code)

    def due(self, moment: datetime.datetime) -> QuerySet:
        """What is approved and set to be published at this moment or before."""
        return self.filter(publish_at__lte=moment).select_related("stage_changed_by")

    def under_way(self) -> QuerySet:
        """What is sent, approved or sent back, the oldest step first, with its approvals."""
        on_its_way = Q(stage__in=("review", "approved")) | ~Q(review_comment="")
        rows = self.filter(on_its_way).select_related("municipality").prefetch_related("approvals")
        return rows.order_by("stage_changed_at", "pk")

    def with_address(self, slug: str) -> QuerySet:
        return self.filter(slug=slug)


class DocumentQuerySet(PublishableQuerySet):
    def with_file(self) -> QuerySet:
        return self.exclude(file="")

    def places(self) -> QuerySet:
        """Documents that somebody names and that nobody has had, held until the transaction ends."""
        return self.filter(file="").select_for_update(of=("self",)).order_by("pk")

    def with_text(self, words: str) -> QuerySet:
        """Those whose file has the words in it, as far as its text can be read."""
        return self.filter(text__iregex=rf"\m{re.escape(words)}\M").order_by("title")

    def untagged(self) -> QuerySet:
        """Files that a screen reader cannot make much of."""
        return self.with_file().exclude(is_tagged=True)

    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def titles(self) -> set[tuple[str, int | None]]:
        """The title and the year of each."""
        return set(self.values_list("title", "year"))

    def uploaded_as(self, sha256: str, apart_from: int | None) -> QuerySet:
        """Those whose file came with this SHA-256, but for the document with that key."""
        return self.filter(uploaded_sha256=sha256).exclude(pk=apart_from).order_by("pk")

    def for_address(self) -> QuerySet:
        return self.select_related("municipality").only("title", "file", "municipality__slug")

    def for_open_data(self) -> QuerySet:
        return self.select_related("municipality", "pledge").defer("text")

    def for_file(self) -> QuerySet:
        return self.select_related("municipality__county__region").defer("text")


class NewsQuerySet(PublishableQuerySet):
    def persons(self) -> set[str]:
        """Those who are quoted in the news, agree with somebody who is, or look after its page."""
        rows = self.values_list("quotes__person", "quotes__agrees", "page_owner")
        return {name for row in rows for name in row if name}

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


class PublicEventQuerySet(QuerySet):
    def real(self) -> QuerySet:
        """Without those of the demonstration's kommun."""
        return self.filter(municipality__is_demo=False)

    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def in_municipalities(self, municipalities: QuerySet) -> QuerySet:
        return self.filter(municipality__in=municipalities)

    def about(self, theme) -> QuerySet:
        return self.filter(themes=theme)

    def standing(self) -> QuerySet:
        """Without what was told of a thing before it was withdrawn; that it was remains."""
        same = {"municipality": OuterRef("municipality"), "path": OuterRef("path")}
        return self.exclude(Exists(self.model.objects.filter(**same, kind="withdrawn", pk__gt=OuterRef("pk"))))

    def latest_of(self, municipality, path: str):
        """What was last done with the thing at the address."""
        return self.filter(path=path, municipality=municipality).select_related("municipality").latest("pk")

    def newest(self, limit: int) -> QuerySet:
        return self.select_related("municipality").order_by("-happened_at", "-pk")[:limit]


class VocabularyQuerySet(SharedQuerySet):
    def explained(self) -> QuerySet:
        return self.exclude(explanation="")


class PlaceQuerySet(EditableQuerySet):
    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def called(self, name: str) -> QuerySet:
        return self.filter(name__iexact=name, within="")


class LoadedItemQuerySet(QuerySet):
    def keys_below(self, prefix: str) -> set[str]:
        return set(self.filter(key__startswith=prefix).values_list("key", flat=True))
