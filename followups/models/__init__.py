"""Tertial reports: a follow-up of a pledge, its answers, its frozen editions, and where a kommun stands."""

from .answers import ActivityReport, Narrative, Respondent
from .edition import FollowUpApproval, FollowUpEdition
from .follow_up import FollowUp
from .overview import MunicipalityOverview

__all__ = [
    "ActivityReport",
    "FollowUp",
    "FollowUpApproval",
    "FollowUpEdition",
    "MunicipalityOverview",
    "Narrative",
    "Respondent",
]
