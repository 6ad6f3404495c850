"""Tertial reports: a follow-up of a pledge, its answers per activity, and its frozen editions."""

from .answers import ActivityReport, Narrative, Respondent
from .edition import FollowUpApproval, FollowUpEdition
from .follow_up import FollowUp

__all__ = ["ActivityReport", "FollowUp", "FollowUpApproval", "FollowUpEdition", "Narrative", "Respondent"]
