"""How a generated row reads when it is copied five years back, for the numbered part `n` of its kommun: SQL by column.

`{pledge}`, `{promise}` … are powers of ten above the keys of a kind: a copy's key is its number before the row's own
digits. So an edition's content is taken apart once, into a text (`TEMPLATE`) in which only the number is missing.
"""

YEARS = 5  # back: beyond what a search looks through first

_SLUG = f"(left(old.slug, 4)::int - {YEARS})::text"
_PERIOD = f"(extract(year FROM old.starts_on)::int - {YEARS})::text"
_BEFORE = "(old.{} - interval '%s years')" % YEARS  # noqa: UP031 - SQL in braces
_LAST_YEAR = f"CASE WHEN old.{{0}} = '' THEN '' ELSE left(old.{{0}}, -4) || (right(old.{{0}}, 4)::int - {YEARS}) END"
_YEAR = f"(old.year - {YEARS})::text"


def _day(column: str) -> str:
    return f"{_BEFORE.format(column)}::date"


def _ending(column: str) -> str:
    """A text that may end with a year."""
    return _LAST_YEAR.format(column)


def _of_entry(column: str) -> str:
    return f"replace(old.{column}, old.year::text, {_YEAR})"


def _key(value: str, kind: str) -> str:
    """A key in a template: as a text, which `_FILLED` makes a number of."""
    return f"'<#' || lpad({value}, length('{{{kind}}}') - 1, '0') || '#>'"


_FILLED = """replace(replace(replace(old.template, '"<#', n::text), '#>"', ''), '<n>', n::text)::jsonb"""
_PLEDGE = f"""
old.content || jsonb_build_object(
  'slug', {_PERIOD} || '-del-<n>', 'label', {_PERIOD}, 'part', 'Del <n>',
  'title', 'Medborgarlöfte ' || {_PERIOD} || ', Del <n>', 'signed', NULL,
  'period', (old.content -> 'period') || jsonb_build_object(
    'starts_on', {_day("starts_on")}, 'ends_on', {_day("ends_on")}, 'text', {_PERIOD}),
  'promises', (
    SELECT jsonb_agg(promise || jsonb_build_object(
      'id', {_key("promise ->> 'id'", "promise")}, 'predecessor', NULL,
      'thread', (promise ->> 'thread') || '-del-<n>'))
    FROM jsonb_array_elements(old.content -> 'promises') AS promise),
  'groups', (
    SELECT jsonb_agg(activities || jsonb_build_object('activities', (
      SELECT jsonb_agg(activity || jsonb_build_object('id', {_key("activity ->> 'id'", "activity")}))
      FROM jsonb_array_elements(activities -> 'activities') AS activity)))
    FROM jsonb_array_elements(old.content -> 'groups') AS activities))
"""  # noqa: S608 - columns and numbers of ours
_REPORT_YEAR = "(old.content ->> 'year')"
_FOLLOW_UP = f"""
(SELECT younger || jsonb_build_object(
  'year', (younger ->> 'year')::int - {YEARS},
  'slug', (younger ->> 'slug') || '-del-<n>',
  'pledge', jsonb_build_object(
    'slug', (younger #>> '{{{{pledge,slug}}}}') || '-del-<n>',
    'title', (younger #>> '{{{{pledge,title}}}}') || ', Del <n>'),
  'answers', (
    SELECT jsonb_agg(answer || jsonb_build_object('activity', {_key("answer ->> 'activity'", "activity")}))
    FROM jsonb_array_elements(younger -> 'answers') AS answer))
FROM (SELECT regexp_replace(
  old.content::text, '(?<!: )\\m' || {_REPORT_YEAR} || '\\M', ({_REPORT_YEAR}::int - {YEARS})::text, 'g'
)::jsonb AS younger) AS read)
"""  # noqa: S608 - the same

TEMPLATE = {"pledges_pledgeedition": f"({_PLEDGE})::text", "followups_followupedition": f"({_FOLLOW_UP})::text"}
OLDER = {
    "pledges_pledge": {
        "slug": f"{_SLUG} || '-del-' || n",
        "label": _SLUG,
        "part": "'Del ' || n",
        **{column: _day(column) for column in ("starts_on", "ends_on", "signed_on")},
        "state_changed_at": _BEFORE.format("state_changed_at"),
    },
    "pledges_pledgeedition": {
        "title": f"'Medborgarlöfte ' || {_PERIOD} || ', Del ' || n",
        "starts_on": _day("starts_on"),
        "ends_on": _day("ends_on"),
        "published_at": _BEFORE.format("published_at"),
        "content": _FILLED,
    },
    "pledges_promise": {"thread": "old.thread || '-del-' || n"},
    "pledges_activity": {column: _ending(column) for column in ("status_period", "done_period")},
    "followups_followup": {
        "year": f"old.year - {YEARS}",
        "slug": f"{_SLUG} || substr(old.slug, 5) || '-del-' || n",
        "reported_on": _day("reported_on"),
        "state_changed_at": _BEFORE.format("state_changed_at"),
    },
    "followups_followupedition": {"published_at": _BEFORE.format("published_at"), "content": _FILLED},
    "portal_searchentry": {
        "owner": (
            "split_part(old.owner, '/', 1) || '/' || split_part(old.owner, '/', 2)::bigint"
            " + n * CASE WHEN old.owner LIKE 'lofte/%%' THEN {pledge} ELSE {followup} END"
        ),
        "address": (
            "regexp_replace(old.address, '^(/[^/]+/(?:uppfoljning/)?)[0-9]{{4}}(-t[0-9])?',"
            f" '\\1' || {_YEAR} || '\\2-del-' || n)"
        ),
        "facets": f"array_replace(old.facets, ('ar:' || old.year)::varchar, ('ar:' || {_YEAR})::varchar)",
        "year": f"old.year - {YEARS}",
        "is_recent": "false",
        **{column: _of_entry(column) for column in ("title", "title_words", "text_words")},
        "where": f"""replace(old."where", old.year::text, {_YEAR})""",
    },
}


def is_copied(table: str) -> str:
    """Which rows are copied, when not all: a kommun can be found once."""
    return "AND old.year IS NOT NULL" if table == "portal_searchentry" else ""
