"""Every question that a search asks: which words or names somebody may have meant, and which entries hold them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramDistance
from django.db import connection
from django.db.models import Case, Count, F, Func, Q, QuerySet, Value, When

from portal.swedish import plain

MOST_FORMS = 60  # of one word: its inflections, the compounds it is part of
MOST_RANKED = 1000  # entries that one search ranks and counts; what is beyond is "over" that many
LONGEST_PLAIN = 80  # letters of a word without marks
LIKENESS = 0.38  # of a misspelt word and the one that was meant
MOST_NAMES = 40  # that are read to offer some; a thing may have several
FARTHEST_NAME = 0.75  # two letters that changed places in a short name: "savjso" is 0.73 from "savsjo"

# Which words of ours a word may be: 0 itself, 1 another form of it, 2 begins with it, 3 holds it. What is left of a
# short one without its ending is part of too many others: such a word must stand whole at one end.
FORMS = """
WITH asked AS (
  SELECT term, plain, stem, translate(COALESCE(stem, term), 'åäöéèüëáà', 'aaoeeueaa') AS root
  FROM (SELECT term, plain, (ts_lexize('swedish_stem', term))[1] AS stem
        FROM unnest(%(terms)s::text[], %(plains)s::text[]) AS given(term, plain)) AS read
)
SELECT asked.term, found.word, found.distance, asked.stem IS NULL AS is_common
FROM asked LEFT JOIN LATERAL (
  SELECT word, min(distance) AS distance FROM (
    (SELECT word, CASE WHEN word = asked.term THEN 0 ELSE 1 END AS distance
     FROM portal_searchword WHERE stem = asked.stem OR plain = asked.plain LIMIT %(most)s)
    UNION ALL
    (SELECT word, CASE WHEN plain LIKE asked.root || '%%' THEN 2 ELSE 3 END
     FROM portal_searchword
     WHERE length(asked.root) >= 4 AND plain LIKE '%%' || asked.root || '%%' LIMIT %(most)s)
    UNION ALL
    (SELECT word, CASE WHEN word LIKE asked.term || '%%' THEN 2 ELSE 3 END
     FROM portal_searchword
     WHERE length(asked.term) >= 3 AND length(asked.root) < 4 AND plain LIKE '%%' || asked.plain || '%%'
       AND (word LIKE asked.term || '%%' OR word LIKE '%%' || asked.term) LIMIT %(most)s)
  ) AS either GROUP BY word ORDER BY 2, length(word), word LIMIT %(most)s
) AS found ON true
"""
ALIKE = """
SELECT DISTINCT ON (term) term, word FROM unnest(%(terms)s::text[], %(plains)s::text[]) AS given(term, plain)
JOIN LATERAL (
  SELECT word, similarity(portal_searchword.plain, given.plain) AS likeness FROM portal_searchword
  WHERE portal_searchword.plain %% given.plain ORDER BY 2 DESC, word LIMIT 1
) AS nearest ON nearest.likeness >= %(likeness)s
"""
FIND = """
WITH candidates AS MATERIALIZED (
  SELECT id, facets, year,
    weight * (4 * ts_rank(vector, %(near)s::tsquery, 1) + ts_rank(vector, %(all)s::tsquery, 1)) AS rank
  FROM (SELECT id, facets, year, weight, vector FROM portal_searchentry
        WHERE vector @@ %(all)s::tsquery AND facets @> %(facets)s::varchar[] {recent}
        LIMIT %(most)s) AS matching
)
SELECT
  (SELECT count(*) FROM candidates),
  (SELECT array_agg(id ORDER BY rank DESC, year DESC NULLS LAST, id) FROM (
     SELECT id, rank, year FROM candidates ORDER BY rank DESC, year DESC NULLS LAST, id
     LIMIT %(limit)s OFFSET %(offset)s) AS page),
  (SELECT jsonb_object_agg(facet, number) FROM (
     SELECT facet, count(*) AS number FROM candidates, unnest(facets) AS facet GROUP BY facet) AS counted)
"""
ADD_WORDS = """
INSERT INTO portal_searchword (word, plain, stem)
SELECT word, plain, COALESCE((ts_lexize('swedish_stem', word))[1], word)
FROM unnest(%(words)s::text[], %(plains)s::text[]) AS given(word, plain)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Form:
    """A word of ours that a searched one may be; `word` is None when there is none."""

    term: str
    word: str | None
    distance: int | None
    is_common: bool


