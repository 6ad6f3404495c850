"""The overview of many kommuner: what is owed and told, in words, on the map and in a table that say the same."""

import datetime
import re

import pytest

from followups import publishing
from followups.area_pages import municipalities_panel, overview_page
from followups.choosing import Asked
from followups.colouring import by_pledge, by_report
from followups.models import MunicipalityOverview
from pledges import publishing as pledge_publishing
from pledges.models import AreaMembership, County, Municipality, PoliceRegion
from pledges.tertial import Tertial
from portal.templatetags.drawings import PATTERNS
from tests import factories
from tests.fixtures.loaded import loaded

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("kommuner")]
DAY = datetime.date(2026, 10, 5)  # tertial 2 was due on 30 September


@pytest.fixture(scope="module")
def kommuner(django_db_setup, django_db_blocker, tmp_path_factory):
    with loaded(django_db_blocker, tmp_path_factory.mktemp("files")):
        yield four_kommuner()


def four_kommuner():
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
        {"ar": "١٩٢٠"},
        {"ar": "1" * 5000},
        {"ar": "02020" + "1" * 5000},
        {"ar": "020201"},
        {"ar": "2999"},
        {"ar": "\x00"},
        {"ordna": "pk"},
        {"karta": "\ud800"},
        {"alla": "2"},
    ],
)
def test_what_is_no_choice_counts_as_not_asked(sent):
    assert Asked.read(sent, DAY) == Asked(2026)


def test_no_place_that_can_be_asked_for_breaks_the_page_or_its_table(client, kommuner):
    places = ["x" * 900, "²", "١", "9" * 5000, "' OR 1=1 --", "\x00", "\ud800", "jonkopings-lan%00"]
    for name in ("lan", "lpo", "region"):
        for place in places:
            page = overview_page({name: place}, DAY)
            assert (page.asked.query(), page.heading) == ("ar=2026", "Så går det i landet")
    for address in ("/oversikt/", "/oversikt.csv"):
        statuses = [
            client.get(f"{address}?lpo={sent}").status_code for sent in ("%00", "%ED%A0%80", "%C2%B2", "1" * 5000)
        ]
        assert statuses == [400, 400, 200, 200]


def test_an_area_and_a_region_show_their_own_and_so_does_the_table_and_the_address_says_it_all(client, kommuner):
    factories.area("Värnamo", kommuner["Värnamo"], kommuner["Gislaved"])
    skane = County.objects.create(
        code="12", name="Skåne län", slug="skane-lan", region=PoliceRegion.objects.create(name="Syd", slug="syd")
    )
    factories.municipality("Malmö", "1280", county=skane)
    asked = {"lpo": "varnamo", "region": "ost", "ordna": "redovisning", "karta": "lofte"}
    page = overview_page(asked, DAY)
    assert (page.heading, list(cells(page))) == ("Så går det i lokalpolisområde Värnamo", ["Värnamo", "Gislaved"])
    assert page.table_address == "/oversikt.csv?ar=2026&lpo=varnamo&region=ost&ordna=redovisning&karta=lofte"
    lines = client.get("/oversikt.csv", asked).content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines] == ["Kommun", "Värnamo", "Gislaved"]
    page = overview_page({"region": "syd", "alla": "1"}, DAY)
    assert (page.heading, list(cells(page))) == ("Så går det i polisregion Syd", ["Malmö"])
    empty = overview_page({"region": "syd", "lan": "jonkopings-lan"}, DAY)
    assert (cells(empty), empty.part.window) == ({}, None)
    assert empty.part.sentence == "Ingen kommun hör till allt det som är valt. Ta bort något av valen."


def test_an_area_is_told_of_an_earlier_year_as_it_was_then(kommuner):
    area = factories.area("Värnamo")
    for name, first, last in (("Gislaved", 2020, None), ("Värnamo", 2015, 2023)):
        AreaMembership.objects.create(
            municipality=kommuner[name],
            area=area,
            source="Prov",
            first_day=datetime.date(first, 1, 1),
            last_day=last and datetime.date(last, 12, 31),
        )
    asked = {"lpo": "varnamo", "alla": "1"}
    shown = {year: list(cells(overview_page({**asked, "ar": year}, DAY))) for year in ("2018", "2022", "2026")}
    assert shown == {"2018": ["Värnamo"], "2022": ["Gislaved", "Värnamo"], "2026": ["Gislaved"]}


def test_the_map_can_show_where_a_pledge_is_in_force_as_table_and_legend_say(client, kommuner):
    page = overview_page({"karta": "lofte", "alla": "1"}, DAY)
    states = {shape.name: shape.state_text for shape in page.part.shapes}
    assert states == {
        "Gislaved": "gäller nu",
        "Habo": "gäller inte nu",
        "Mullsjö": "inget känt löfte",
        "Värnamo": "gäller nu",
    }
    assert [(row["text"], row["count"]) for row in page.part.legend] == [
        ("Gäller nu", 2), ("Gäller inte nu", 1), ("Inget känt löfte", 1),
    ]  # fmt: skip
    html = client.get("/oversikt/", {"karta": "lofte", "alla": "1"}).content.decode()
    assert "Karta: Medborgarlöften " in html
    table = html[html.index("<tbody") :]
    said = [re.search(rf">{name}</a></th>\s*<td>(.*?)</td>", table, re.DOTALL)[1] for name in states]
    assert ["Gäller nu, till" in text for text in said] == [True, False, False, True]
    assert ("Gäller inte nu" in said[1], "Inget känt löfte" in said[2]) == (True, True)


def test_no_state_of_a_map_is_told_by_colour_alone():
    """Each is filled with marks of its own, but for one plain dark and one plain light of each kind of map."""
    for colouring in (by_report(Tertial(2026, 1), DAY), by_pledge(Tertial(2026, 1), DAY)):
        plain = set(colouring.texts) - set(PATTERNS)
        assert plain in ({"reported", "outside"}, {"in_force", "no_pledge"})


def test_how_many_are_left_out_is_said_with_a_link_to_them(client, kommuner):
    html = client.get("/oversikt/", {"lan": "jonkopings-lan", "ar": "2026"}).content.decode()
    assert "En kommun till har inget känt löfte." in html
    assert 'href="/oversikt/?ar=2026&amp;lan=jonkopings-lan&amp;alla=1#tabell">Visa den också</a>' in html


def test_a_lan_shows_its_own(kommuner):
    factories.county("12", "Skåne län")
    factories.municipality("Malmö", "1280", county_id="12")
    assert overview_page({"lan": "skane-lan"}, DAY).heading == "Så går det i Skåne län"
    assert [shape.name for shape in overview_page({"lan": "skane-lan"}, DAY).part.shapes] == ["Malmö"]


def test_the_page_costs_as_many_questions_however_many_kommuner_and_however_long_the_history(
    client, kommuner, django_assert_num_queries
):
    with django_assert_num_queries(5):
        client.get("/oversikt/")
    more = [factories.municipality(f"Ort {number}", f"{1400 + number}") for number in range(30)]
    row = MunicipalityOverview.objects.get(municipality=kommuner["Gislaved"])
    for municipality in more:
        row.municipality = municipality
        row.save(force_insert=True)
    with django_assert_num_queries(5):
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
