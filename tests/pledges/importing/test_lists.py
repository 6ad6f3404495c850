"""Lists from spreadsheets: whole or not at all, as often as one likes, and never over what a person has changed."""

import pytest
from django.core.management import CommandError, call_command

from pledges import revisions
from pledges.importing.csv_files import NOT_TEXT, NOT_UTF8, TOO_LARGE, UTF16
from pledges.models import AreaMembership, LocalPoliceArea, NewsItem, Place, Revision
from pledges.publishing import make_public
from portal.env import BASE_DIR
from tests import factories

pytestmark = pytest.mark.django_db
SAMPLES = BASE_DIR / "fixtures" / "samples"
PLACES = "kommun;plats;slag;ligger i\n"


@pytest.fixture(autouse=True)
def kommuner():
    factories.municipality()
    factories.municipality("Gnosjö", "0617", official_name="Gnosjö kommun")


@pytest.fixture
def listed(tmp_path, capsys):
    """Runs a command on a file that says this; gives the lines that it tells."""

    def run(command: str, text: str | bytes, *options: str) -> list[str]:
        file = tmp_path / "lista.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command(command, file, *options)
        return capsys.readouterr().out.splitlines()

    return run


def refused(listed, command: str, text: str | bytes) -> list[str]:
    with pytest.raises(CommandError) as error:
        listed(command, text)
    return str(error.value).splitlines()


def places() -> list[tuple[str, str, str]]:
    return list(Place.objects.order_by("name").values_list("name", "within", "kind"))


def memberships() -> list[tuple]:
    rows = AreaMembership.objects.order_by("municipality", "first_day")
    return list(rows.values_list("municipality", "area__name", "first_day", "last_day"))


@pytest.mark.parametrize(
    ("command", "sample", "new"),
    [("areas", "tillhorigheter", 3), ("places", "platser", 4), ("news", "nyheter", 1)],
)
def test_a_sample_is_read_once_however_often_the_command_is_run(command, sample, new, capsys):
    for options in (["--dry-run"], [], []):
        call_command(f"import_{command}", SAMPLES / f"{sample}.csv", *options)
    counts = "Nya: {}. Ändrade: 0. Lämnade: 0. Oförändrade: {}."
    dry = [counts.format(new, 0), "Det var en provkörning. Inget är ändrat."]
    assert capsys.readouterr().out.splitlines() == [*dry, counts.format(new, 0), counts.format(0, new)]


def test_a_new_area_gets_its_kommuners_region_and_is_found_by_name(listed, client):
    listed("import_areas", "kommun,lokalpolisområde,källa\n0662,LPO Östbo,Beslut 2026\n617,Östbo,Beslut 2026\n")
    area = LocalPoliceArea.objects.get()
    assert (area.name, area.slug, area.region.name) == ("Östbo", "ostbo", "Öst")
    assert memberships() == [("0617", "Östbo", None, None), ("0662", "Östbo", None, None)]
    assert "Lokalpolisområde Östbo" in client.get("/lokalpolisomraden/ostbo/").content.decode()
    assert Revision.objects.of_key("pledges.municipality", "0662").newest_first().first().by.email.startswith("inlas")


def test_names_that_only_rings_and_dots_tell_apart_are_told_apart(listed):
    factories.municipality("Habo", "0643", official_name="Habo kommun")
    factories.municipality("Håbo", "0305", official_name="Håbo kommun", slug="habo-2")
    listed("import_places", f"{PLACES}Håbo;Bålsta;by;\nhabo  KOMMUN;Furusjö;by;\n")
    rows = Place.objects.order_by("name").values_list("municipality", "name")
    assert list(rows) == [("0305", "Bålsta"), ("0643", "Furusjö")]


def test_what_only_was_loaded_follows_the_list_and_history_tells_how_it_was(listed):
    factories.area("Värnamo", factories.municipality())
    told = listed("import_areas", "kommun;lokalpolisområde;till;källa\n0662;Värnamo;2023-12-31;Beslut\n")
    assert told == [
        "Rad 2: Gislaved – Lokalpolisområde Värnamo (till och med: tomt → ”2023-12-31”; källa: ”Prov” → ”Beslut”).",
        "Nya: 0. Ändrade: 1. Lämnade: 0. Oförändrade: 0.",
    ]
    verbs = Revision.objects.of_key("pledges.municipality", "0662").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["found", "saved"]


def test_what_a_person_has_changed_is_left_until_the_list_is_to_decide(listed):
    listed("import_places", f"{PLACES}0662;Torget;gata;\n")
    place = Place.objects.get()
    place.kind = Place.Kind.DISTRICT
    place.save()
    revisions.record(place, revisions.Verb.SAVED, by=factories.user())
    said = "slag: ”Område eller stadsdel” → ”Gata eller torg”"
    assert listed("import_places", f"{PLACES}0662;Torget;torg;\n") == [
        f"Rad 2: Torget har ändrats i portalen och skrivs inte över ({said}).",
        "Nya: 0. Ändrade: 0. Lämnade: 1. Oförändrade: 0.",
    ]
    assert places() == [("Torget", "", "district")]
    assert listed("import_places", f"{PLACES}0662;Torget;torg;\n", "--overwrite")[-1].startswith("Nya: 0. Ändrade: 1.")
    assert places() == [("Torget", "", "street")]


