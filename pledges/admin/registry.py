"""Brings in every module that registers a form with the back office."""

from pledges.admin import document, news, pledge, sweden, vocabulary

__all__ = ["document", "news", "pledge", "sweden", "vocabulary"]
