"""Every fact on the five seed pages shows on the page that facts.csv names.

A text with " … " in it is several texts that follow each other inside one list item, section or figure.
"""

import csv
import html.parser
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.fixtures.loaded import PLEDGES, SWEDEN, loaded

FACTS = list(csv.DictReader(Path(__file__).with_name("facts.csv").read_text(encoding="utf-8").splitlines()))
SEEDS = ("gislaved", "jonkoping", "savsjo", "vaggeryd", "varnamo")
UNSEEN = {"head", "script", "style", "nav", "template"}
BLOCKS = {"li", "section", "figure"}
EDGE = "\x1e"

# The mark asks for a database; the pages are fetched before any test begins.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("facts")]


class _VisibleText(html.parser.HTMLParser):
    """The text that people see or hear, with an edge where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.parts.append(EDGE if tag in BLOCKS else " ")
        self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN
        self.parts.append(EDGE if tag in BLOCKS else " ")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def blocks(page: str) -> list[str]:
    """The visible text of a page, block by block, with single spaces and none before a comma."""
    reader = _VisibleText()
    reader.feed(page)
    return [re.sub(r"\s+([,.:;])", r"\1", " ".join(part.split())) for part in "".join(reader.parts).split(EDGE)]


def shows(page: list[str], text: str) -> bool:
    parts = text.split(" … ")
    if len(parts) == 1:
        return text in " ".join(filter(None, page))
    pattern = re.compile(".*?".join(re.escape(part) for part in parts))
    return any(pattern.search(block) for block in page)


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, list[str]]:
    """Each page that the table names, as blocks of text; fetched once."""
    with loaded(django_db_blocker, tmp_path_factory.mktemp("files"), SWEDEN, PLEDGES):
        client = Client()
        return {address: fetched(client, address) for address in sorted({fact["page"] for fact in FACTS})}


def fetched(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert (address, response.status_code) == (address, 200)
    return blocks(response.content.decode())


@pytest.mark.parametrize("fact", FACTS, ids=[fact["id"] for fact in FACTS])
def test_the_fact_is_on_its_page(pages, fact):
    assert shows(pages[fact["page"]], fact["text"]), f"{fact['page']} saknar ”{fact['text']}” ({fact['fact']})"


def test_a_text_that_is_not_there_is_missed(pages):
    page = pages["/gislaved/2021/"]
    assert not shows(page, "Hålla en trygghetsvandring i Hestra")
    assert not shows(page, "Hålla en trygghetsvandring i Reftele … Hur SSPF")


def test_the_table_covers_each_seed_and_names_each_fact_once():
    counts = {seed: sum(fact["seed"] == seed for fact in FACTS) for seed in SEEDS}
    assert counts == {"gislaved": 101, "jonkoping": 95, "savsjo": 71, "vaggeryd": 54, "varnamo": 59}
    assert len({fact["id"] for fact in FACTS}) == len(FACTS)
    assert len({(fact["page"], fact["text"], fact["fact"]) for fact in FACTS}) == len(FACTS)
