"""Brings in every module that registers a form with the back office."""

from pledges.admin import accounts, addresses, document, feedback, hidden_names, news, pledge, sweden, trash, vocabulary
from pledges.admin.importing import pages

__all__ = [
    "accounts",
    "addresses",
    "document",
    "feedback",
    "hidden_names",
    "news",
    "pages",
    "pledge",
    "sweden",
    "trash",
    "vocabulary",
]
