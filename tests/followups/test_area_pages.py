"""The overview of many kommuner: what is owed and told, in words, on the map and in a table that say the same."""

import datetime
import re

import pytest

from followups import publishing
from followups.area_pages import Asked, municipalities_panel, overview_page
from followups.models import MunicipalityOverview
from pledges import publishing as pledge_publishing
from pledges.models import Municipality
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
DAY = datetime.date(2026, 10, 5)  # tertial 2 was due on 30 September


@pytest.fixture
def kommuner():
    """Gislaved has reported, Värnamo is late, Habo's pledge has ended, Mullsjö has none."""
    made = {
        name: factories.municipality(name, code)
        for name, code in (("Gislaved", "0662"), ("Värnamo", "0683"), ("Habo", "0643"), ("Mullsjö", "0642"))
    }
    told, late = (factories.pledge(made[name], first=2026, last=2026) for name in ("Gislaved", "Värnamo"))
    for pledge in (told, late, factories.pledge(made["Habo"], first=2023, last=2024)):
        pledge_publishing.publish(pledge, by=factories.user())
    report = factories.follow_up(
        told, "2026-t2", {told.activities.get(): ("done", None)}, reported_on=DAY.replace(month=9)
    )
    publishing.publish(report, by=factories.user())
    return made


def cells(page):
    return {row["municipality"].name: [cell["text"] for cell in row["cells"]] for row in page.part.rows}


def test_it_says_in_words_how_many_have_a_pledge_and_how_many_have_told(kommuner):
    assert overview_page({}, DAY).part.sentence == (
        "Av 4 kommuner har två ett löfte som gäller nu. Tertial 2 2026 skulle två redovisa senast "
        "30\u00a0september 2026: en har redovisat och en är försenad."
    )


def test_map_and_table_say_the_same(kommuner):
    page = overview_page({"alla": "1"}, DAY)
    assert {shape.name: shape.state_text for shape in page.part.shapes} == {
        name: texts[1].lower() for name, texts in cells(page).items()
    }
    assert cells(page) == {
        "Gislaved": ["Saknas", "Redovisad", "Pågår"],
        "Habo": ["Inget löfte"] * 3,
        "Mullsjö": ["Inget löfte"] * 3,
        "Värnamo": ["Saknas", "Försenad", "Pågår"],
    }


def test_only_those_with_a_known_pledge_are_listed_unless_all_are_asked_for(kommuner):
    assert list(cells(overview_page({}, DAY))) == ["Gislaved", "Habo", "Värnamo"]


def test_what_is_owed_comes_first_when_ordered_so(kommuner):
    assert list(cells(overview_page({"ordna": "redovisning"}, DAY))) == ["Värnamo", "Gislaved", "Habo"]


def test_an_earlier_year_is_told_as_it_was(kommuner):
    page = overview_page({"ar": "2024"}, DAY)
    assert (page.part.tertial.label, cells(page)["Habo"]) == ("Tertial 3 2024", ["Saknas"] * 3)


@pytest.mark.parametrize(
    "sent",
    [
        {"ar": "²"},
        {"ar": "1" * 5000},
        {"ar": "02020" + "1" * 5000},
        {"ar": "020201"},
        {"ar": "2999"},
        {"ordna": "pk"},
        {"lan": "x" * 900},
    ],
)
def test_what_is_no_choice_counts_as_not_asked(kommuner, sent):
    assert Asked.read(sent, DAY).query().replace("lan=" + "x" * 60, "") in ("ar=2026", "ar=2026&")


def test_a_lan_shows_its_own(kommuner):
    factories.county("12", "Skåne län")
    factories.municipality("Malmö", "1280", county_id="12")
    assert overview_page({"lan": "skane-lan"}, DAY).heading == "Så går det i Skåne län"
    assert [shape.name for shape in overview_page({"lan": "skane-lan"}, DAY).part.shapes] == ["Malmö"]


def test_the_page_costs_as_many_questions_however_many_kommuner_and_however_long_the_history(
    client, kommuner, django_assert_num_queries
):
    with django_assert_num_queries(4):
        client.get("/oversikt/")
    more = [factories.municipality(f"Ort {number}", f"{1400 + number}") for number in range(30)]
    row = MunicipalityOverview.objects.get(municipality=kommuner["Gislaved"])
    for municipality in more:
        row.municipality = municipality
        row.save(force_insert=True)
    with django_assert_num_queries(4):
        client.get("/oversikt/")


def test_lan_and_area_pages_have_the_part_of_their_kommuner(client, kommuner):
    factories.area("Värnamo", kommuner["Värnamo"], kommuner["Gislaved"])
    for address, count in (("/lan/jonkopings-lan/", 4), ("/lokalpolisomraden/varnamo/", 2)):
        html = client.get(address).content.decode()
        assert len(re.findall(r'aria-label="[^"]+: [^"]+"><title>', html)) == count


def test_the_demonstrations_kommun_is_not_counted(kommuner):
    Municipality.objects.with_codes(["0683"]).update(is_demo=True)
    assert list(cells(overview_page({"alla": "1"}, DAY))) == ["Gislaved", "Habo", "Mullsjö"]


def test_the_table_as_csv_has_the_rows_of_the_page_in_its_order(client, kommuner):
    asked = {"ordna": "redovisning", "ar": "2026", "alla": "1"}
    answer = client.get("/oversikt.csv", asked)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    page = overview_page(asked)
    assert [line.split(",")[1] for line in lines[1:]] == [row["municipality"].name for row in page.part.rows]
    assert lines[0].startswith("Kommunkod,Kommun,Län,Löfte,Gäller nu,Gäller till,År,Tertial 1,")
    gislaved = next(line for line in lines if ",Gislaved," in line)
    assert gislaved.startswith("0662,Gislaved,Jönköpings län,Medborgarlöfte 2026,")
    assert gislaved.endswith(",1,1,0,0,0,0,0,0,nej")


def test_each_kommun_of_an_area_has_its_last_years_as_a_small_chart_with_its_sums(kommuner):
    courses = municipalities_panel(Municipality.objects.all(), DAY).courses
    assert courses.years == [2024, 2025, 2026]
    assert {row["municipality"].name: row["course"].text for row in courses.rows} == {
        "Gislaved": "Av två tertial, från tertial 1 2026 till tertial 2 2026: ett är redovisat i tid och ett saknas.",
        "Habo": "Av tre tertial, från tertial 1 2024 till tertial 3 2024: tre saknas.",
        "Värnamo": "Av två tertial, från tertial 1 2026 till tertial 2 2026: ett är försenat och ett saknas.",
    }
    assert sum(row["count"] for row in courses.legend) == 3 * 9


def test_the_charts_of_an_area_end_with_the_last_year_of_which_anything_is_known(kommuner):
    habo = Municipality.objects.filter(name="Habo")
    assert municipalities_panel(habo, DAY).courses.years == [2022, 2023, 2024]
    assert municipalities_panel(Municipality.objects.filter(name="Mullsjö"), DAY).courses is None
    assert overview_page({}, DAY).part.courses is None
