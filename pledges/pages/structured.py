"""What pages are about in the words of schema.org, for search engines. Nothing invented is told of so."""

from django.conf import settings

from pledges.models import Municipality
from pledges.pages.body import PledgeBody


def service(municipality: Municipality, body: PledgeBody) -> dict | None:
    """The joint promise of a kommun as a service of those who promise, for the kommun's page."""
    if body.is_demo:
        return None
    return {
        "@type": "GovernmentService",
        "name": f"{body.content['title']}, {municipality.official_name}",
        "serviceType": "Medborgarlöfte",
        "description": " ".join(promise["text"] for promise in body.content["promises"])[:300],
        "provider": organisations(municipality, body.content),
        "areaServed": place(municipality),
        "url": f"{settings.PUBLIC_URL}{municipality.get_absolute_url()}",
    }


def pledge_document(municipality: Municipality, body: PledgeBody, file: dict) -> dict | None:
    if body.is_demo:
        return None
    period = body.content["period"]
    return {
        **document("DigitalDocument", f"{body.content['title']}, {municipality.official_name}", file),
        "author": organisations(municipality, body.content),
        "spatialCoverage": place(municipality),
        "temporalCoverage": f"{period['starts_on']}/{period['ends_on']}",
    }


def document(kind: str, name: str, file: dict) -> dict:
    """A published edition as a work of that kind; `file` is what its page knows of it (`edition_file`)."""
    return {
        "@type": kind,
        "name": name,
        "inLanguage": "sv",
        "version": str(file["edition"]),
        "datePublished": file["published_on"],
        "publisher": {"@type": "Organization", "name": settings.PORTAL_OWNER},
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": f"{settings.PUBLIC_URL}{file['address']}",
            "sha256": file["sha256"],
        },
    }


def organisations(municipality: Municipality, content: dict | None) -> list[dict]:
    """The parties in the order of the text, else the police and the kommun."""
    names = [party["name"] for party in content["parties"]] if content else []
    names = names or ["Polisen", municipality.official_name]
    return [{"@type": "GovernmentOrganization", "name": name} for name in names]


def place(municipality: Municipality) -> dict:
    return {
        "@type": "AdministrativeArea",
        "name": municipality.official_name,
        "identifier": municipality.code,
        "containedInPlace": {"@type": "AdministrativeArea", "name": municipality.county.name},
    }
