"""Template tags for what leaves the page: whole addresses, and what machines read of it."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from portal.structured_data import breadcrumbs, data_block

register = template.Library()


@register.simple_tag
def in_full_address(path: str) -> str:
    """A path below the portal's own address."""
    return f"{settings.PUBLIC_URL}{path}"


@register.simple_tag
def structured_data(page, address: str) -> SafeString:
    """The way to a page, and what it is about (`page.thing`), as data in its head."""
    found = [breadcrumbs(page.crumbs, page.heading, address)] if page.crumbs else []
    return data_block([*found, *([page.thing] if page.thing else [])])
