"""Pages lead to the same as data, and the project says under which terms code and data are used."""

import re
from pathlib import Path

import pytest
import yaml

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">')
MUNICIPALITY = "municipalityCode=0662"
PAGES = {
    "/": [],
    "/kommuner/": ["/api/v1/kommuner", "/oppna-data/kommuner.csv"],
    "/gislaved/": [
        "/api/v1/kommuner/0662",
        f"/api/v1/aktiviteter?{MUNICIPALITY}",
        f"/oppna-data/aktiviteter.csv?{MUNICIPALITY}",
        f"/api/v1/svar-per-aktivitet?{MUNICIPALITY}",
        f"/oppna-data/svar-per-aktivitet.csv?{MUNICIPALITY}",
    ],
    "/gislaved/2025-2026/": [
        f"/api/v1/medborgarloften?{MUNICIPALITY}",
        f"/oppna-data/medborgarloften.csv?{MUNICIPALITY}",
        f"/api/v1/aktiviteter?{MUNICIPALITY}",
        f"/oppna-data/aktiviteter.csv?{MUNICIPALITY}",
    ],
    "/gislaved/uppfoljning/2025-t1/": [
        f"/api/v1/uppfoljningar?{MUNICIPALITY}",
        f"/oppna-data/uppfoljningar.csv?{MUNICIPALITY}",
        f"/api/v1/svar-per-aktivitet?{MUNICIPALITY}",
        f"/oppna-data/svar-per-aktivitet.csv?{MUNICIPALITY}",
        "/gislaved/uppfoljning/2025-t1.json",
    ],
    "/lan/jonkopings-lan/": ["/api/v1/kommuner?countyCode=06", "/oppna-data/kommuner.csv?countyCode=06"],
    "/oversikt/": [
        "/api/v1/tackning",
        "/oppna-data/tackning.csv",
        "/api/v1/medborgarloften",
        "/oppna-data/medborgarloften.csv",
    ],
    "/om/": [],
    "/exempelby/": [],
}


def test_pages_lead_to_the_catalogue_and_to_what_they_tell_as_data(public, client, settings):
    settings.API_PER_MINUTE = 0
    for page, wanted in PAGES.items():
        links = LINK.findall(client.get(page).content.decode())
        found = [address for kind, address in links if kind in ("application/json", "text/csv")]
        assert found == wanted, page
        assert ("application/rdf+xml", "/datasets/dcat") in links
    for address in {address for wanted in PAGES.values() for address in wanted}:
        assert client.head(address).status_code == 200, address


def test_the_project_tells_what_it_is_and_under_which_licence():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert told["legal"]["license"] == "EUPL-1.2"
    assert {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"} < set(told)
    for language in ("sv", "en"):
        words = told["description"][language]
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert len(words["shortDescription"]) <= 150
        assert words["features"]
    assert "European Union Public Licence".upper() in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "CC0 1.0 Universal" in (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    assert "/.well-known/security.txt" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
