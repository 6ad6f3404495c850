"""Writes the catalogue. Imports the RDF library, so this is itself imported only when a catalogue is asked for."""

import json
from collections.abc import Iterable

from django.urls import reverse
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, URIRef

from portal.opendata.addresses import absolute, documentation, file_address, list_address
from portal.opendata.api.description import RELEASED
from portal.opendata.datasets import LICENCE, Dataset, datasets
from portal.opendata.dcat import vocabularies as known
from portal.opendata.dcat.publisher import CONTACT, PUBLISHER, VCARD, add_contact, add_publisher
from portal.opendata.dcat.reach import Reach, reach
from portal.opendata.fields import Words
from portal.opendata.formats import FORMATS, Format

AVAILABILITY = URIRef("http://data.europa.eu/r5r/availability")
SERVICE = "api"
TITLE = Words("Medborgarlöften och hur det går", "Citizen pledges and how they go")
ABOUT = Words(
    "Vad polisen och kommunerna lovar tillsammans, aktivitet för aktivitet, och hur det går varje tertial.",
    "What the police and the municipalities promise together, activity by activity, and how it goes.",
)
API_TITLE = Words("API för medborgarlöften", "API of citizen pledges")
API_ABOUT = Words(
    "Läser allt som är publicerat, enligt den svenska REST API-profilen.",
    "Reads all that is published, following the Swedish REST API profile.",
)


def written(syntax: str) -> bytes:
    """The catalogue in one of the library's syntaxes."""
    data = catalogue().serialize(format=syntax, encoding="utf-8")
    return in_one_order(data) if syntax == "json-ld" else data


def in_one_order(data: bytes) -> bytes:
    """The same JSON-LD in the same order from every process. Its lists are sets (JSON-LD 1.1, 4.3.2).

    >>> in_one_order(b'{"b": [2, 1], "a": {"@id": "x"}}')
    b'{"a": {"@id": "x"}, "b": [1, 2]}'
    """

    def ordered(value: object) -> object:
        if isinstance(value, dict):
            return {name: ordered(value[name]) for name in sorted(value)}
        return sorted(map(ordered, value), key=json.dumps) if isinstance(value, list) else value

    return json.dumps(ordered(json.loads(data)), ensure_ascii=False).encode()


def thing(name: str) -> URIRef:
    """What something in the catalogue is called for good: an address that leads to the catalogue."""
    return URIRef(f"{absolute(reverse('dcat'))}#{name}")


