"""What became of a period's activities in the next, and which activity an answer is for: proposals by likeness."""

from pledges.importing.reading.amounts import Target
from pledges.importing.reading.continuity import Item, compare
from pledges.importing.reading.drafts import Kommun
from pledges.importing.reading.lines import plain_lines
from pledges.importing.reading.page import read_page
from pledges.importing.reading.proposals import propose_answers

KOMMUN = Kommun("9999", "Ås", "Ås kommun")


def relations(before: list, after: list) -> list[tuple[str, int, int]]:
    return [(found.relation, found.before, found.after) for found in compare(before, after)]


def test_each_item_is_the_same_reworded_changed_in_target_new_or_dropped():
    before = [
        Item("Polisen ska göra trafikkontroller vid skolor.", Target(4, "trafikkontroller")),
        Item("Områdespoliserna ska ha tät kontakt med skola, fritid och socialtjänst."),
        Item("Kommunen ska se över belysningen i centrum på platser som är mörka."),
        Item("Polisen söker med hund i skolor för att förebygga."),
    ]
    after = [
        Item("Kommunen ska förbättra belysningen i centrum på platser som är mörka."),
        Item("Kommunen ska starta ett ungdomsråd."),
        Item("Områdespoliserna ska ha tät kontakt med skola, fritid och socialtjänst."),
        Item("Polisen ska göra trafikkontroller vid skolor.", Target(6, "trafikkontroller")),
    ]
    assert relations(before, after) == [
        ("reworded", 2, 0),
        ("new", -1, 1),
        ("same", 1, 2),
        ("target_changed", 0, 3),
        ("dropped", 3, -1),
    ]


def test_an_item_is_paired_once_with_the_one_it_is_most_like():
    before = [Item("Hålla trygghetsvandring i Berga."), Item("Hålla trygghetsvandring i Berga och Forsa.")]
    assert relations(before, before[1:]) == [("same", 1, 0), ("dropped", 0, -1)]
    assert relations([], before) == [("new", -1, 0), ("new", -1, 1)]


def test_a_weak_likeness_is_in_doubt():
    before = [Item("Öka polisens närvaro på torget under kvällar och helger")]
    found = compare(before, [Item("Öka kommunens närvaro på torget under sommarens helger")])[0]
    assert (found.relation, bool(found.doubt)) == ("reworded", True)


def test_answers_in_a_table_are_proposed_for_the_activities_of_a_known_pledge():
    table = "\n".join([
        "Uppföljning av medborgarlöfte Ås kommun, tertial 2 2022",
        "",
        "Aktivitet\tStatus\tKommentar",
        "Trafikkontroller vid skolor\tPågår\t6 av 10 är gjorda.",
        "Belysning i centrum\tFörsenad\tLeveransen dröjer.",
        "Kurs i bakning\tGenomförd\t",
    ])  # fmt: skip
    known = [
        "Kommunen ska förbättra belysningen i centrum.",
        "Polisen ska genomföra tio trafikkontroller vid skolor.",
    ]
    proposed = propose_answers(read_page(plain_lines(table), KOMMUN), known)
    assert [(each.activity, each.answer.status, each.row.value) for each in proposed] == [
        (1, "ongoing", "Trafikkontroller vid skolor"),
        (0, "late", "Belysning i centrum"),
        (None, "done", "Kurs i bakning"),
    ]
    assert proposed[0].answer.comment.value == "6 av 10 är gjorda."
    assert proposed[2].doubt.startswith("Ingen aktivitet i löftet liknar raden")
