"""A follow-up as it was published, and the approvals on its way there."""

from django.db import models

from followups.querysets import FollowUpEditionQuerySet
from pledges.fields import CountIn
from pledges.models import Approval, Edition

from .follow_up import FollowUp


class FollowUpEdition(Edition):
    """A published edition of a follow-up."""

    owner = "follow_up"

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="editions", verbose_name="uppföljning")
    answer_count = models.GeneratedField(
        expression=CountIn("content", "$.answers[*]"), output_field=models.IntegerField(), db_persist=True
    )

    objects = FollowUpEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = "utgåva"
        verbose_name_plural = "utgåvor"
        ordering = ("follow_up", "-number")
        constraints = (
            *Edition.Meta.constraints,
            models.UniqueConstraint(fields=("follow_up", "number"), name="follow_up_edition_number_once"),
        )


class FollowUpApproval(Approval):
    """A party's approval of a follow-up."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="approvals", verbose_name="uppföljning")

    class Meta(Approval.Meta):
        verbose_name = "godkännande"
        verbose_name_plural = "godkännanden"
        constraints = (
            *Approval.Meta.constraints,
            models.UniqueConstraint(fields=("follow_up", "party"), name="follow_up_approved_once_per_party"),
        )
