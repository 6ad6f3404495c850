"""The shapes of a pledge in a fixture: its period, its parties, its promises, activities and sections."""

from pledges.models import Activity, Pledge, Promise, Section, Signatory
from pledges.models.pledge import PartyKind

from .shapes import Shape, day, entries, entry, flag, number, numbers, one_of, prose, text, texts

PARTY = Shape("part", {"kind": one_of(PartyKind), "name": text}, ("kind", "name"))

SIGNATORY = Shape(
    "undertecknare",
    {
        "name": text,
        "role": one_of(Signatory.Role),
        "role_other": text,
        "capacity": one_of(Signatory.Capacity),
        "party": one_of(PartyKind),
    },
    ("name", "role", "party"),
)

# The promise or activity of an earlier pledge that this continues, known by how its text begins.
CONTINUES = Shape("fortsätter", {"pledge": text, "starts_with": text}, ("pledge", "starts_with"))

PROMISE = Shape(
    "löfte",
    {
        "lead_in": text,
        "text": text,
        "promised_by": one_of(Promise.Promiser),
        "themes": texts,
        "target_group": text,
        "age_from": number,
        "age_to": number,
        "relation": one_of(Promise.Relation),
        "relation_note": text,
        "continues": entry(CONTINUES),
    },
    ("text",),
)

TARGET = Shape(
    "mål",
    {
        "count": number,
        "unit": text,
        "at_least": flag,
        "per": one_of(Activity.Per),
        "per_place": flag,
        "share_percent": number,
        "share_of": text,
    },
    ("count", "unit"),
)

ACTIVITY = Shape(
    "aktivitet",
    {
        "text": text,
        "promises": numbers,
        "responsible": one_of(Activity.Responsible),
        "lead": one_of(Activity.Lead),
        "responsible_body": text,
        "sub_role": text,
        "partners": texts,
        "places": texts,
        "methods": texts,
        "extent": one_of(Activity.Extent),
        "target": entry(TARGET),
        "development": one_of(Activity.Development),
        "happens_on": day,
        "happens_until": day,
        "relation": one_of(Activity.Relation),
        "relation_note": text,
        "continues": entry(CONTINUES),
    },
    ("text",),
)

GROUP = Shape(
    "grupp",
    {"lead_in": text, "promise": number, "is_open_list": flag, "activities": entries(ACTIVITY)},
    ("activities",),
)

SECTION = Shape("avsnitt", {"kind": one_of(Section.Kind), "title": text, "body": prose}, ("kind", "body"))
STATEMENT = Shape("påstående", {"text": text, "source": text, "figures": text, "motivates": number}, ("text",))
FOCUS_AREA = Shape("fokusområde", {"name": text, "description": text}, ("name",))
LINK = Shape("länk", {"label": text, "url": text}, ("label",))
QUOTE = Shape(
    "citat",
    {"text": prose, "is_paraphrase": flag, "person": text, "title": text, "organisation": text, "agrees": text},
    ("text", "person"),
)
PHOTO = Shape("foto", {"alt": text, "caption": text}, ("alt",))
# What the pledge does not carry on from an earlier one.
DROPPED = Shape("borttaget", {"pledge": text, "promise": text, "activity": text, "reason": text}, ("pledge",))

PLEDGE = Shape(
    "medborgarlöfte",
    {
        "slug": text,
        "label": text,
        "part": text,
        "availability": one_of(Pledge.Availability),
        "area": text,
        "area_as_written": text,
        "starts_on": day,
        "ends_on": day,
        "period_basis": one_of(Pledge.PeriodBasis),
        "validity_note": prose,
        "extends": texts,
        "extension_reason": prose,
        "signed_on": day,
        "signed_precision": one_of(Pledge.Precision),
        "decided_by": text,
        "decided_on": day,
        "page_owner": text,
        "first_published": day,
        "last_updated": day,
        "photo": entry(PHOTO),
        "parties": entries(PARTY),
        "signatories": entries(SIGNATORY),
        "promises": entries(PROMISE),
        "groups": entries(GROUP),
        "sections": entries(SECTION),
        "statements": entries(STATEMENT),
        "effects": texts,
        "focus_areas": entries(FOCUS_AREA),
        "links": entries(LINK),
        "quotes": entries(QUOTE),
        "drops": entries(DROPPED),
    },
    ("slug", "label", "starts_on", "ends_on"),
)
