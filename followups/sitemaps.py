"""The follow-ups in the site map."""

from followups.models import FollowUp
from portal.sitemaps import PublicSitemap


class FollowUpSitemap(PublicSitemap):
    def items(self):
        return FollowUp.objects.published().real().with_municipality()

    def lastmod(self, item: FollowUp):
        return item.state_changed_at


def parts() -> dict[str, type[PublicSitemap]]:
    """Each part by its name (settings.SITEMAPS)."""
    return {"uppfoljningar": FollowUpSitemap}
