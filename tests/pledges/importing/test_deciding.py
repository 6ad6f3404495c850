"""What an editor decides of an imported page, piece by piece."""

import pytest

from pledges.importing import deciding
from pledges.importing.deciding import Conflict
from pledges.importing.pieces import laid
from pledges.importing.receiving import receive
from pledges.models import ImportedPage, Membership, Revision
from pledges.publishing import Refused
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = """Gislaved – medborgarlöften
Medborgarlöfte 2021
 • Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.
Aktiviteter
 • Genomföra en trygghetsvandring i Reftele.
 • Polisen ska genomföra minst femton trafikinsatser per år.
Aktiviteterna ovan har diskuterats länge.
Uppföljning Gislaveds kommun tertial 3 2020.pdf
"""


@pytest.fixture
def anna(db):
    made = factories.user()
    Membership.objects.create(user=made, role="editor", party="police", municipality=factories.municipality())
    return made


@pytest.fixture
def page(anna):
    return receive(municipality=factories.municipality(), text=PAGE, by=anna).page


def piece(page: ImportedPage, words: str):
    page.refresh_from_db()
    return next(one for one in laid(page.pieces, page.decisions) if words in one.words)


def test_a_piece_is_accepted_once_and_history_says_by_whom(page, anna):
    before, version = page.undecided, page.version
    wanted = piece(page, "Reftele")
    for _ in range(2):
        page = deciding.accept(page, wanted.id, opened=0, by=anna)
    found = piece(page, "Reftele")
    assert (found.decision, found.by, found.count) == ("accepted", "Anna Andersson", 1)
    assert (page.state, page.undecided, page.version) == ("review", before - 1, version + 1)
    assert [one.note for one in Revision.objects.of_thing(page).newest_first()] == ["Aktivitet, rad 5: godkänd.", ""]


def test_a_change_keeps_what_was_proposed_beside_it(page, anna):
    wanted = piece(page, "femton")
    deciding.change(page, wanted.id, dict(wanted.values) | {"target_count": 20}, opened=0, by=anna)
    found = piece(page, "femton")
    assert (found.decision, found.values["target_count"], found.proposed) == ("changed", 20, wanted.words)
    deciding.undo(page, wanted.id, opened=1, by=anna)
    assert (piece(page, "femton").decision, piece(page, "femton").values["target_count"]) == ("", 15)


def test_what_somebody_else_decided_meanwhile_is_never_overwritten(page, anna):
    wanted = piece(page, "Reftele")
    deciding.drop(page, wanted.id, "Gäller ett annat år.", opened=0, by=anna)
    bo = factories.user("bo@example.se", "Bo Berg")
    Membership.objects.create(user=bo, role="editor", party="police", municipality=factories.municipality())
    with pytest.raises(Conflict) as conflict:
        deciding.accept(page, wanted.id, opened=0, by=bo)
    assert str(conflict.value).startswith("Anna Andersson bestämde om biten efter att du öppnade sidan.")
    assert piece(page, "Reftele").decision == "dropped"


def test_a_line_that_no_rule_understood_is_given_a_place_or_a_reason(page, anna):
    left = piece(page, "diskuterats")
    assert left.kind == "left"
    with pytest.raises(Refused, match="Bestäm vad raden ska bli"):
        deciding.accept(page, left.id, opened=0, by=anna)
    with pytest.raises(Refused, match="Skriv varför"):
        deciding.drop(page, left.id, " ", opened=0, by=anna)
    deciding.move(page, left.id, "section:1", opened=0, by=anna)
    moved = piece(page, "diskuterats")
    assert (moved.kind, moved.pledge, moved.decision, moved.values["kind"]) == ("section", 1, "moved", "other")


def test_what_is_moved_without_all_that_it_needs_is_still_to_be_decided(page, anna):
    before = page.undecided
    deciding.move(page, piece(page, "Reftele").id, "signatory:1", opened=0, by=anna)
    moved = piece(page, "Reftele")
    assert (moved.kind, moved.is_open, page.undecided) == ("signatory", True, before)
    assert moved.doubts == ("Roll: Detta fält får inte vara tomt.", "För: Detta fält får inte vara tomt.")


@pytest.mark.parametrize(
    "target", ["", "left:0", "activity:9", "activity:", "activity:²", "activity:" + "9" * 40, "x:1"]
)
def test_nothing_is_moved_where_there_is_no_place(page, anna, target):
    with pytest.raises(Refused, match="Välj vad det ska bli"):
        deciding.move(page, piece(page, "Reftele").id, target, opened=0, by=anna)


def test_a_line_can_become_one_thing_more_and_that_be_taken_back(page, anna):
    for _ in range(2):
        deciding.take(page, 4, "promise:1", by=anna)
    taken = [
        one for one in laid(ImportedPage.objects.get().pieces, ImportedPage.objects.get().decisions) if one.decision
    ]
    assert [(one.kind, one.words, one.decision) for one in taken] == [("promise", "Aktiviteter", "taken")]
    deciding.undo(page, taken[0].id, opened=1, by=anna)
    assert ImportedPage.objects.get().decisions == {}


def test_with_a_period_goes_all_that_belongs_to_it(page, anna):
    deciding.drop(page, piece(page, "2021").id, "Finns redan.", opened=0, by=anna)
    page.refresh_from_db()
    found = laid(page.pieces, page.decisions)
    assert {one.reason for one in found if one.pledge == 1} == {"Finns redan."}
    assert [one.kind for one in found if one.is_open] == ["left", "document"]


def test_all_that_is_certain_is_accepted_at_once_and_nothing_else(page, anna):
    page = deciding.accept_certain(page, 1, by=anna)
    open_ones = [one.kind for one in laid(page.pieces, page.decisions) if one.is_open]
    assert open_ones == ["left", "document"]


def test_a_page_that_is_put_aside_waits_and_can_be_taken_up(page, anna):
    deciding.put_aside(page, "Sidan finns två gånger.", by=anna)
    with pytest.raises(Refused, match="avslutad"):
        deciding.accept_certain(page, 1, by=anna)
    assert deciding.take_up(page, by=anna).state == "review"


def test_nobody_decides_in_anothers_kommun(page):
    stranger = factories.user("cilla@example.se")
    with pytest.raises(Refused, match="uppdrag"):
        deciding.accept(page, piece(page, "Reftele").id, opened=0, by=stranger)
