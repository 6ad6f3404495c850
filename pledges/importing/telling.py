"""What a load tells on the terminal."""

ONE = {
    "polisregioner": "polisregion",
    "kommuner": "kommun",
    "lokalpolisområden": "lokalpolisområde",
    "tillhörigheter": "tillhörighet",
    "medborgarlöften": "medborgarlöfte",
    "uppföljningar": "uppföljning",
    "nyheter": "nyhet",
    "meddelanden": "meddelande",
}


def told(name: str, created: dict[str, int]) -> str:
    """What was new, in a sentence.

    >>> told("Gislaved", {"medborgarlöften": 1, "dokument": 5})
    'Gislaved: nytt är 1 medborgarlöfte, 5 dokument.'
    """
    news = [f"{count} {ONE.get(kind, kind) if count == 1 else kind}" for kind, count in created.items() if count]
    return f"{name}: nytt är {', '.join(news)}." if news else f"{name}: inget nytt att läsa in."
