"""Everything the domain holds: Sweden's kommuner and police areas, pledges and all that is said in them."""

from .activity import Activity, ActivityGroup
from .document import Document
from .edition import Edition, PledgeEdition
from .event import PublicEvent
from .loaded import LoadedItem
from .municipality import County, Municipality
from .news import NewsItem, Notice
from .pledge import Party, Pledge, Signatory
from .police import AreaMembership, LocalPoliceArea, PoliceRegion
from .promise import Promise
from .publishable import Publishable, State
from .section import ExpectedEffect, FocusArea, Quote, RelatedLink, Section, SituationStatement
from .vocabulary import GlossaryTerm, Method, Partner, Place, Theme

__all__ = [
    "Activity",
    "ActivityGroup",
    "AreaMembership",
    "County",
    "Document",
    "Edition",
    "ExpectedEffect",
    "FocusArea",
    "GlossaryTerm",
    "LoadedItem",
    "LocalPoliceArea",
    "Method",
    "Municipality",
    "NewsItem",
    "Notice",
    "Partner",
    "Party",
    "Place",
    "Pledge",
    "PledgeEdition",
    "PoliceRegion",
    "Promise",
    "PublicEvent",
    "Publishable",
    "Quote",
    "RelatedLink",
    "Section",
    "Signatory",
    "SituationStatement",
    "State",
    "Theme",
]
