"""The board: how many kommuner stand tertial by tertial, of those where one works."""

import datetime

import pytest

from followups import publishing
from followups.models import FollowUp
from followups.workflow import FOLLOW_UPS
from pledges import publishing as pledge_publishing
from pledges import workflow
from pledges.models import AreaMembership, LocalPoliceArea, Membership
from tests import factories
from tests.approving import person, reviewers
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]
BOARD = "/admin/oversikt/"
day = datetime.date


@pytest.fixture
def area():
    """Gislaved and Vaggeryd belong to Värnamo; Sävsjö does not."""
    made = factories.area("Värnamo", factories.municipality(), factories.municipality("Vaggeryd", "0665"))
    factories.area("Höglandet", factories.municipality("Sävsjö", "0684"))
    return made


@pytest.fixture
def coordinator(area):
    return person("kerstin", "coordinator", "police", area=area)


@pytest.fixture
def board(client, coordinator):
    return lambda query="": Page(sign_in(client, coordinator), BOARD + query)


def pledged(code: str, name: str = ""):
    made = factories.pledge(factories.municipality(name or code, code), first=2026, last=2026)
    pledge_publishing.publish(made, by=factories.user("robot@example.se"))
    return made


def reported(pledge, span, on=None):
    made = factories.follow_up(pledge, span, {pledge.activities.get(): ("done", None)}, reported_on=on)
    publishing.publish(made, by=factories.user("robot@example.se"))
    return made


def test_each_kommun_has_its_state_in_words_and_its_reports_and_sums_tell_of_all(board):
    gislaved = pledged("0662", "Gislaved")
    reported(gislaved, "2026-t1", on=day(2026, 6, 15))
    reported(gislaved, "2026-t2")
    pledged("0665", "Vaggeryd")
    text = board().text
    assert "Uppföljningar 2026: Lokalpolisområde Värnamo" in text
    assert (
        "1 av 2 har redovisat tertial 1 (1 av dem sent och 1 saknas). "
        "1 av 2 har redovisat tertial 2 (1 är försenad). 0 av 2 har redovisat tertial 3 (2 pågår)."
    ) in text
    assert (
        "Gislaved Redovisad sent Tertial 1 2026 Ändra Redovisad Tertial 2 2026 Ändra "
        "Pågår Ska publiceras senast 31 januari 2027 Börja "
        "Vaggeryd Saknas Skulle ha publicerats 31 maj 2026 Börja "
        "Försenad Skulle ha publicerats 30 september 2026 Börja "
        "Pågår Ska publiceras senast 31 januari 2027 Börja"
    ) in text.replace("\xa0", " ")


def test_a_range_covers_its_tertials_and_a_year_without_a_pledge_is_outside(board):
    gislaved = pledged("0662", "Gislaved")
    made = reported(gislaved, "2026-t1-2")
    page = board()
    assert '<td colspan="2">' in page.html
    assert f'href="/gislaved/uppfoljning/{made.slug}/"' in page.html
    assert "Gislaved Redovisad Tertial 1–2 2026 Ändra Pågår" in page.text
    assert "Vaggeryd Inget löfte" in page.text
    assert "1 av 1 har redovisat tertial 2." in page.text
    assert "Tertial 1: inget löfte att följa upp." in board("?ar=2019").text


def test_the_way_of_a_report_is_told_with_who_and_when(board):
    pledge = pledged("0662", "Gislaved")
    item = factories.follow_up(pledge, "2026-t1", {pledge.activities.get(): ("done", 1)})
    factories.activity(pledge, order=2)
    assert "Tertial 1 2026 Utkast, 1 av 1 svar" in board().text
    both = reviewers()
    workflow.send(FOLLOW_UPS, item, by=both["police"])
    assert "Tertial 1 2026 Skickad för granskning av Granskare-police, " in board().text
    workflow.approve(FOLLOW_UPS, item, by=both["police"])
    assert "Skickad för granskning Godkänd av polisen: Granskare-police, " in board().text
    workflow.approve(FOLLOW_UPS, item, by=both["municipality"])
    assert "Klar att publicera Godkänd av polisen" in board().text
    FollowUp.objects.update(publish_at=datetime.datetime(2026, 12, 5, 7, tzinfo=datetime.UTC))
    assert "Publiceras 5 december 08:00" in board().text
    workflow.give_back(FOLLOW_UPS, item, by=both["police"], comment="Skriv mer.")
    page = board()
    assert "Skickad tillbaka av Granskare-police, " in page.text
    assert f"/admin/followups/followup/{item.pk}/svar/" in page.html


def test_a_report_is_begun_from_its_cell(board):
    pledge = pledged("0662", "Gislaved")
    assert f"/admin/followups/followup/add/?pledge={pledge.pk}&amp;year=2026&amp;span=t2" in board().html


def test_one_sees_ones_own_kommuner_alone_and_other_places_do_not_exist(board, client):
    pledged("0684", "Sävsjö")
    assert "Sävsjö" not in board().html
    for odd in (
        "?plats=omrade:hoglandet",
        "?plats=landet",
        "?ar=20x6",
        "?ar=²026",
        "?ar=1999",
        "?ar=9999",
    ):
        assert client.get(BOARD + odd).status_code == 404, odd
    assert client.get(BOARD + "?plats=%00").status_code == 400


def test_places_are_chosen_by_links_ones_own_first(client, area):
    user = person("rut", "coordinator", "police", region=area.region)
    Membership.objects.create(user=user, role="editor", party="police", municipality=factories.municipality())
    page = Page(sign_in(client, user), BOARD)
    assert "Uppföljningar 2026: Mina kommuner" in page.text
    assert "Mina kommuner Polisregion Öst Fler områden Lokalpolisområde Höglandet Lokalpolisområde Värnamo" in page.text
    assert "Vaggeryd" not in page.text
    assert "Sävsjö" in Page(client, f"{BOARD}?plats=region:ost").text
    assert "Vaggeryd" in Page(client, f"{BOARD}?plats=omrade:varnamo").text


def test_an_area_holds_the_kommuner_of_today(board):
    AreaMembership.objects.filter(municipality="0665").update(last_day=day(2026, 11, 24))
    assert "Vaggeryd" not in board().text


def test_the_start_page_leads_there(client, coordinator):
    assert f'href="{BOARD}"' in Page(sign_in(client, coordinator), "/admin/").html


def test_thirteen_kommuner_cost_as_many_questions_as_one(client, django_assert_num_queries):
    made = LocalPoliceArea.objects.create(name="Stort", slug="stort", region=factories.county().region)
    client = sign_in(client, person("kerstin", "coordinator", "police", area=made))
    for number in range(13):
        pledge = pledged(f"07{number:02}", f"Kommun {number}")
        AreaMembership.objects.create(municipality=pledge.municipality, area=made, source="Prov")
        draft = reported_draft(pledge)
        if number in (0, 12):
            workflow.send(FOLLOW_UPS, draft, by=reviewers()["police"])
            client.get(BOARD)  # the session gets a new key when its account gets new work
            with django_assert_num_queries(9):
                assert client.get(BOARD).content.decode().count("<tr>") == number + 2


def reported_draft(pledge):
    return factories.follow_up(pledge, "2026-t1", {pledge.activities.get(): ("done", 1)})
