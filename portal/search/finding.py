"""Finding: from what was typed to a page of hits, how many there are of each kind, and what may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.search.entry import SearchEntry, SearchWord
from portal.search.querysets import MOST_RANKED, Form
from portal.search.words import Wanted, wanted

PER_PAGE = 20
NEAR = 1  # the farthest that another form of the word itself is


@dataclass(frozen=True)
class Found:
    """A page of hits. `count` is exact below `is_capped`; `meant` are (typed, what was searched for instead).

    `is_recent` tells that only what is recent was looked through.
    """

    hits: list[SearchEntry] = field(default_factory=list)
    count: int = 0
    is_capped: bool = False
    facets: dict[str, int] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    meant: tuple[tuple[str, str], ...] = ()
    is_recent: bool = False


def find(typed: str, *, facets: Sequence[str] = (), recent: bool = True, page: int = 1) -> Found:
    """What matches. At most five questions, whose cost does not follow how much there is to find."""
    asked = wanted(typed)
    if asked.is_empty:
        return Found(is_recent=recent)
    forms, meant = forms_of(asked)
    broad = tsquery(asked, forms, farthest=9)
    if broad is None:
        return Found(is_recent=recent)
    near = tsquery(asked, forms, farthest=NEAR) or broad
    count, keys, counted = SearchEntry.objects.find(
        near=near, broad=broad, facets=facets, recent=recent, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
    )
    return Found(
        hits=SearchEntry.objects.in_the_order_of(keys),
        count=count,
        is_capped=count >= MOST_RANKED,
        facets=counted,
        words=frozenset(
            [form.word for term in asked.terms for form in forms[term] if form.word]
            + [word for phrase in asked.phrases for word in phrase]
        ),
        meant=meant,
        is_recent=recent,
    )


def forms_of(asked: Wanted) -> tuple[dict[str, list[Form]], tuple[tuple[str, str], ...]]:
    """What each word may mean; for a word that is nowhere, what the most similar known one may mean."""
    forms = _forms([*asked.terms, *asked.excluded])
    unknown = [term for term in asked.terms if not any(form.word for form in forms[term])]
    instead = SearchWord.objects.alike(unknown) if unknown else {}
    for term, word in instead.items():
        forms[term] = _forms([word])[word]
    return forms, tuple((term, instead[term]) for term in unknown if term in instead)


def _forms(terms: Sequence[str]) -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = {term: [] for term in terms}
    for form in SearchWord.objects.forms(list(found)) if found else ():
        found[form.term].append(form)
    return found


def tsquery(asked: Wanted, forms: dict[str, list[Form]], *, farthest: int) -> str | None:
    """The search as PostgreSQL has it; None when a word that must be there is nowhere.

    Common words ("och", "att") count only when there are no others.
    """
    telling = [term for term in asked.terms if not _is_common(forms[term])] or (() if asked.phrases else asked.terms)
    parts = []
    for term in telling:
        words = [form.word for form in forms[term] if form.word and form.distance <= farthest]
        if not words:
            return None
        parts.append("(" + " | ".join(f"'{word}'" for word in words) + ")")
    parts += ["(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in asked.phrases]
    excluded = {form.word for term in asked.excluded for form in forms[term] if form.word and form.distance <= NEAR}
    parts += [f"!'{word}'" for word in sorted(excluded)]
    return " & ".join(parts)


def _is_common(forms: list[Form]) -> bool:
    return bool(forms) and all(form.is_common for form in forms)