def catalogue() -> Graph:
    graph = Graph()
    for prefix, namespace in (("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
        graph.bind(prefix, namespace)
    every = datasets()
    add_publisher(graph, thing(PUBLISHER))
    add_contact(graph, thing(CONTACT))
    found = reach()
    add_catalogue(graph, every, found)
    add_service(graph, every)
    for dataset in every:
        add_dataset(graph, dataset, found)
    return graph


def add_catalogue(graph: Graph, every: Iterable[Dataset], found: Reach) -> None:
    one = thing("katalog")
    graph.add((one, RDF.type, DCAT.Catalog))
    in_both(graph, one, DCTERMS.title, [TITLE])
    in_both(graph, one, DCTERMS.description, [ABOUT])
    graph.add((one, FOAF.homepage, URIRef(absolute(reverse("open_data")))))
    graph.add((one, DCAT.themeTaxonomy, URIRef(known.THEMES)))
    graph.add((one, DCTERMS.license, URIRef(LICENCE)))
    released(graph, one)
    for dataset in every:
        graph.add((one, DCAT.dataset, thing(dataset.slug)))
    graph.add((one, DCAT.service, thing(SERVICE)))
    for language in (known.SWEDISH, known.ENGLISH):
        graph.add((one, DCTERMS.language, URIRef(language)))
    of_sweden(graph, one)
    found.add_change(graph, one)


def add_service(graph: Graph, every: Iterable[Dataset]) -> None:
    """The API, with the documents that describe it (data service with endpoint description)."""
    one = thing(SERVICE)
    graph.add((one, RDF.type, DCAT.DataService))
    in_both(graph, one, DCTERMS.title, [API_TITLE])
    in_both(graph, one, DCTERMS.description, [API_ABOUT])
    graph.add((one, DCAT.endpointURL, URIRef(absolute(reverse("api")))))
    graph.add((one, DCAT.endpointDescription, URIRef(absolute(reverse("api_description")))))
    graph.add((one, FOAF.page, URIRef(absolute(reverse("open_data")))))
    graph.add((one, DCTERMS.format, Literal("application/json")))
    for standard in (known.OPENAPI, known.PROFILE):
        graph.add((one, DCTERMS.conformsTo, URIRef(standard)))
    free(graph, one)
    contacts(graph, one)
    keywords = {words.sv: words for dataset in every for words in dataset.keywords}
    in_both(graph, one, DCAT.keyword, keywords.values())
    for dataset in every:
        graph.add((one, DCAT.servesDataset, thing(dataset.slug)))
        graph.add((one, DCAT.theme, URIRef(f"{known.THEMES}/{dataset.theme}")))


def add_dataset(graph: Graph, dataset: Dataset, found: Reach) -> None:
    one = thing(dataset.slug)
    graph.add((one, RDF.type, DCAT.Dataset))
    in_both(graph, one, DCTERMS.title, [dataset.title])
    in_both(graph, one, DCTERMS.description, [dataset.description])
    in_both(graph, one, DCAT.keyword, dataset.keywords)
    graph.add((one, DCTERMS.identifier, Literal(dataset.slug)))
    graph.add((one, DCAT.theme, URIRef(f"{known.THEMES}/{dataset.theme}")))
    graph.add((one, DCAT.landingPage, URIRef(absolute(documentation(dataset)))))
    graph.add((one, DCTERMS.accrualPeriodicity, URIRef(f"{known.FREQUENCIES}/{dataset.frequency.code}")))
    graph.add((one, DCTERMS.accessRights, URIRef(known.PUBLIC)))
    graph.add((one, DCTERMS.language, URIRef(known.SWEDISH)))
    graph.add((one, DCTERMS.conformsTo, URIRef(absolute(documentation(dataset)))))
    released(graph, one)
    contacts(graph, one)
    of_sweden(graph, one)
    found.add_change(graph, one)
    if not dataset.covers_country:
        found.add_counties(graph, one)
    found.add_period(graph, one, thing(f"{dataset.slug}-tid"))
    for form in FORMATS:
        add_file(graph, dataset, form)
    add_access(graph, dataset)


def add_file(graph: Graph, dataset: Dataset, form: Format) -> None:
    one = distribution(graph, dataset, form.suffix)
    address = URIRef(absolute(file_address(dataset, form.suffix)))
    in_both(graph, one, DCTERMS.title, [Words(form.title, form.suffix.upper())])
    told = Words(f"{dataset.title.sv} som {form.title}.", f"{dataset.title.en} as {form.suffix.upper()}.")
    in_both(graph, one, DCTERMS.description, [told])
    graph.add((one, DCAT.accessURL, address))
    graph.add((one, DCAT.downloadURL, address))
    graph.add((one, DCTERMS.format, Literal(form.media_type)))


def add_access(graph: Graph, dataset: Dataset) -> None:
    one = distribution(graph, dataset, SERVICE)
    in_both(graph, one, DCTERMS.title, [Words("API", "API")])
    told = Words(f"{dataset.title.sv} i API:et, en sida i taget.", f"{dataset.title.en} in the API, page by page.")
    in_both(graph, one, DCTERMS.description, [told])
    graph.add((one, DCAT.accessURL, URIRef(absolute(list_address(dataset)))))
    graph.add((one, DCAT.accessService, thing(SERVICE)))
    graph.add((one, DCTERMS.format, Literal("application/json")))
    graph.add((one, DCTERMS.conformsTo, URIRef(known.OPENAPI)))


def distribution(graph: Graph, dataset: Dataset, name: str) -> URIRef:
    """A new way to the dataset, with what all of them have."""
    one = thing(f"{dataset.slug}-{name}")
    graph.add((one, RDF.type, DCAT.Distribution))
    graph.add((thing(dataset.slug), DCAT.distribution, one))
    graph.add((one, DCTERMS.license, URIRef(LICENCE)))
    graph.add((one, AVAILABILITY, URIRef(known.STABLE)))
    return one


def in_both(graph: Graph, one: URIRef, predicate: URIRef, told: Iterable[Words]) -> None:
    for words in told:
        graph.add((one, predicate, Literal(words.sv, lang="sv")))
        graph.add((one, predicate, Literal(words.en, lang="en")))


def released(graph: Graph, one: URIRef) -> None:
    """Who publishes it, and since when."""
    graph.add((one, DCTERMS.publisher, thing(PUBLISHER)))
    graph.add((one, DCTERMS.issued, Literal(RELEASED, datatype=XSD.date)))


def contacts(graph: Graph, one: URIRef) -> None:
    graph.add((one, DCAT.contactPoint, thing(CONTACT)))


def free(graph: Graph, one: URIRef) -> None:
    graph.add((one, DCTERMS.license, URIRef(LICENCE)))
    graph.add((one, DCTERMS.accessRights, URIRef(known.PUBLIC)))
    graph.add((one, DCTERMS.publisher, thing(PUBLISHER)))


def of_sweden(graph: Graph, one: URIRef) -> None:
    for address in known.SWEDEN:
        graph.add((one, DCTERMS.spatial, URIRef(address)))
