"""Where a thing stands, and for the account at hand: which steps it may take now, and else why not."""

import json
from functools import cached_property

from django.core.serializers.json import DjangoJSONEncoder

from pledges import permissions, workflow
from pledges.admin.steps import PLAIN, REVIEWED
from pledges.differences import Change, changes
from pledges.editions import fingerprint
from pledges.hidden_names import HIDDEN, TOLD
from pledges.models import Membership, Stage, State

NOT_YOURS = "Ditt uppdrag i den här kommunen räcker inte till det."
ENOUGH_APPROVED = "Du har redan godkänt, eller så har din part gjort det. Nu återstår den andra parten."


class Standing:
    """Read-only facts for the panel over a form. `verbs` are those of `pledges.admin.publishing`."""

    steps = PLAIN
    is_reviewed = False
    after_saving = "publish", "Spara och publicera …"

    def __init__(self, item, verbs, user) -> None:
        self.item, self.verbs, self.user = item, verbs, user

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
    def can_be_previewed(self) -> bool:
        """False for a document that nobody has."""
        return bool(self.verbs.can_be_previewed(self.item))

    @cached_property
    def problems(self) -> list[str]:
        return self.verbs.problems(self.item)

    @property
    def public_url(self) -> str:
        return self.item.get_absolute_url() if self.can_be_previewed and not self.is_draft else ""

    @property
    def seen(self) -> str:
        """What a step is taken with; changes with every step."""
        return f"{self.item.state} {self.item.state_changed_at or ''}"

    def may(self, step: str) -> bool:
        return permissions.may(self.user, step, self.item.municipality)

    def why_not_now(self, step: str) -> str:
        """Why the step cannot be taken now by somebody whose work allows it; empty when it can."""
        if step == "withdraw" and not self.is_published:
            return f"Bara det som är publicerat kan dras tillbaka. Läget är: {self.item.get_state_display().lower()}."
        return "Det är redan publicerat." if step == "publish" and self.is_published else ""

    @property
    def mover_id(self) -> int | None:
        """The account that took the last step."""
        return self.item.state_changed_by_id

    def was_taken(self, step: str) -> bool:
        """Whether this account has taken the step already, as when a form is sent twice."""
        return bool(self.why_not_now(step)) and self.mover_id == self.user.pk

    @property
    def open_steps(self) -> list[str]:
        """The steps that this account may take now."""
        return [step for step in self.steps if self.may(step) and not self.why_not_now(step)]

    @property
    def after_saving_button(self) -> tuple[str, str] | None:
        """The step that a button beside "Spara" leads on to, and its words."""
        step, words = self.after_saving
        may = self.may(step) and (self.is_reviewed or not self.why_not_now(step))
        return (f"_{step}", words) if may else None

    def title_of(self, step: str) -> str:
        return self.steps[step].title


class ReviewStanding(Standing):
    """Of what both parties approve before it is shown."""

    steps = REVIEWED
    is_reviewed = True
    after_saving = "send", "Spara och skicka för granskning …"

    @cached_property
    def history(self) -> list:
        """The editions, newest first, without their content."""
        return list(self.item.editions.for_history())

    @property
    def editions(self) -> int:
        return len(self.history)

    @cached_property
    def approvals(self) -> dict:
        """The approvals that have been given, by party."""
        return {approval.party: approval for approval in self.item.approvals.with_people()}

    @cached_property
    def content(self) -> dict:
        return self.verbs.flow.content(self.verbs.flow.fetch(self.item.pk))

    @cached_property
    def changes(self) -> list[Change]:
        """What a new edition would say that the last one does not, to be read; nothing before there is one."""
        last, present = self.item.current_edition, self.as_frozen
        return changes(last.content, present) if last and not says_the_same(present, last.content) else []

    @property
    def has_unpublished_changes(self) -> bool:
        """Whether a new edition would say anything else than the present one."""
        return self.is_published and not says_the_same(self.as_frozen, self.item.current_edition.content)

    @cached_property
    def as_frozen(self) -> dict:
        """The content as an edition would hold it."""
        return json.loads(json.dumps(self.content, cls=DjangoJSONEncoder))

    @property
    def seen(self) -> str:
        wording = fingerprint(self.content)[:16]
        return f"{super().seen} {self.item.stage} {self.item.stage_changed_at or ''} {wording}"

    @property
    def mover_id(self) -> int | None:
        return self.item.stage_changed_by_id

    @cached_property
    def parties_left(self) -> list[str]:
        """The parties that this account may approve for now."""
        if self.user.pk in {approval.approved_by_id for approval in self.approvals.values()}:
            return []
        return sorted(permissions.parties_of(self.user, self.item.municipality) - set(self.approvals))

    def why_not_now(self, step: str) -> str:
        if step in workflow.MOVES and self.item.stage not in workflow.MOVES[step]:
            return workflow.NOT_NOW[step]
        if step == "approve" and not self.parties_left:
            return ENOUGH_APPROVED
        return super().why_not_now(step) if step == "withdraw" else ""

    def title_of(self, step: str) -> str:
        """Names the party when there is only one that this account may approve for."""
        if step == "approve" and len(self.parties_left) == 1:
            return f"Godkänn för {Membership.Party(self.parties_left[0]).label.lower()}"
        return super().title_of(step)

    @property
    def was_sent_back(self) -> bool:
        return self.item.stage == Stage.EDITING and bool(self.item.review_comment)

    @property
    def way(self) -> list[dict]:
        """From draft to published: each step with its words, whether it is done or where it is now, who and when."""
        stage, given = self.item.stage, self.approvals
        rows = [("Skrivs", stage != Stage.EDITING, stage == Stage.EDITING, None)]
        rows.append(("Granskas", stage == Stage.APPROVED, stage == Stage.REVIEW, None))
        for party in Membership.Party:
            words = f"Godkänd av {party.label.lower()}"
            rows.append((words, party in given, False, given.get(party)))
        rows.append(("Publicerad", False, stage == Stage.APPROVED, None))
        return [dict(zip(("words", "is_done", "is_now", "approval"), row, strict=True)) for row in rows]


def says_the_same(present, frozen) -> bool:
    """Whether two contents are equal but for keys that a later version of the portal has added, and hidden names."""
    if isinstance(present, dict) and isinstance(frozen, dict):
        told = [key for key in frozen if key != TOLD]
        return all(key in present and says_the_same(present[key], frozen[key]) for key in told)
    if isinstance(present, list) and isinstance(frozen, list):
        return len(present) == len(frozen) and all(map(says_the_same, present, frozen))
    return frozen in (present, HIDDEN)
