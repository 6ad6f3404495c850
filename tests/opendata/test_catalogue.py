"""The catalogue holds the rules of DCAT-AP-SE 3.0.1, the mandatory and the recommended ones, read back as RDF.

The tables are those of the profile's own definition (DIGG's templates, 3.0.1).
"""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from portal import env
from portal.opendata.datasets import LICENCE, datasets
from portal.opendata.dcat.writing import in_one_order

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("open data")]
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
AVAILABILITY = URIRef("http://data.europa.eu/r5r/availability")
EU = "http://publications.europa.eu/resource/authority"
ONCE, SOME = 1, None  # at most how many

# What each class has, and how many at most; each must be there at least once.
MANDATORY = {
    DCAT.Catalog: {DCTERMS.title: SOME, DCTERMS.description: SOME, DCTERMS.publisher: ONCE, DCTERMS.license: ONCE,
                   DCAT.dataset: SOME},
    DCAT.Dataset: {DCTERMS.title: SOME, DCTERMS.description: SOME, DCTERMS.publisher: ONCE},
    DCAT.Distribution: {DCAT.accessURL: ONCE, DCTERMS.format: ONCE},
    DCAT.DataService: {DCTERMS.title: SOME, DCAT.endpointURL: SOME, DCTERMS.format: ONCE},
    FOAF.Agent: {FOAF.name: SOME, DCTERMS.type: ONCE},
    VCARD.Organization: {VCARD.fn: SOME, VCARD.hasEmail: SOME},
}  # fmt: skip
RECOMMENDED = {
    DCAT.Catalog: {DCTERMS.issued: ONCE, DCTERMS.language: SOME, DCTERMS.modified: ONCE, FOAF.homepage: ONCE,
                   DCTERMS.spatial: SOME, DCAT.themeTaxonomy: SOME},
    DCAT.Dataset: {DCAT.contactPoint: SOME, DCAT.keyword: SOME, DCAT.theme: SOME, DCTERMS.issued: ONCE,
                   DCTERMS.conformsTo: SOME, DCTERMS.spatial: SOME, DCTERMS.temporal: SOME, DCTERMS.accessRights: ONCE},
    DCAT.Distribution: {DCTERMS.description: SOME, AVAILABILITY: ONCE, DCTERMS.license: ONCE},
    DCAT.DataService: {DCAT.endpointDescription: SOME, DCAT.contactPoint: SOME, DCAT.keyword: SOME,
                       DCTERMS.accessRights: ONCE},
    FOAF.Agent: {DCTERMS.description: SOME, DCTERMS.identifier: SOME},
    VCARD.Organization: {VCARD.hasTelephone: SOME, VCARD.hasAddress: SOME},
}  # fmt: skip
HOW_MANY = {DCAT.Catalog: 1, DCAT.Dataset: 9, DCAT.Distribution: 45, DCAT.DataService: 1, FOAF.Agent: 1}


@pytest.fixture(autouse=True)
def owner(settings):
    settings.PORTAL_OWNER, settings.PORTAL_OWNER_NUMBER = "Exempelmyndigheten", "202100-0000"
    settings.CONTACT_EMAIL, settings.CONTACT_PHONE = "data@example.se", "+46 10 000 00 00"
    settings.CONTACT_ADDRESS = ("Storgatan 1", "332 80", "Gislaved")


def catalogue(client, suffix: str = "", **headers) -> Graph:
    answer = client.get(f"/datasets/dcat{suffix}", headers=headers)
    assert answer.status_code == 200
    kinds = {"application/rdf+xml": "xml", "text/turtle": "turtle", "application/ld+json": "json-ld"}
    return Graph().parse(data=answer.content, format=kinds[answer["Content-Type"]])


@pytest.mark.parametrize("rules", [MANDATORY, RECOMMENDED], ids=["mandatory", "recommended"])
def test_each_thing_has_what_the_profile_asks_for(public, client, rules):
    graph = catalogue(client)
    missing = [
        (str(one), str(predicate), found)
        for kind, wanted in rules.items()
        for one in graph.subjects(RDF.type, kind)
        for predicate, most in wanted.items()
        for found in [len(list(graph.objects(one, predicate)))]
        if found < 1 or (most and found > most)
    ]
    assert missing == []
    assert {kind: len(list(graph.subjects(RDF.type, kind))) for kind in HOW_MANY} == HOW_MANY


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # the library's own reader of JSON-LD
def test_the_three_syntaxes_say_the_same(public, client):
    first = catalogue(client)
    assert len(first) > 500
    for suffix in (".rdf", ".ttl", ".jsonld"):
        assert set(catalogue(client, suffix)) == set(first), suffix


def test_json_ld_is_the_same_bytes_whichever_order_the_library_found_it_in():
    one = b'[{"@id": "a", "x": [{"@value": "1"}, {"@value": "2"}]}, {"@id": "b"}]'
    other = b'[{"@id": "b"}, {"x": [{"@value": "2"}, {"@value": "1"}], "@id": "a"}]'
    assert in_one_order(one) == in_one_order(other) == one


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/rdf+xml"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json, text/turtle;q=0.5", "application/ld+json"),
        ("text/html", "application/rdf+xml"),
    ],
)
def test_the_syntax_is_the_one_that_is_asked_for_and_else_what_dataportal_harvests(client, accept, kind):
    answer = client.get("/datasets/dcat", headers={"Accept": accept})
    assert (answer["Content-Type"], answer["Vary"].split(", ")[0]) == (kind, "Accept")
    assert client.get("/datasets/dcat", headers={"Accept": accept, "If-None-Match": answer["ETag"]}).status_code == 304


