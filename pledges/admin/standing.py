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

    @property
    def can_be_previewed(self) -> bool:
        """False for a document that nobody has."""
        return bool(self.verbs.can_be_previewed(self.item))

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
        present = json.loads(json.dumps(self.verbs.content(self.item), cls=DjangoJSONEncoder))
        return not says_the_same(present, self.item.current_edition.content)

    @property
    def public_url(self) -> str:
        return self.item.get_absolute_url() if self.can_be_previewed and not self.is_draft else ""


def says_the_same(present, frozen) -> bool:
    """Whether two contents are equal but for keys that a later version of the portal has added."""
    if isinstance(present, dict) and isinstance(frozen, dict):
        return all(key in present and says_the_same(present[key], frozen[key]) for key in frozen)
    if isinstance(present, list) and isinstance(frozen, list):
        return len(present) == len(frozen) and all(map(says_the_same, present, frozen))
    return present == frozen
