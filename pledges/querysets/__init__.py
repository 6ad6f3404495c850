"""Every question asked of the domain's tables, named as the domain speaks."""

from .editing import DeletedThingQuerySet, FormNumberQuerySet, RevisionQuerySet, UnsavedWorkQuerySet, UploadQuerySet
from .feedback import FeedbackQuerySet
from .following import DispatchQuerySet, FollowedQuerySet, FollowerQuerySet, FollowRequestQuerySet
from .hidden_names import HiddenNameQuerySet
from .imported import ImportedPageQuerySet
from .pledges import (
    ActivityQuerySet,
    ApprovalQuerySet,
    EditionQuerySet,
    PledgeEditionQuerySet,
    PledgeQuerySet,
    PromiseQuerySet,
)
from .public import (
    DocumentQuerySet,
    LoadedItemQuerySet,
    NewsQuerySet,
    NoticeQuerySet,
    PlaceQuerySet,
    PublicEventQuerySet,
    PublishableQuerySet,
    VocabularyQuerySet,
)
from .scope import EditableQuerySet, Scope, SharedQuerySet, WorkQuerySet, covers_country, scope_of
from .sweden import AreaQuerySet, CountyQuerySet, MembershipQuerySet, MunicipalityQuerySet, RegionQuerySet

__all__ = [
    "ActivityQuerySet",
    "ApprovalQuerySet",
    "AreaQuerySet",
    "CountyQuerySet",
    "DeletedThingQuerySet",
    "DispatchQuerySet",
    "DocumentQuerySet",
    "EditableQuerySet",
    "EditionQuerySet",
    "FeedbackQuerySet",
    "FollowRequestQuerySet",
    "FollowedQuerySet",
    "FollowerQuerySet",
    "FormNumberQuerySet",
    "HiddenNameQuerySet",
    "ImportedPageQuerySet",
    "LoadedItemQuerySet",
    "MembershipQuerySet",
    "MunicipalityQuerySet",
    "NewsQuerySet",
    "NoticeQuerySet",
    "PlaceQuerySet",
    "PledgeEditionQuerySet",
    "PledgeQuerySet",
    "PromiseQuerySet",
    "PublicEventQuerySet",
    "PublishableQuerySet",
    "RegionQuerySet",
    "RevisionQuerySet",
    "Scope",
    "SharedQuerySet",
    "UnsavedWorkQuerySet",
    "UploadQuerySet",
    "VocabularyQuerySet",
    "WorkQuerySet",
    "covers_country",
    "scope_of",
]
