"""Targets in words and figures: "minst 15 insatser", "17 av minst 15", "1 av minst 2 per år". Plain functions."""

from portal.wording import NBSP, figure

PER_TEXT = {
    "total": "",
    "year": "per år",
    "half_year": "per halvår",
    "tertial": "per tertial",
    "quarter": "per kvartal",
    "month": "per månad",
}
TIMES_A_YEAR = {"year": 1, "half_year": 2, "tertial": 3, "quarter": 4, "month": 12}


def target_text(count: int, unit: str, *, at_least: bool, per: str, per_place: bool) -> str:
    """The target as a phrase: "minst 2 samverkansmöten per år", "1 trafikinsats per kvartal på varje plats"."""
    words = ["minst" if at_least else "", f"{figure(count)}{NBSP}{unit}", PER_TEXT[per]]
    words.append("på varje plats" if per_place else "")
    return " ".join(word for word in words if word)


def share_text(percent: int | None, of: str) -> str:
    """ "varav minst 20 procent kvällstid", or nothing."""
    return f"varav minst {percent}{NBSP}procent {of}" if percent else ""


def goal_for(count: int, per: str) -> int:
    """What a sum is held against: the whole target when it is in total, else what a year asks for.

    >>> goal_for(1, "quarter")
    4
    """
    return count if per == "total" else count * TIMES_A_YEAR[per]


def goal_of(target: dict | None) -> int | None:
    """The number that an outcome is held against; None without a target, or with one for each of several places."""
    return None if target is None or target["per_place"] else goal_for(target["count"], target["per"])


def progress_text(done: int, count: int, per: str, *, at_least: bool) -> str:
    """The outcome against the target: "17 av minst 15", "3 av 4 per år"."""
    goal = goal_for(count, per)
    phrase = f"{figure(done)} av {'minst ' if at_least else ''}{figure(goal)}"
    return phrase if per == "total" else f"{phrase} per år"


def reached(done: int | None, target: dict | None) -> float | None:
    """The outcome as a share of the target, over 1 when it is passed; None when nothing can be held against it.

    `target` is a target as `pledges.content_parts` writes it.
    """
    goal = goal_of(target)
    return None if goal is None or done is None else done / goal


def progress(done: int | None, target: dict | None) -> tuple[str, float | None]:
    """The outcome against the target as words, and as a share 0–1 for a meter; ("", None) when nothing is counted.

    A sum over all places cannot be held against a target for each of them, so that has no share.
    """
    if target is None or done is None:
        return "", None
    share = reached(done, target)
    if share is None:
        return f"{figure(done)} sammanlagt", None
    words = progress_text(done, target["count"], target["per"], at_least=target["at_least"])
    return words, round(min(1.0, share), 3)
