"""What a search finds of the pledges: pledges, promises, activities, documents and news.

Written from what is public alone, when it is published or withdrawn (settings.AFTER_PUBLICATION).
"""

from collections.abc import Iterable, Iterator

from pledges.gazetteer import Facet, index_places, place_facets
from pledges.models import Activity, Document, NewsItem, Pledge, Publishable
from pledges.summaries import STATUS_TEXT
from portal.search.indexing import Findable, owners, replace


def after_publication(item: Publishable) -> None:
    if isinstance(item, Pledge):
        index_pledge(item)
        index_places(item.municipality)
    elif isinstance(item, Document):
        replace(f"dokument/{item.pk}", [document_entry(item)] if item.is_published else [])
    elif isinstance(item, NewsItem):
        replace(f"nyhet/{item.pk}", [news_entry(item)] if item.is_published else [])


def rebuild(*, everything: bool) -> tuple[str, int]:
    """Index what cannot be found, or everything; what it is called, and how much there was."""
    sources = (
        ("lofte/", Pledge.objects.published().for_page(), index_pledge),
        ("dokument/", Document.objects.published().with_municipality(), after_publication),
        ("nyhet/", NewsItem.objects.published().with_municipality(), after_publication),
    )
    count = 0
    for prefix, rows, index in sources:
        known = () if everything else owners(prefix)
        for row in rows:
            if f"{prefix}{row.pk}" not in known:
                index(row)
                count += 1
    return "Sökningen", count


def index_pledge(pledge: Pledge) -> None:
    """The pledge with each promise and activity of its current edition; nothing of one that is not public."""
    standings = Activity.objects.of(pledge).standings()
    replace(f"lofte/{pledge.pk}", list(pledge_entries(pledge, standings)) if pledge.is_published else [])


def pledge_entries(pledge: Pledge, activity_standings: Iterable[dict]) -> Iterator[Findable]:
    """The pledge, and each promise and activity of it with where it stands (as `Activity.objects.standings()`)."""
    content, address = pledge.current_edition.content, pledge.get_absolute_url()
    shared = frozenset({*place_facets(pledge.municipality), *year_facets(content), *area_facets(content)})
    common = {
        "where": f"{pledge.municipality.name}, {content['label']}",
        "year": int(content["period"]["ends_on"][:4]),
        "is_demo": content["is_demo"],
    }
    title = f"{content['title']}, {pledge.municipality.name}"
    yield Findable(title, address, text=prose(content), facets=shared | {("slag", "medborgarlofte")}, **common)
    themes = {promise["number"]: [term["slug"] for term in promise["themes"]] for promise in content["promises"]}
    for promise in content["promises"]:
        yield promise_entry(promise, address, shared, common)
    standings = {row["pk"]: row for row in activity_standings if may_tell(row, content)}
    for activity in activities_of(content):
        standing = standings.get(activity["id"], {})
        facets = shared | activity_facets(activity, themes, standing)
        yield activity_entry(activity, standing, address, facets, common)


def may_tell(standing: dict, content: dict) -> bool:
    """Whether a search may say how it goes: not by an invented answer about a real pledge, unmarked."""
    return content["is_demo"] or not standing["standing_is_demo"]


def promise_entry(promise: dict, address: str, shared: frozenset[Facet], common: dict) -> Findable:
    return Findable(
        title=promise["text"],
        address=f"{address}#lofte-{promise['number']}",
        text=" ".join(filter(None, [promise["lead_in"], promise["target_group"], promise["relation_note"]])),
        also=" ".join(term["name"] for term in promise["themes"]),
        facets=shared | {("slag", "lofte"), *(("tema", term["slug"]) for term in promise["themes"])},
        **common,
    )


def activity_entry(activity: dict, standing: dict, address: str, facets: frozenset[Facet], common: dict) -> Findable:
    return Findable(
        title=activity["text"],
        address=f"{address}#aktivitet-{activity['number']}",
        text=told(activity, standing),
        also=" ".join(f"{method['name']} {method['abbreviation']}" for method in activity["methods"]),
        facets=facets,
        **common,
    )


def activities_of(content: dict) -> list[dict]:
    return [activity for group in content["groups"] for activity in group["activities"]]


def told(activity: dict, standing: dict) -> str:
    """What is said around the activity: who, with whom, where, and the latest comment on how it goes."""
    parts = [
        activity["responsible_text"],
        *(partner["name"] for partner in activity["partners"]),
        *activity["places"],
        standing.get("status_comment", ""),
    ]
    return ". ".join(filter(None, parts))


def activity_facets(activity: dict, themes: dict[int, list[str]], standing: dict) -> frozenset[Facet]:
    status = standing.get("status", "not_reported")
    return frozenset(
        {
            ("slag", "aktivitet"),
            ("ansvarig", activity["responsible"]),
            ("lage", status if status in STATUS_TEXT else ""),
            *(("metod", method["slug"]) for method in activity["methods"]),
            *(("tema", slug) for number in activity["promises"] for slug in themes.get(number, [])),
        }
    )


def prose(content: dict) -> str:
    """The running text of a pledge: sections, statements, effects, focus areas, quotes."""
    parts = [
        *(paragraph for section in content["sections"] for paragraph in section["paragraphs"]),
        *(statement["text"] for statement in content["statements"]),
        *content["effects"],
        *(f"{focus['name']} {focus['description']}" for focus in content["focus_areas"]),
        *(paragraph for quote in content["quotes"] for paragraph in quote["paragraphs"]),
    ]
    return "\n".join(parts)


def document_entry(document: Document) -> Findable:
    return Findable(
        title=document.title,
        address=document.get_absolute_url(),
        where=f"{document.municipality.name}, {document.get_kind_display().lower()}",
        text=document.text if document.is_available else "Handlingen finns inte i portalen.",
        facets=frozenset(
            {*place_facets(document.municipality), ("slag", "dokument"), ("ar", str(document.year or ""))}
        ),
        year=document.year,
        is_demo=document.municipality.is_demo,
    )


def news_entry(item: NewsItem) -> Findable:
    year = item.published_on.year if item.published_on else None
    return Findable(
        title=item.title,
        address=item.get_absolute_url(),
        where=f"{item.municipality.name}, nyhet",
        text=f"{item.lead}\n{item.body}",
        facets=frozenset({*place_facets(item.municipality), ("slag", "nyhet"), ("ar", str(year or ""))}),
        year=year,
        is_demo=item.municipality.is_demo,
    )


def area_facets(content: dict) -> frozenset[Facet]:
    return frozenset({("lpo", content["area"]["slug"])}) if content["area"] else frozenset()


def year_facets(content: dict) -> frozenset[Facet]:
    first, last = (int(content["period"][key][:4]) for key in ("starts_on", "ends_on"))
    return frozenset(("ar", str(year)) for year in range(first, last + 1))
