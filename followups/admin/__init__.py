"""The back office of the follow-ups."""

from followups.admin import follow_up

__all__ = ["follow_up"]
