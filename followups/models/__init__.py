"""Tertial reports: a follow-up, its answers and frozen editions, where a kommun stands, reminders and exports."""

from .answers import ActivityReport, Narrative, Respondent
from .edition import FollowUpApproval, FollowUpEdition
from .export import Export
from .follow_up import FollowUp
from .overview import MunicipalityOverview
from .proposal import AnswerProposal
from .reminder import Reminder, ReminderKind, ReminderOptOut

__all__ = [
    "ActivityReport",
    "AnswerProposal",
    "Export",
    "FollowUp",
    "FollowUpApproval",
    "FollowUpEdition",
    "MunicipalityOverview",
    "Narrative",
    "Reminder",
    "ReminderKind",
    "ReminderOptOut",
    "Respondent",
]
