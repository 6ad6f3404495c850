"""How the parts of a pledge's content are gathered under headings in its PDF. Plain values in and out."""

from portal.wording import listed

# Parts that have lists of their own, and the heading when no section of that kind was written.
LISTS = (("situation", "statements", "Lägesbild"), ("effects", "effects", "Förväntad effekt"), ("focus", "focus_areas", "Fokusområden"))
BEFORE = ("introduction",)


def promise_items(content: dict) -> list[dict]:
    """Promises with their lead-in where it changes, and what else is known as labelled facts."""
    items, said = [], ""
    for promise in content["promises"]:
        lead_in = promise["lead_in"] if promise["lead_in"] != said else ""
        said = promise["lead_in"] or said
        items.append({**promise, "lead_in": lead_in, "facts": promise_facts(promise)})
    return items


def promise_facts(promise: dict) -> list[tuple[str, str]]:
    earlier = promise["predecessor"]
    relation = promise["relation_text"]
    if relation and earlier:
        relation = f"{relation} ({earlier['label']})"
    return _stated(
        ("Lovas av", promise["promised_by_text"] if promise["promised_by"] != "joint" else ""),
        ("Målgrupp", ", ".join(part for part in (promise["target_group"], promise["ages"]) if part)),
        ("Tema", _names(promise["themes"])),
        ("Jämfört med förra perioden", _first_small(relation)),
        ("Kommentar", promise["relation_note"]),
    )


def activity_groups(content: dict) -> list[dict]:
    """The groups, each with the number of its first activity and its activities' facts."""
    return [
        {
            **group,
            "first": group["activities"][0]["number"],
            "activities": [{**activity, "facts": activity_facts(activity)} for activity in group["activities"]],
        }
        for group in content["groups"]
    ]


def activity_facts(activity: dict) -> list[tuple[str, str]]:
    target = activity["target"]
    goal = ", ".join(part for part in (target["text"], target["share_text"]) if part) if target else activity["extent_text"]
    numbers = activity["promises"]
    return _stated(
        ("Ansvarig", activity["responsible_text"]),
        ("Mål" if target else "Omfattning", goal),
        ("När", activity["happens"]["text"] if activity["happens"] else ""),
        ("Var", listed(activity["places"])),
        ("Hur", _names(activity["methods"])),
        ("Medverkar", _names(activity["partners"])),
        ("Hör till", f"löfte {listed([str(number) for number in numbers])}" if numbers else ""),
        ("Utveckling", _first_small(activity["development_text"])),
        ("Jämfört med förra perioden", _first_small(activity["relation_text"])),
        ("Kommentar", activity["relation_note"]),
    )


def sections_before(content: dict) -> list[dict]:
    """What the text says before its promises."""
    return [_section(section) for section in content["sections"] if section["kind"] in BEFORE]


def sections_after(content: dict) -> list[dict]:
    """The other sections in the order of the text, with their lists; lists without a section come first."""
    written = [section for section in content["sections"] if section["kind"] not in BEFORE]
    kinds = [section["kind"] for section in written]
    found = [
        {"title": title, "paragraphs": [], name: content[name]}
        for kind, name, title in LISTS
        if content[name] and kind not in kinds
    ]
    for index, section in enumerate(written):
        lists = {name: content[name] for kind, name, _ in LISTS if kind == section["kind"] and kind not in kinds[:index]}
        found.append({**_section(section), **lists})
    return found


def _section(section: dict) -> dict:
    return {"title": section["title"], "paragraphs": section["paragraphs"]}


def _stated(*facts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in facts if text]


def _names(terms: list[dict]) -> str:
    return listed([term["name"] for term in terms])


def _first_small(text: str) -> str:
    return text[:1].lower() + text[1:]
