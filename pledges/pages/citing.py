"""How a page is referred to in a report or an essay: who, what, which edition, where, and when it was read."""

import datetime
from collections.abc import Sequence

from django.conf import settings

from portal.wording import day_text, listed


def citation(
    parties: Sequence[str], title: str, *, edition: int, published: str, path: str, day: datetime.date, is_demo: bool
) -> str:
    """One line to copy. `published` is the edition's day in words, `path` its lasting address below the portal's."""
    mark = " Påhittat för demonstration." if is_demo else ""
    published_text = f"Utgåva {edition}, publicerad {published}."
    where = f"{settings.PUBLIC_URL}{path}"
    line = (
        f"{listed(parties)}. {title}. {published_text}{mark} {settings.PORTAL_NAME}. {where} (hämtad {day_text(day)})."
    )
    return line.replace("\u00a0", " ")
