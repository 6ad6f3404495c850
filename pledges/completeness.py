"""What a thing must hold before it may be shown in public; each lack is a sentence that says what to do."""

from pledges.models import Document, NewsItem, Pledge
from pledges.models.pledge import PartyKind


def pledge_problems(pledge: Pledge) -> list[str]:
    """What is missing before the pledge can be published; empty when nothing is."""
    if pledge.availability == Pledge.Availability.FULL:
        return [*_without_promise(pledge), *_without_party(pledge), *_photo_without_text(pledge)]
    return [] if pledge.source else ["Skriv i fältet Källa varifrån uppgiften om medborgarlöftet kommer."]


def _without_promise(pledge: Pledge) -> list[str]:
    problems = []
    if not any(promise.text.strip() for promise in pledge.promises.all()):
        problems.append("Skriv minst ett löfte.")
    if not pledge.activities.all():
        problems.append("Skriv minst en aktivitet, så att det går att följa upp.")
    return problems


def _without_party(pledge: Pledge) -> list[str]:
    kinds = {party.kind for party in pledge.parties.all()}
    missing = {PartyKind.POLICE: "polisen", PartyKind.MUNICIPALITY: "kommunen"}
    return [f"Ange {name} som part i medborgarlöftet." for kind, name in missing.items() if kind not in kinds]


def _photo_without_text(thing) -> list[str]:
    return ["Beskriv vad bilden visar, för den som inte ser den."] if thing.photo and not thing.photo_alt else []


def news_problems(item: NewsItem) -> list[str]:
    problems = [] if item.lead.strip() or item.body.strip() else ["Skriv en ingress eller en text."]
    return problems + _photo_without_text(item)


def document_problems(document: Document) -> list[str]:
    """A document needs a file, or the source that names it when nobody has the file."""
    known = document.file or document.source
    return [] if known else ["Ladda upp filen, eller skriv i fältet Källa var dokumentet nämns."]
