"""The follow-ups in the site map."""

from django.contrib.sitemaps import Sitemap

from followups.models import FollowUp


class FollowUpSitemap(Sitemap):
    def items(self):
        return FollowUp.objects.published().real().with_municipality()

    def lastmod(self, item: FollowUp):
        return item.state_changed_at


def parts() -> dict[str, type[Sitemap]]:
    """Each part by its name (settings.SITEMAPS)."""
    return {"uppfoljningar": FollowUpSitemap}
