"""The report table of an area: one row per activity's answer, and rows that tell what is reported and missing.

The headings are those of the sheets that answers are filled in with, so that the two can stand beside each other.
"""

from collections.abc import Iterator

from followups.exports.files import edition_address
from followups.exports.selection import Gap, Selection, tertials_text
from followups.models import FollowUp, FollowUpEdition
from pledges.tertial import numbers_text
from portal.tables import Cell

# Heading, and width in characters.
ANSWERS = (
    ("Kommunkod", 11), ("Kommun", 16), ("År", 6), ("Tertial", 9), ("Löfte", 34), ("Nr", 5), ("Aktivitet", 48),
    ("Ansvarig", 16), ("Mål", 24), ("Läge", 19), ("Antal", 9), ("Kommentar", 60), ("Anmärkning", 30),
)  # fmt: skip
COVERAGE = (("Kommunkod", 11), ("Kommun", 16), ("År", 6), ("Tertial", 9), ("Läge", 56), ("Utgåva", 9), ("Adress", 70))
DEMO = "Demonstration: påhittade uppgifter"
AT_ONCE = 25  # editions whose content is held at the same time

Row = tuple[Cell, ...]


def headings(columns: tuple[tuple[str, int], ...]) -> Row:
    return tuple(heading for heading, _width in columns)


def answer_rows(selection: Selection) -> Iterator[list[Row]]:
    """The rows of each follow-up, of the content of its edition; never more than some of them at once."""
    chosen = selection.follow_ups
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        editions = FollowUpEdition.objects.in_bulk([one.current_edition_id for one in some])
        for follow_up in some:
            yield rows_of(follow_up, editions[follow_up.current_edition_id].content)


def rows_of(follow_up: FollowUp, content: dict) -> list[Row]:
    """One for each answer; one that says where the report is when it has no answers here."""
    first = (*kommun_of(follow_up), follow_up.year, tertials_text(follow_up.range))
    note = DEMO if content["is_demo"] else ""
    promises = {promise["number"]: promise["text"] for promise in content["promises"]}
    if not content["answers"]:
        return [(*first, *[""] * 5, follow_up.get_availability_display(), None, "", note)]
    return [
        (
            *first,
            "\n".join(f"{number}. {promises[number]}" for number in answer["promises"] if number in promises),
            answer["number"],
            answer["text"],
            answer["responsible_text"],
            answer["target_text"],
            answer["status_text"],
            answer["done_count"],
            "\n\n".join(answer["comment_paragraphs"]),
            note,
        )
        for answer in content["answers"]
    ]


def gap_row(gap: Gap) -> Row:
    code, name = gap.municipality.pk, gap.municipality.name
    return (code, name, gap.year, numbers_text(list(gap.tertials)), *[""] * 5, gap.in_words, None, "", "")


def coverage_rows(selection: Selection) -> list[Row]:
    """What is reported, with its edition and address, and what is missing; kommun by kommun."""
    reported = [
        (
            *kommun_of(one),
            one.year,
            tertials_text(one.range),
            "Redovisad",
            one.current_edition.number,
            edition_address(one),
        )
        for one in selection.follow_ups
    ]
    missing = [
        (gap.municipality.pk, gap.municipality.name, gap.year, numbers_text(list(gap.tertials)), gap.in_words, None, "")
        for gap in selection.gaps
    ]
    names = {one.municipality_id: one.municipality.sort_key for one in selection.follow_ups}
    names |= {gap.municipality.pk: gap.municipality.sort_key for gap in selection.gaps}
    return sorted([*reported, *missing], key=lambda row: (names[str(row[0])], str(row[0])))


def kommun_of(follow_up: FollowUp) -> tuple[str, str]:
    return follow_up.municipality_id, follow_up.municipality.name