def test_what_somebody_has_removed_is_not_brought_back(listed):
    listed("import_places", f"{PLACES}0662;Torget;gata;\n")
    Place.objects.all().delete()
    assert listed("import_places", f"{PLACES}0662;Torget;gata;\n")[0] == (
        "Rad 2: Torget har tagits bort i portalen sedan den lästes in, och läggs inte till igen."
    )
    assert places() == []


def test_one_wrong_row_stops_the_list_and_all_that_is_wrong_is_told_by_row(listed):
    rows = "0662;Torget;gata;\n9999;Torget;;\n0662;;gata;\n0662;Ån;å;\n0662;Torget;torg;\n"
    assert refused(listed, "import_places", PLACES + rows) == [
        "Rad 3: det finns ingen kommun med koden eller namnet ”9999”.",
        "Rad 4: kolumnen ”plats” är tom.",
        f"Rad 5: ”å” är inget slag av plats. Skriv något av: {', '.join(Place.Kind.labels)}.",
        "Rad 6: samma som rad 2. Ta bort den ena.",
        "Inget är ändrat.",
    ]
    assert places() == []


def test_the_databases_own_refusals_are_told_by_row_too(listed):
    top = "kommun;lokalpolisområde;från;till;källa\n"
    rows = "0662;Östbo;2020-01-01;2019-01-01;a\n0662;Östbo;2015-13-01;;a\n0662;Västbo;2015-01-01;;a\n"
    assert refused(listed, "import_areas", f"{top}{rows}0662;Västbo;2016-01-01;;a\n") == [
        "Rad 2: sista dagen kan inte vara före den första.",
        "Rad 3: ”2015-13-01” under ”från” är inget datum; skriv som 2021-12-31.",
        "Rad 5: Kommunen hör redan till det området under en del av tiden.",
        "Inget är ändrat.",
    ]
    assert (memberships(), LocalPoliceArea.objects.count()) == ([], 0)


def test_an_area_of_another_region_is_refused(listed):
    area = factories.area("Kiruna")
    area.region = area.region.__class__.objects.create(name="Nord", slug="nord")
    area.save()
    assert refused(listed, "import_areas", "kommun;lokalpolisområde;källa\n0662;Kiruna;a\n")[0] == (
        "Rad 2: Gislaved ligger i Polisregion Öst, men Lokalpolisområde Kiruna i Polisregion Nord."
    )


def test_news_become_drafts_with_paragraphs_and_a_public_one_is_never_changed(listed, client):
    text = 'kommun;rubrik;dag;ingress;text;källa\n0662;Nytt löfte;2021-02-01;{};"Ett.\n\nTvå.";kommunens webbplats\n'
    listed("import_news", text.format("Ingress."))
    item = NewsItem.objects.get()
    assert (item.state, item.body, str(item.published_on)) == ("draft", "Ett.\n\nTvå.", "2021-02-01")
    assert client.get("/gislaved/nyheter/nytt-lofte/").status_code == 404
    make_public(item, by=factories.user())
    told = listed("import_news", text.format("Annan ingress."), "--overwrite")
    assert told[0] == (
        "Rad 2: Nytt löfte är publicerad och ändras bara i portalen (ingress: ”Ingress.” → ”Annan ingress.”)."
    )
    assert NewsItem.objects.get().lead == "Ingress."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (PLACES.encode("utf-16"), UTF16),
        (f"{PLACES}0662;Torget på Söder;;".encode("cp1252"), NOT_UTF8),
        (b"\x00\x01", NOT_TEXT),
        (b"", "Första raden ska vara kommun;plats. Den får också ha slag, ligger i."),
        (b"kommun;plats;farg\n", "Första raden ska vara kommun;plats. Den får också ha slag, ligger i."),
        (PLACES.encode(), "Filen har inga rader efter rubrikerna."),
        (f'{PLACES}0662;"Torget;;\n'.encode(), "Rad 2: citattecknen går inte ihop."),
        (f"{PLACES}0662;Tor\x07get;;\n".encode(), "Rad 2: ”plats” har ett tecken som inte hör hemma i en text."),
    ],
)
def test_odd_files_are_answered_in_swedish(listed, data, told):
    assert refused(listed, "import_places", data) == [told, "Inget är ändrat."]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    file = tmp_path / "bomb.csv"
    with file.open("wb") as out:
        out.truncate(300 * 2**20)
    with pytest.raises(CommandError, match="större än 20 MB") as error:
        call_command("import_places", file)
    assert str(error.value).splitlines() == [TOO_LARGE, "Inget är ändrat."]
    with pytest.raises(CommandError, match="går inte att läsa"):
        call_command("import_places", tmp_path / "finns-inte.csv")
