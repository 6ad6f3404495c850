"""`make faults` takes how many and a seed, and its table tells what it found."""

from collections import Counter

import pytest

from portal.local.terminal import Refusal
from tests.faults.command import FAULTS, table, wanted
from tests.faults.running import Run
from tests.faults.writing import End, Journal, Write


def test_how_many_and_the_seed_are_numbers():
    assert (wanted(["60", "7"]), wanted(["60"])[0], wanted([])[0]) == ((60, 7), 60, FAULTS)
    for odd in (["många"], ["1", "x"], ["1", "2", "3"]):
        with pytest.raises(Refusal, match="inte tal"):
            wanted(odd)


def test_the_table_ends_with_what_was_lost():
    journal = Journal([Write("make", "a-1", end=End.SAVED)], Counter({302: 1, 0: 2}), Counter({200: 3}))
    told = table(
        Run(7, Counter({"a worker is killed": 2}), journal, ["a-1 was saved, and is there 0 times"], seconds=4)
    )
    assert told.splitlines()[1:] == [
        "2 fel på 4 s, frö 7.",
        "     2  a worker is killed",
        "",
        "1 ändringar:",
        "     1  make, saved",
        "",
        "Svar: 302 1 gånger, inget 2 gånger",
        "Läst: 200 3 gånger",
        "",
        "1 förlorade, dubbla, halva eller felaktigt besvarade.",
        "a-1 was saved, and is there 0 times",
    ]
