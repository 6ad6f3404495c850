"""Who publishes the data and whom to ask, from the settings of whoever runs the portal."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from rdflib import DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from portal.opendata.addresses import absolute
from portal.opendata.dcat.vocabularies import PUBLISHERS

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PUBLISHER, CONTACT = "utgivare", "kontakt"


def add_publisher(graph: Graph, one: URIRef) -> None:
    graph.add((one, RDF.type, FOAF.Agent))
    graph.add((one, FOAF.name, Literal(settings.PORTAL_OWNER, lang="sv")))
    graph.add((one, DCTERMS.type, URIRef(f"{PUBLISHERS}/{settings.PORTAL_OWNER_TYPE}")))
    graph.add((one, DCTERMS.description, Literal(f"{settings.PORTAL_OWNER} driver portalen.", lang="sv")))
    graph.add((one, FOAF.homepage, URIRef(absolute(reverse("about")))))
    if settings.PORTAL_OWNER_NUMBER:
        graph.add((one, DCTERMS.identifier, Literal(settings.PORTAL_OWNER_NUMBER)))


def add_contact(graph: Graph, one: URIRef) -> None:
    """An address to write to must be there: the one that letters come from when no other is set."""
    graph.add((one, RDF.type, VCARD.Organization))
    graph.add((one, VCARD.fn, Literal(settings.PORTAL_OWNER)))
    mail = settings.CONTACT_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    graph.add((one, VCARD.hasEmail, URIRef(f"mailto:{mail}")))
    graph.add((one, VCARD.hasURL, URIRef(absolute(reverse("open_data")))))
    if settings.CONTACT_PHONE:
        phone = URIRef(f"{one}-telefon")
        graph.add((one, VCARD.hasTelephone, phone))
        graph.add((phone, RDF.type, VCARD.Voice))
        graph.add((phone, VCARD.hasValue, URIRef(f"tel:{settings.CONTACT_PHONE.replace(' ', '')}")))
    if settings.CONTACT_ADDRESS:
        add_address(graph, one, *settings.CONTACT_ADDRESS)


def add_address(graph: Graph, one: URIRef, street: str, code: str, town: str) -> None:
    where = URIRef(f"{one}-adress")
    graph.add((one, VCARD.hasAddress, where))
    graph.add((where, RDF.type, VCARD.Address))
    graph.add((where, VCARD["street-address"], Literal(street)))
    graph.add((where, VCARD["postal-code"], Literal(code)))
    graph.add((where, VCARD.locality, Literal(town)))
    graph.add((where, VCARD["country-name"], Literal("Sverige")))
