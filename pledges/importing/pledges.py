"""A pledge from its entry in a fixture to the database, and out to the public."""

from pledges.models import (
    ExpectedEffect,
    FocusArea,
    LocalPoliceArea,
    Party,
    Pledge,
    Promise,
    Quote,
    RelatedLink,
    Section,
    Signatory,
    SituationStatement,
)
from pledges.publishing import publish

from .activities import load_groups, numbered
from .loading import Loading, beginning_with, store, store_all
from .shapes import Entry

# The keys of an entry that are a pledge's own columns, by the same names.
COLUMNS = (
    "slug", "label", "part", "availability", "area_as_written", "starts_on", "ends_on", "period_basis", "validity_note",
    "extension_reason", "signed_on", "signed_precision", "decided_by", "decided_on", "page_owner", "first_published",
    "last_updated",
)  # fmt: skip


def load_pledge(loading: Loading, entry: Entry) -> None:
    """Create and publish the pledge, unless it was loaded before or the kommun has one at its address."""
    is_new = loading.is_new("lofte", entry["slug"])
    if not is_new or Pledge.objects.of(loading.municipality).with_address(entry["slug"]).exists():
        return
    pledge = _pledge(loading, entry)
    promises = _load_promises(loading, pledge, entry.get("promises", []))
    load_groups(loading, pledge, promises, entry.get("groups", []))
    _load_parts(pledge, promises, entry)
    _load_drops(loading, pledge, entry.get("drops", []))
    publish(pledge, by=loading.robot, at=loading.moment(entry.get("first_published")))
    loading.count("medborgarlöften")


def _pledge(loading: Loading, entry: Entry) -> Pledge:
    pledge = Pledge(municipality=loading.municipality, source=loading.source, **entry.only(*COLUMNS))
    if "area" in entry:
        pledge.area = LocalPoliceArea.objects.with_address(entry["area"]).first()
        if pledge.area is None:
            raise entry.problem(f"lokalpolisområdet ”{entry['area']}” finns inte.")
    if "photo" in entry:
        pledge.photo_alt, pledge.photo_caption = entry["photo"]["alt"], entry["photo"].get("caption", "")
    store(pledge, entry)
    pledge.extends.set([loading.pledge(entry, slug) for slug in entry.get("extends", [])])
    return pledge


def _load_promises(loading: Loading, pledge: Pledge, found: list[Entry]) -> list[Promise]:
    columns = ("lead_in", "text", "promised_by", "target_group", "age_from", "age_to", "relation", "relation_note")
    rows = [(Promise(pledge=pledge, **promise.only(*columns)), promise) for promise in found]
    for row, promise in rows:
        row.predecessor = _continued(loading, promise)
    store_all(rows)
    for row, promise in rows:
        row.themes.set(loading.vocabulary.find(promise, "themes", promise.get("themes", [])))
    return [row for row, _ in rows]


def _continued(loading: Loading, promise: Entry) -> Promise | None:
    if "continues" not in promise:
        return None
    earlier = loading.pledge(promise, promise["continues"]["pledge"])
    return beginning_with(promise, earlier.promises.all(), promise["continues"]["starts_with"])


def _load_parts(pledge: Pledge, promises: list[Promise], entry: Entry) -> None:
    """Parties, signatories and all that stands around the promises."""
    store_all((Party(pledge=pledge, **party), party) for party in entry.get("parties", []))
    store_all((Signatory(pledge=pledge, **person), person) for person in entry.get("signatories", []))
    store_all((Section(pledge=pledge, **section), section) for section in entry.get("sections", []))
    store_all((_statement(pledge, promises, said), said) for said in entry.get("statements", []))
    store_all((ExpectedEffect(pledge=pledge, text=effect), entry) for effect in entry.get("effects", []))
    store_all((FocusArea(pledge=pledge, **focus), focus) for focus in entry.get("focus_areas", []))
    store_all((RelatedLink(pledge=pledge, **link), link) for link in entry.get("links", []))
    store_all((Quote(pledge=pledge, **quote), quote) for quote in entry.get("quotes", []))


def _statement(pledge: Pledge, promises: list[Promise], said: Entry) -> SituationStatement:
    motivates = numbered(said, promises, said["motivates"]) if "motivates" in said else None
    return SituationStatement(pledge=pledge, motivates=motivates, **said.only("text", "source", "figures"))


def _load_drops(loading: Loading, pledge: Pledge, found: list[Entry]) -> None:
    """Note on what an earlier pledge had that this one leaves it out."""
    for drop in found:
        earlier = loading.pledge(drop, drop["pledge"])
        if "promise" in drop:
            row = beginning_with(drop, earlier.promises.all(), drop["promise"])
        else:
            row = beginning_with(drop, earlier.activities.all(), drop.get("activity", ""))
        row.dropped_by, row.dropped_reason = pledge, drop.get("reason", "")
        store(row, drop)
