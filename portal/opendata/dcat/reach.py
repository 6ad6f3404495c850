"""Which time and which län the data tells of."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import DCAT, DCTERMS, RDF, XSD, Graph, Literal, URIRef

from portal.opendata.dcat.vocabularies import nuts
from portal.wiring import load


@dataclass(frozen=True)
class Reach:
    """From the first day to the last, in the län of those codes; `changed` is when something last was published."""

    first: datetime.date | None
    last: datetime.date | None
    counties: Sequence[str]
    changed: datetime.date | None

    def add_period(self, graph: Graph, dataset: URIRef, period: URIRef) -> None:
        if self.first is None or self.last is None:
            return
        graph.add((dataset, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        graph.add((period, DCAT.startDate, Literal(self.first.isoformat(), datatype=XSD.date)))
        graph.add((period, DCAT.endDate, Literal(self.last.isoformat(), datatype=XSD.date)))

    def add_change(self, graph: Graph, one: URIRef) -> None:
        if self.changed:
            graph.add((one, DCTERMS.modified, Literal(self.changed.isoformat(), datatype=XSD.date)))

    def add_counties(self, graph: Graph, dataset: URIRef) -> None:
        for address in filter(None, map(nuts, self.counties)):
            graph.add((dataset, DCTERMS.spatial, URIRef(address)))


def reach() -> Reach:
    """What the app that knows says (settings.OPEN_DATA_REACH)."""
    (told,) = load("OPEN_DATA_REACH")
    return Reach(*told())
