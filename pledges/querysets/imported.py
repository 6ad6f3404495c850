"""Questions asked of old pages that have come in."""

from django.db.models import QuerySet

from pledges.querysets.scope import EditableQuerySet

HEAVY = ("original", "lines", "pieces", "decisions")


class ImportedPageQuerySet(EditableQuerySet):
    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality)

    def saying(self, sha256: str) -> QuerySet:
        """The page with this text, if it has come in."""
        return self.filter(sha256=sha256).select_related("municipality").defer("original")

    def from_address(self, address: str) -> QuerySet:
        """The pages that came from there, the latest first. None for no address."""
        found = self.filter(source_address=address) if address else self.none()
        return found.defer("original").order_by("-received_at", "-pk")

    def left(self) -> QuerySet:
        """Those that nothing has come of yet, and that nobody has put aside."""
        return self.filter(state__in=("waiting", "review"))

    def for_list(self) -> QuerySet:
        return self.select_related("municipality").defer(*HEAVY)

    def for_review(self) -> QuerySet:
        return self.select_related("municipality", "replaces", "received_by").defer("original", "replaces__original")

    def held(self, pk):
        """The same as of every row, without the file."""
        return self.for_review().select_for_update(of=("self",)).filter(pk=pk).first()
