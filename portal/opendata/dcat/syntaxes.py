"""The syntaxes that the catalogue is written in, and which of them somebody asks for."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Syntax:
    """`name` is the library's."""

    suffix: str
    media_type: str
    name: str


SYNTAXES = (
    Syntax("rdf", "application/rdf+xml", "pretty-xml"),
    Syntax("ttl", "text/turtle", "turtle"),
    Syntax("jsonld", "application/ld+json", "json-ld"),
)


def syntax_called(suffix: str) -> Syntax | None:
    return next((syntax for syntax in SYNTAXES if syntax.suffix == suffix), None)


def syntax_accepted(request: HttpRequest) -> Syntax:
    """The one that `Accept` prefers; RDF/XML when it does not say."""
    preferred = request.get_preferred_type([syntax.media_type for syntax in SYNTAXES])
    return next((syntax for syntax in SYNTAXES if syntax.media_type == preferred), SYNTAXES[0])
