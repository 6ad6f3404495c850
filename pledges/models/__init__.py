"""Everything the domain holds: Sweden's kommuner and police areas, pledges and all that is said in them."""

from .activity import Activity, ActivityGroup
from .anchored import Anchored
from .approval import Approval, PledgeApproval
from .document import Document
from .edition import Edition, PledgeEdition
from .event import PublicEvent
from .feedback import Feedback
from .following import Dispatch, Followed, Follower, FollowRequest, Pace
from .form_number import FormNumber
from .hidden_name import HiddenName, SealedEdition
from .imported_page import ImportedPage
from .loaded import LoadedItem
from .membership import Membership, Role
from .municipality import County, Municipality
from .news import NewsItem, Notice
from .pledge import Party, Pledge, Signatory
from .police import AreaMembership, LocalPoliceArea, PoliceRegion
from .promise import Promise
from .publishable import Publishable, Reviewed, Stage, State
from .revision import Revision
from .section import ExpectedEffect, FocusArea, Quote, RelatedLink, Section, SituationStatement
from .trash import DeletedThing
from .unsaved import UnsavedWork
from .upload import Upload
from .versioned import Versioned
from .vocabulary import GlossaryTerm, Method, Partner, Place, Theme

__all__ = [
    "Activity",
    "ActivityGroup",
    "Anchored",
    "Approval",
    "AreaMembership",
    "County",
    "DeletedThing",
    "Dispatch",
    "Document",
    "Edition",
    "ExpectedEffect",
    "Feedback",
    "FocusArea",
    "FollowRequest",
    "Followed",
    "Follower",
    "FormNumber",
    "GlossaryTerm",
    "HiddenName",
    "ImportedPage",
    "LoadedItem",
    "LocalPoliceArea",
    "Membership",
    "Method",
    "Municipality",
    "NewsItem",
    "Notice",
    "Pace",
    "Partner",
    "Party",
    "Place",
    "Pledge",
    "PledgeApproval",
    "PledgeEdition",
    "PoliceRegion",
    "Promise",
    "PublicEvent",
    "Publishable",
    "Quote",
    "RelatedLink",
    "Reviewed",
    "Revision",
    "Role",
    "SealedEdition",
    "Section",
    "Signatory",
    "SituationStatement",
    "Stage",
    "State",
    "Theme",
    "UnsavedWork",
    "Upload",
    "Versioned",
]
