"""Where a thing stands: draft or public, since when, in which editions, and whether something waits to be published."""

import json
from functools import cached_property

from django.core.serializers.json import DjangoJSONEncoder

from pledges.models import State


class Standing:
    """Read-only facts for the panel over a form. `verbs` are those of `pledges.admin.publishing`."""

    def __init__(self, item, verbs) -> None:
        self.item, self.verbs = item, verbs

    @property
    def is_draft(self) -> bool:
        return self.item.state == State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.item.state == State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.item.state == State.WITHDRAWN

    @property
    def has_editions(self) -> bool:
        return self.verbs.content is not None

    @property
    def can_be_published(self) -> bool:
        """What has no editions is either public or not; what has them can always get the next."""
        return self.has_editions or not self.is_published

    @cached_property
    def history(self) -> list:
        """The editions, newest first, without their content."""
        return list(self.item.editions.for_history()) if self.has_editions else []

    @property
    def editions(self) -> int:
        return len(self.history)

    @cached_property
    def problems(self) -> list[str]:
        return self.verbs.problems(self.item)

    @cached_property
    def has_unpublished_changes(self) -> bool:
        """Whether a new edition would say anything else than the present one."""
        if not (self.has_editions and self.is_published):
            return False
        return as_stored(self.verbs.content(self.item)) != self.item.current_edition.content

    @property
    def public_url(self) -> str:
        return "" if self.is_draft else self.item.get_absolute_url()


def as_stored(content: dict) -> dict:
    """The content as it reads after a turn in a JSON column."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))
