"""`manage.py read_page`: how a page was understood, in words or as JSON, and nothing written."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pledges.models import County, Municipality, Pledge, PoliceRegion

PAGE = """Start / Polisen
Prövby – medborgarlöften

Medborgarlöfte 2021

Polisen och Prövby kommun lovar att minska skadegörelsen.

Aktiviteter

 • Polisen ska hålla minst två trygghetsvandringar per termin i Berga.
   Ja, detta har genomförts under tertial 3.

Hela stycket handlar om något annat.
"""


@pytest.fixture
def municipality(db):
    region = PoliceRegion.objects.create(name="Öst", slug="ost")
    county = County.objects.create(code="99", name="Prövlän", slug="provlan", region=region)
    return Municipality.objects.create(
        code="9998", name="Prövby", official_name="Prövby kommun", slug="provby", county=county
    )


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "sida.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(*arguments) -> str:
    out = StringIO()
    call_command("read_page", *arguments, stdout=out)
    return out.getvalue()


def test_it_tells_what_each_line_is_and_why_and_what_is_uncertain(municipality, page):
    told = run(page, "--kommun", "9998").splitlines()
    assert told[0] == "   1 – [Var sidan finns på webbplatsen] Start / Polisen"
    assert "   4   [Rubrik: medborgarlöfte för 2021] Medborgarlöfte 2021" in told
    assert "         gäller: 2021-01-01/2021-12-31" in told
    assert (
        "         mål: ≥2 trygghetsvandringar per termin  (osäkert: Portalen räknar inte per termin. Räkna om målet.)"
        in told
    )
    assert "  11   [Svar för aktiviteten ovanför] Ja, detta har genomförts under tertial 3." in told
    assert (
        "  13 ? [Stycket står efter aktiviteterna och säger inte vad det är.] Hela stycket handlar om något annat."
        in told
    )
    assert told[-1] == "8 rader: 6 placerade, 1 lagda åt sidan, 1 lämnade till redaktören."
    assert Pledge.objects.count() == 0


def test_it_gives_the_whole_draft_as_json_with_where_each_text_stands(municipality, page):
    draft = json.loads(run(page, "--kommun", "9998", "--json"))
    activity = draft["pledges"][0]["groups"][0]["activities"][0]
    assert activity["text"] == {
        "text": "Polisen ska hålla minst två trygghetsvandringar per termin i Berga.",
        "spans": [[10, 3, 70]],
    }
    assert activity["responsible"] == {"value": "police", "text": {"text": "Polisen", "spans": [[10, 3, 10]]}}
    assert activity["answers"][0]["status"] == "done"
    assert activity["answers"][0]["tertials"] == [3, 3]
    assert [placement["outcome"] for placement in draft["placements"]] == ["aside", *["placed"] * 6, "left"]


def test_it_refuses_an_unknown_kommun_and_a_file_that_is_no_page(municipality, page, tmp_path):
    with pytest.raises(CommandError, match=r"^Det finns ingen kommun med koden 0000\."):
        run(page, "--kommun", "0000")
    (tmp_path / "tom.txt").write_bytes(b"")
    with pytest.raises(CommandError, match=r"^tom\.txt: Filen är tom\.$"):
        run(tmp_path / "tom.txt", "--kommun", "9998")
