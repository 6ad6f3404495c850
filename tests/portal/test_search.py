"""The search itself: what is typed, what words may mean, what is found, counted and marked."""

import datetime
import io

import pytest
from django.core.management import call_command

from portal.models import SearchEntry
from portal.search.excerpts import excerpt, marked
from portal.search.finding import PER_PAGE, find
from portal.search.indexing import Findable, replace
from portal.search.querysets import MOST_RANKED
from portal.search.words import Wanted, wanted, words_of


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Torget, i dag!", Wanted(terms=("torget", "i", "dag"))),
        ('"trygga stråk" torg', Wanted(terms=("torg",), phrases=(("trygga", "stråk"),))),
        ("”trygga stråk”", Wanted(phrases=(("trygga", "stråk"),))),
        ("torg -cykel -”röd bil”", Wanted(terms=("torg",), excluded=("cykel", "röd", "bil"))),
        ('"ensam"', Wanted(terms=("ensam",))),
        ("a\u030angest", Wanted(terms=("ångest",))),  # composed from two characters
        ("&|!():*'\\\" -", Wanted()),
        ("ord " * 50, Wanted(terms=("ord",) * 8)),
    ],
)
def test_what_is_typed_is_read_as_words_phrases_and_exclusions(typed, expected):
    assert wanted(typed) == expected


def test_a_text_is_cut_at_everything_that_is_no_letter_or_figure():
    assert words_of("Rv 26/Nissastigen – 15–20 år_x") == ["rv", "26", "nissastigen", "15", "20", "år", "x"]


def test_what_is_found_is_marked_and_all_else_escaped():
    assert marked("<b>Torg</b> & torget", {"torg"}) == "&lt;b&gt;<mark>Torg</mark>&lt;/b&gt; &amp; torget"


def test_an_excerpt_is_a_few_lines_around_the_first_hit():
    piece = excerpt(f"{'ord ' * 200}torget {'efter ' * 200}", {"torget"})
    assert "<mark>torget</mark>" in piece
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) < 300


def entry(title, **fields):
    return Findable(title=title, address="/", where="Gislaved", **fields)


@pytest.mark.django_db
class TestFinding:
    def titles(self, typed, **options):
        return [hit.title for hit in find(typed, **options).hits]

    def test_all_words_must_be_there_in_some_form(self):
        replace("a", [entry("Trygghetsvandringar i områdena"), entry("En vandring i skogen")])
        assert self.titles("vandring område") == ["Trygghetsvandringar i områdena"]
        assert self.titles("vandringen") == ["En vandring i skogen", "Trygghetsvandringar i områdena"]

    def test_a_phrase_stands_together_and_an_excluded_word_nowhere(self):
        replace("a", [entry("Trygga stråk vid torg"), entry("Stråk som är trygga"), entry("Trygga stråk i skog")])
        assert self.titles('"trygga stråk" -skogar') == ["Trygga stråk vid torg"]

    def test_a_misspelt_word_is_taken_for_the_most_similar_and_that_is_said(self):
        replace("a", [entry("Narkotika i centrum")])
        found = find("narkotka")
        assert ([hit.title for hit in found.hits], found.meant) == (
            ["Narkotika i centrum"],
            (("narkotka", "narkotika"),),
        )

    def test_common_words_count_only_when_there_are_no_others(self):
        replace("a", [entry("Polis och skola"), entry("Skolan")])
        assert set(self.titles("skola och")) == {"Skolan", "Polis och skola"}
        assert self.titles("och") == ["Polis och skola"]

    def test_the_title_weighs_more_than_the_text(self):
        replace("a", [entry("Annat", text="narkotika"), entry("Narkotika")])
        assert self.titles("narkotika") == ["Narkotika", "Annat"]

    def test_hits_are_narrowed_and_counted_by_facet(self):
        def of(kind):
            return frozenset({("slag", kind), ("kommun", "gislaved")})

        replace("a", [entry("Torg ett", facets=of("lofte")), entry("Torg två", facets=of("aktivitet"))])
        assert find("torg").facets == {"slag:lofte": 1, "slag:aktivitet": 1, "kommun:gislaved": 2}
        assert self.titles("torg", facets=["slag:lofte", "kommun:gislaved"]) == ["Torg ett"]
        assert self.titles("torg", facets=["slag:lofte' OR true --"]) == []

    def test_pages_follow_on_each_other_without_gap_or_repeat(self):
        replace("a", [entry(f"Torg {number}") for number in range(45)])
        pages = [self.titles("torg", page=number) for number in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [PER_PAGE, PER_PAGE, 5, 0]
        assert len({title for page in pages for title in page}) == 45

    def test_what_is_old_is_left_out_unless_it_is_asked_for(self):
        replace("a", [entry("Torg nu"), entry("Torg då", year=2012)])
        assert self.titles("torg") == ["Torg nu"]
        assert set(self.titles("torg", recent=False)) == {"Torg nu", "Torg då"}

    def test_what_was_recent_is_old_when_the_year_has_turned(self, monkeypatch, capsys):
        replace("a", [entry("Torg nu", year=2022), entry("Torg alltid")])
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2027, 1, 1))
        assert set(self.titles("torg")) == {"Torg nu", "Torg alltid"}
        call_command("sweep", stdout=io.StringIO())
        assert self.titles("torg") == ["Torg alltid"]
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: datetime.date(2026, 12, 31))
        call_command("rebuild", stdout=io.StringIO())
        assert set(self.titles("torg")) == {"Torg nu", "Torg alltid"}

    def test_no_more_than_two_thousand_are_ranked_and_that_is_said(self):
        replace("a", [entry(f"Torg {number}") for number in range(MOST_RANKED + 5)])
        found = find("torg")
        assert (found.count, found.is_capped) == (MOST_RANKED, True)

    def test_letters_that_are_written_with_several_and_a_text_without_end_do_no_harm(self):
        replace("a", [entry("ﬃ" * 40, text=" ".join(f"{number}{'å' * 35}" for number in range(40_000)))])
        assert self.titles("ffi" * 13) == ["ﬃ" * 40]
        assert SearchEntry.objects.count() == 1

    def test_replacing_leaves_nothing_of_what_was(self):
        replace("a", [entry("Torg ett"), entry("Torg två")])
        replace("b", [entry("Torg tre")])
        replace("a", [])
        assert self.titles("torg") == ["Torg tre"]
        assert SearchEntry.objects.count() == 1

    @pytest.mark.parametrize(
        "typed", ["'", "\\", "%", "_", "a:*", "!!", "(", "torg <-> x", "²", "١", "\u202e", "x" * 9000]
    )
    def test_nothing_that_can_be_typed_is_taken_for_anything_but_words(self, typed):
        replace("a", [entry("Torg")])
        assert find(typed).count in (0, 1)

    def test_a_search_asks_at_most_five_questions(self, django_assert_num_queries):
        replace("a", [entry("Narkotika i centrum")])
        with django_assert_num_queries(5):
            find("narkotka centrum")
