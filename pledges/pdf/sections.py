"""How the parts of a pledge's content are gathered for its PDF. Plain values in and out."""

from portal.wording import listed

# Sections with lists of their own: their kind, the list, and the heading when no such section was written.
LISTS = (
    ("situation", "statements", "Lägesbild"),
    ("effects", "effects", "Förväntad effekt"),
    ("focus", "focus_areas", "Fokusområden"),
)
BEFORE = ("easy", "introduction")
BACKGROUND = ("situation", "background", "residents")
Facts = list[tuple[str, str]]


def kicker(content: dict) -> str:
    """The parties in the order of the text, else the kommun and the police."""
    names = [party["name"] for party in content["parties"]] or [content["municipality"]["official_name"], "polisen"]
    return listed(names)


def title_facts(content: dict) -> Facts:
    area, signed, decided = content["area"], content["signed"], content["decided"]
    return _stated(
        ("Kommun", content["municipality"]["official_name"]),
        ("Gäller för", content["part"]),
        ("Gäller", content["period"]["text"]),
        ("Lokalpolisområde", content["area_as_written"] or (area["name"] if area else "")),
        ("Undertecknat", signed["text"] if signed else ""),
        ("Beslutat", " ".join(part for part in (decided["by"], decided["text"]) if part) if decided else ""),
    )


def promise_runs(content: dict) -> list[dict]:
    """Promises in runs that share a lead-in, so that each lead-in is said once."""
    runs: list[dict] = []
    for promise in content["promises"]:
        lead_in = promise["lead_in"]
        if not runs or (lead_in and lead_in != runs[-1]["lead_in"]):
            runs.append({"lead_in": lead_in, "promises": []})
        runs[-1]["promises"].append({**promise, "facts": promise_facts(promise)})
    return runs


def promise_facts(promise: dict) -> Facts:
    earlier, relation = promise["predecessor"], promise["relation_text"]
    if relation and earlier:
        relation = f"{relation} ({earlier['label']})"
    return _stated(
        ("Lovas av", promise["promised_by_text"] if promise["promised_by"] != "joint" else ""),
        ("Målgrupp", ", ".join(part for part in (promise["target_group"], promise["ages"]) if part)),
        ("Tema", _names(promise["themes"])),
        ("Mot förra perioden", first_small(relation)),
        ("Kommentar", promise["relation_note"]),
    )


def activity_groups(content: dict) -> list[dict]:
    """The groups with their headings and their activities' facts."""
    return [
        {
            "heading": group_heading(group),
            "is_open_list": group["is_open_list"],
            "activities": [
                {**activity, "facts": activity_facts(activity, group["promise"])} for activity in group["activities"]
            ],
        }
        for group in content["groups"]
    ]


def group_heading(group: dict) -> str:
    """The lead-in, unless it only repeats the heading above, and the promise that the group is under."""
    said = group["lead_in"] if group["lead_in"].strip(": ").lower() != "aktiviteter" else ""
    under = f"Löfte {group['promise']}" if group["promise"] else ""
    return ". ".join(part for part in (under, said) if part)


def activity_facts(activity: dict, group_promise: int | None) -> Facts:
    target, numbers = activity["target"], activity["promises"]
    goal = [target["text"], target["share_text"]] if target else [first_small(activity["extent_text"])]
    shown = numbers if numbers != [group_promise] else []
    return _stated(
        ("Ansvarig", activity["responsible_text"]),
        ("Mål" if target else "Omfattning", ", ".join(part for part in goal if part)),
        ("När", activity["happens"]["text"] if activity["happens"] else ""),
        ("Var", listed(activity["places"])),
        ("Hur", _names(activity["methods"])),
        ("Medverkar", _names(activity["partners"])),
        ("Hör till", f"löfte {listed([str(number) for number in shown])}" if shown else ""),
        ("Utveckling", first_small(activity["development_text"])),
        ("Mot förra perioden", first_small(activity["relation_text"])),
        ("Kommentar", activity["relation_note"]),
    )


def sections_before(content: dict) -> list[dict]:
    """What the text says before its promises."""
    return [_section(section) for section in content["sections"] if section["kind"] in BEFORE]


def sections_after(content: dict) -> list[dict]:
    """The other sections in the order of the text, with their lists.

    A list that no section was written for comes where it usually stands: after what tells the background.
    """
    written = [section for section in content["sections"] if section["kind"] not in BEFORE]
    lists = {kind: {name: _items(content, name)} for kind, name, _ in LISTS if content[name]}
    found = [(section["kind"], {**_section(section), **lists.pop(section["kind"], {})}) for section in written]
    place = max((index for index, (kind, _) in enumerate(found, 1) if kind in BACKGROUND), default=0)
    alone = [(kind, {"title": title, "paragraphs": [], **lists[kind]}) for kind, _, title in LISTS if kind in lists]
    return [section for _, section in found[:place] + alone + found[place:]]


def record_facts(content: dict) -> Facts:
    record = content["record"]
    first, last = record["first_published"], record["last_updated"]
    return _stated(
        ("Sidansvarig", record["page_owner"]),
        ("Först publicerat", first["text"] if first else ""),
        ("Senast uppdaterat", last["text"] if last else ""),
        ("Källa", record["source"]),
    )


def first_small(text: str) -> str:
    """The text with a small first letter, for use inside a sentence."""
    return text[:1].lower() + text[1:]


def _section(section: dict) -> dict:
    return {"title": section["title"], "paragraphs": section["paragraphs"]}


def _items(content: dict, name: str) -> list:
    if name != "statements":
        return content[name]
    return [{**statement, "origin": _origin(statement)} for statement in content["statements"]]


def _origin(statement: dict) -> str:
    """Where a statement comes from and which promise it motivates."""
    source = f"Källa: {first_small(statement['source'])}." if statement["source"] else ""
    promise = f"Ligger bakom löfte {statement['promise']}." if statement["promise"] else ""
    return " ".join(part for part in (source, promise) if part)


def _stated(*facts: tuple[str, str]) -> Facts:
    return [(label, text) for label, text in facts if text]


def _names(terms: list[dict]) -> str:
    return listed([term["name"] for term in terms])