class SearchWordQuerySet(QuerySet):
    def add(self, words: Collection[str]) -> None:
        """Know these words from now on."""
        ordered = sorted(words)
        with connection.cursor() as cursor:
            cursor.execute(ADD_WORDS, {"words": ordered, "plains": [as_typed(word) for word in ordered]})

    def forms(self, terms: Sequence[str]) -> list[Form]:
        """All that each term may mean, the nearest first."""
        with connection.cursor() as cursor:
            cursor.execute(FORMS, {**_both(terms), "most": MOST_FORMS})
            return [Form(*row) for row in cursor.fetchall()]

    def alike(self, terms: Sequence[str]) -> dict[str, str]:
        """The known word that is most like each misspelt one, of those that are like any."""
        with connection.cursor() as cursor:
            cursor.execute(ALIKE, {**_both(terms), "likeness": LIKENESS})
            return dict(cursor.fetchall())


class SearchEntryQuerySet(QuerySet):
    def owned_by(self, owners: Collection[str]) -> QuerySet:
        """Without their texts, which deleting would read."""
        return self.filter(owner__in=list(owners)).only("pk")

    def owners(self, prefix: str) -> set[str]:
        """The owners whose name begins so."""
        return set(self.filter(owner__startswith=prefix).values_list("owner", flat=True))

    def of_another_age(self, oldest: int, *, recent: bool) -> QuerySet:
        """What says of itself that it is recent, or that it is not, though its latest year says otherwise.

        `oldest` is the oldest year that counts as recent.
        """
        return self.filter(is_recent=recent, **{"year__lt" if recent else "year__gte": oldest})

    def latest_with(self, facets: Sequence[str], limit: int) -> QuerySet:
        """What has all of the facets, the latest years first, without the demonstration."""
        found = self.filter(facets__contains=list(facets), is_demo=False).defer(
            "text", "text_words", "title_words", "vector"
        )
        return found.order_by(F("year").desc(nulls_last=True), "-pk")[:limit]

    def facets_of(self, facets: Sequence[str]) -> dict[str, int]:
        """How many of what has all of the facets have each other one, without the demonstration."""
        each = self.filter(facets__contains=list(facets), is_demo=False).annotate(
            facet=Func(F("facets"), function="unnest")
        )
        return dict(each.order_by().values_list("facet").annotate(Count("pk")))

    def counts_of(self, kind: str) -> dict[str, int]:
        """How many have each value of a kind of facet, without the demonstration."""
        each = self.filter(is_demo=False).annotate(facet=Func(F("facets"), function="unnest")).order_by()
        counted = each.values_list("facet").annotate(Count("pk"))
        return {facet.partition(":")[2]: count for facet, count in counted if facet.startswith(f"{kind}:")}

    def find(
        self, *, near: str, broad: str, facets: Sequence[str], recent: bool, limit: int, offset: int
    ) -> tuple[int, list[int], dict[str, int]]:
        """How many match (at most `MOST_RANKED`), the primary keys of a page of them, and how many of each facet.

        `near` and `broad` are tsqueries of the words themselves and of all that they may mean.
        """
        asked = {"near": near, "all": broad, "facets": list(facets), "most": MOST_RANKED}
        with connection.cursor() as cursor:
            question = FIND.format(recent="AND is_recent" if recent else "")
            cursor.execute(question, {**asked, "limit": limit, "offset": offset})
            count, page, counted = cursor.fetchone()
        return count, page or [], json.loads(counted) if counted else {}

    def in_the_order_of(self, keys: Sequence[int]) -> list:
        found = self.in_bulk(keys)
        return [found[key] for key in keys if key in found]


class SearchNameQuerySet(QuerySet):
    """`wanted` are ways to read what was typed, as names are compared; the first is the most literal."""

    def called(self, wanted: Sequence[str]) -> list:
        """Those that are called so, begin so, or have a word that begins so; in that order."""
        whole, word = wanted[0], f" {wanted[0]}"
        rank = Case(
            When(plain=whole, then=Value(0)),
            When(plain__in=wanted, then=Value(1)),
            When(plain__startswith=whole, then=Value(2)),
            default=Value(3),
        )
        found = self.filter(Q(plain__in=wanted) | Q(plain__startswith=whole) | Q(plain__contains=word))
        return list(found.order_by(rank, "-entry__weight", "plain", "pk").for_offers())

    def like(self, wanted: Sequence[str]) -> list:
        """Those whose name is the most like it, the nearest first."""
        near = self.annotate(distance=TrigramDistance("plain", wanted[-1])).order_by("distance").for_offers()
        return sorted(
            (name for name in near if name.distance <= FARTHEST_NAME),
            key=lambda name: (name.distance, -name.entry.weight),
        )

    def for_offers(self) -> QuerySet:
        entry = ("entry__address", "entry__weight", "entry__facets", "entry__is_demo")
        return self.select_related("entry").only("plain", "shown", "what", *entry)[:MOST_NAMES]


def _both(terms: Sequence[str]) -> dict:
    return {"terms": list(terms), "plains": [as_typed(term) for term in terms]}


def as_typed(word: str) -> str:
    """The word without å, ä, ö and accents, as its column holds it: one letter may be written with several."""
    return (plain(word) or word)[:LONGEST_PLAIN]
