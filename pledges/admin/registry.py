"""Brings in every module that registers a form with the back office."""

from pledges.admin import accounts, document, news, pledge, sweden, trash, vocabulary

__all__ = ["accounts", "document", "news", "pledge", "sweden", "trash", "vocabulary"]