def test_nothing_is_anonymous_that_is_harvested_and_every_address_is_absolute(public, client):
    graph = catalogue(client)
    kinds = (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService, FOAF.Agent, VCARD.Organization)
    assert [one for kind in kinds for one in graph.subjects(RDF.type, kind) if isinstance(one, BNode)] == []
    addresses = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    assert {address.partition(":")[0] for address in addresses} == {"http", "https", "mailto", "tel"}
    assert [address for address in addresses if " " in address] == []


def test_words_for_people_are_in_swedish_and_in_english(public, client):
    graph = catalogue(client)
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService):
        for one in graph.subjects(RDF.type, kind):
            for predicate in (DCTERMS.title, DCTERMS.description):
                languages = sorted(str(words.language) for words in graph.objects(one, predicate))
                assert languages == ["en", "sv"], (one, predicate)
    for one in graph.subjects(RDF.type, DCAT.Dataset):
        assert {words.language for words in graph.objects(one, DCAT.keyword)} == {"sv", "en"}


def test_the_values_are_of_the_vocabularies_that_are_asked_for(public, client):
    graph = catalogue(client)
    assert {str(theme) for theme in graph.objects(None, DCAT.theme)} == {
        f"{EU}/data-theme/JUST",
        f"{EU}/data-theme/GOVE",
    }
    assert {str(one) for one in graph.objects(None, DCTERMS.accrualPeriodicity)} == {
        f"{EU}/frequency/{code}" for code in ("CONT", "ANNUAL_3", "IRREG")
    }
    assert set(graph.objects(None, DCTERMS.license)) == {URIRef(LICENCE)}
    assert set(graph.objects(None, AVAILABILITY)) == {URIRef(f"{EU}/planned-availability/STABLE")}
    (kind,) = graph.objects(None, DCTERMS.type)
    assert str(kind) == "http://purl.org/adms/publishertype/NationalAuthority"


def test_it_tells_which_time_and_which_lan_the_data_is_about(public, client):
    graph = catalogue(client)
    one = URIRef("http://127.0.0.1:8000/datasets/dcat#aktiviteter")
    (period,) = graph.objects(one, DCTERMS.temporal)
    days = [str(graph.value(period, predicate)) for predicate in (DCAT.startDate, DCAT.endDate)]
    assert days == ["2024-01-01", "2026-12-31"]
    assert {str(place) for place in graph.objects(one, DCTERMS.spatial)} == {
        f"{EU}/country/SWE",
        "http://sws.geonames.org/2661886/",
        "http://data.europa.eu/nuts/code/SE211",
    }


def test_the_settings_of_the_publisher_are_read_or_refused_with_the_remedy(monkeypatch):
    monkeypatch.setenv("CONTACT_ADDRESS", "Stora torget 1 B, 332 80 Gislaved")
    assert env.postal_address() == ("Stora torget 1 B", "332 80", "Gislaved")
    monkeypatch.setenv("CONTACT_ADDRESS", "Gislaved")
    with pytest.raises(ImproperlyConfigured, match="Storgatan 1, 332 80 Gislaved"):
        env.postal_address()
    monkeypatch.setenv("PORTAL_OWNER_TYPE", "Myndighet")
    with pytest.raises(ImproperlyConfigured, match="NationalAuthority"):
        env.owner_type()


def test_each_address_that_it_names_answers(public, client):
    graph = catalogue(client)
    named = {str(node) for predicate in (DCAT.accessURL, DCAT.endpointURL, DCAT.endpointDescription, DCAT.landingPage)
             for node in graph.objects(None, predicate)}  # fmt: skip
    assert len(named) == 9 * 5 + 2 + 9
    of_one = {one for one in named if re.search(r"/aktiviteter\b|v1/$|openapi|oppna-data/#", one)}
    for address in {one.partition("#")[0] for one in of_one}:
        answer = client.head(address.removeprefix("http://127.0.0.1:8000"))
        assert answer.status_code == 200, address


def test_the_service_serves_every_dataset_and_the_files_have_their_media_types(public, client):
    graph = catalogue(client)
    service = URIRef("http://127.0.0.1:8000/datasets/dcat#api")
    every = {URIRef(f"http://127.0.0.1:8000/datasets/dcat#{dataset.slug}") for dataset in datasets()}
    assert set(graph.objects(service, DCAT.servesDataset)) == every
    formats = {str(graph.value(one, DCTERMS.format)) for one in graph.subjects(RDF.type, DCAT.Distribution)}
    assert formats == {
        "text/csv",
        "application/json",
        "application/x-ndjson",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    assert Literal("Exempelmyndigheten", lang="sv") in set(graph.objects(None, FOAF.name))
