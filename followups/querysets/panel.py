"""The one question of the part of a page that tells what has been reported: written by hand, as the page's own are."""

import json
from dataclasses import dataclass

from django.db import connection

# The row of bounds is there also without reports; the index by kommun and year gives it at once.
REPORTS = """
WITH bounds AS (
  SELECT min(year) AS earliest, greatest(max(year), %(newest)s) - %(years)s AS after FROM followups_followup
  WHERE municipality_id = %(kommun)s AND state = 'published'
)
SELECT coalesce(bounds.after, 0), coalesce(bounds.earliest <= bounds.after, false), report.slug, report.year,
  report.first_tertial, report.last_tertial, report.half_year, report.availability, report.reported_on, report.is_demo,
  pledge.slug, document.file, edition.pdf_size, edition.content -> 'summary'
FROM bounds LEFT JOIN (
  followups_followup AS report JOIN followups_followupedition AS edition ON edition.id = report.current_edition_id
  LEFT JOIN pledges_pledge AS pledge ON pledge.id = report.pledge_id
  LEFT JOIN pledges_document AS document ON document.id = report.document_id
) ON report.municipality_id = %(kommun)s AND report.state = 'published'
  AND (%(pledge)s::bigint IS NULL OR report.pledge_id = %(pledge)s)
  AND report.year > coalesce(bounds.after, 0)
ORDER BY report.year DESC, report.last_tertial DESC NULLS LAST, report.half_year DESC NULLS LAST
"""
COLUMNS = (
    "slug", "year", "first_tertial", "last_tertial", "half_year", "availability", "reported_on", "is_demo",
    "pledge", "file", "pdf_size", "summary",
)  # fmt: skip


@dataclass(frozen=True)
class Reports:
    """Published follow-ups of the years after `after`, latest first, as rows by `COLUMNS`; if there are older ones."""

    rows: list[dict]
    after: int
    has_more: bool


def reports_of(kommun: str, pledge: int | None, newest: int, years: int | None) -> Reports:
    """What a list shows of each follow-up of a kommun, or of one of its pledges.

    Of the latest so many years, counted from the year `newest` or that of the latest report; of all without `years`.
    """
    asked = {"kommun": kommun, "pledge": pledge, "newest": newest, "years": years}
    with connection.cursor() as cursor:
        cursor.execute(REPORTS, asked)
        found = cursor.fetchall()
    after, has_more = found[0][:2]
    rows = [dict(zip(COLUMNS, row[2:], strict=True)) for row in found if row[2]]
    return Reports([{**row, "summary": json.loads(row["summary"])} for row in rows], after, has_more)
