"""The two questions of a kommun's page, each one statement: asked one by one they cost as much as the rest of the page.

Written by hand, since the page is what nearly everybody comes for; the conditions are those of `published`,
`shown_on` and `on` in the modules beside this one.
"""

import datetime
import json
from dataclasses import dataclass, field

from django.db import connection

# Of the latest pledges the page's list has as many as `most`; the index by kommun and first day gives them in order.
AROUND = """
SELECT to_jsonb(kommun), to_jsonb(county),
  (SELECT jsonb_agg(to_jsonb(one) ORDER BY one.starts_on DESC, one.title) FROM (
     SELECT edition.id AS edition, pledge.id AS pledge, pledge.slug, pledge.part, edition.title, edition.starts_on,
       edition.ends_on, edition.availability
     FROM (SELECT id, slug, part, current_edition_id FROM pledges_pledge
           WHERE municipality_id = kommun.code AND state = 'published'
           ORDER BY starts_on DESC LIMIT %(most)s) AS pledge
     JOIN pledges_pledgeedition AS edition ON edition.id = pledge.current_edition_id) AS one),
  (SELECT jsonb_agg(to_jsonb(one) ORDER BY one.year DESC NULLS LAST, one.last_tertial DESC NULLS LAST, one.id) FROM (
     SELECT id, title, kind, file, sha256, size, pages, is_tagged, source, year, last_tertial FROM pledges_document
     WHERE municipality_id = kommun.code AND state = 'published') AS one),
  (SELECT jsonb_agg(to_jsonb(one) ORDER BY one.published_on DESC NULLS LAST, one.id DESC) FROM (
     SELECT id, title, slug, published_on FROM pledges_newsitem
     WHERE municipality_id = kommun.code AND state = 'published') AS one),
  (SELECT jsonb_agg(to_jsonb(one) ORDER BY one.first_day DESC NULLS LAST, one.id) FROM (
     SELECT id, text, first_day, source FROM pledges_notice
     WHERE (municipality_id = kommun.code OR municipality_id IS NULL)
       AND first_day <= %(day)s AND (last_day IS NULL OR last_day >= %(day)s)
       OR municipality_id = kommun.code AND first_day IS NULL) AS one),
  (SELECT jsonb_agg(to_jsonb(one) ORDER BY one.first_day NULLS FIRST) FROM (
     SELECT area.name, area.slug, membership.first_day
     FROM pledges_areamembership AS membership JOIN pledges_localpolicearea AS area ON area.id = membership.area_id
     WHERE membership.municipality_id = kommun.code
       AND (membership.first_day IS NULL OR membership.first_day <= %(day)s)
       AND (membership.last_day IS NULL OR membership.last_day >= %(day)s)) AS one)
FROM pledges_municipality AS kommun JOIN pledges_county AS county ON county.code = kommun.county_id
WHERE kommun.slug = %(slug)s
"""
SHOWN = """
SELECT edition.content, edition.number, edition.published_at, edition.pdf_size, edition.pdf_pages,
  (SELECT jsonb_agg(to_jsonb(one)) FROM (
     SELECT id AS pk, status, status_period, status_comment, done_count, done_period, standing_is_demo
     FROM pledges_activity WHERE pledge_id = edition.pledge_id) AS one)
FROM pledges_pledgeedition AS edition WHERE edition.id = %s
"""


@dataclass(frozen=True)
class ListedPledge:
    """A published pledge as lists of a kommun's pledges have it; `edition` and `pledge` are keys."""

    edition: int
    pledge: int
    slug: str
    part: str
    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    availability: str


@dataclass(frozen=True)
class Around:
    """A kommun and what is public of it on a day, but for what its pledges say: rows as the statement names them."""

    municipality: dict
    county: dict
    pledges: list[ListedPledge] = field(default_factory=list)
    documents: list[dict] = field(default_factory=list)
    news: list[dict] = field(default_factory=list)
    notices: list[dict] = field(default_factory=list)
    areas: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """The edition of the pledge that is shown, and where its activities stand (as `Activity.objects.standings()`)."""

    content: dict
    number: int
    published_at: datetime.datetime
    pdf_size: int
    pdf_pages: int
    standings: list[dict]


def around(slug: str, day: datetime.date, most: int | None) -> Around | None:
    """The kommun with that address and what is around its pledges; of these the latest `most`, all without it."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"slug": slug, "day": day, "most": most})
        found = cursor.fetchone()
    if found is None:
        return None
    municipality, county, pledges, *others = (json.loads(part) if part else [] for part in found)
    return Around(municipality, county, [_listed(row) for row in pledges], *others)


def _listed(row: dict) -> ListedPledge:
    days = {name: datetime.date.fromisoformat(row[name]) for name in ("starts_on", "ends_on")}
    return ListedPledge(**{**row, **days})


def shown(edition: int) -> Shown:
    with connection.cursor() as cursor:
        cursor.execute(SHOWN, [edition])
        content, number, published_at, size, pages, standings = cursor.fetchone()
    return Shown(json.loads(content), number, published_at, size, pages, json.loads(standings) if standings else [])
