"""The site map of what is public: kommuner, pledges, news and the pages around them."""

from django.urls import reverse

from pledges.models import Municipality, NewsItem, Pledge
from portal.sitemaps import PublicSitemap

AROUND = (
    "start", "municipality_list", "area_list", "news_list", "about", "statuses", "theme_list", "method_list",
    "overview", "comparison", "easy", "english", "accessibility", "privacy", "open_data", "follow",
)  # fmt: skip


class AroundSitemap(PublicSitemap):
    """The pages that are not about one kommun."""

    def items(self) -> tuple[str, ...]:
        return AROUND

    def location(self, item: str) -> str:
        return reverse(item)


class MunicipalitySitemap(PublicSitemap):
    def items(self):
        return Municipality.objects.real()


class PledgeSitemap(PublicSitemap):
    def items(self):
        return Pledge.objects.published().real().with_municipality()

    def lastmod(self, item: Pledge):
        return item.state_changed_at


class NewsSitemap(PledgeSitemap):
    def items(self):
        return NewsItem.objects.published().real().with_municipality()


def parts() -> dict[str, type[PublicSitemap]]:
    """Each part by its name (settings.SITEMAPS)."""
    return {
        "sidor": AroundSitemap,
        "kommuner": MunicipalitySitemap,
        "loften": PledgeSitemap,
        "nyheter": NewsSitemap,
    }
