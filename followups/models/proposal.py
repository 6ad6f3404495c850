"""What a document was read to answer, until an editor has said whether it is so."""

from django.db import models
from django.db.models import Q

from followups.querysets import AnswerProposalQuerySet
from pledges.models import Activity, Document
from pledges.models.activity import ActivityStatus

from .follow_up import FollowUp


class AnswerProposal(models.Model):
    """A row of a document that seems to answer for an activity. It is no answer, and nothing public reads it.

    `row` is the row as the document has it, on `page` when that is known; `doubt` says in Swedish what is uncertain.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="proposals", verbose_name="uppföljning")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="proposals", verbose_name="aktivitet")
    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals", verbose_name="dokument")
    page = models.PositiveSmallIntegerField("sida", null=True)
    row = models.TextField("raden i dokumentet")
    status = models.CharField("läge", max_length=12, choices=ActivityStatus, default=ActivityStatus.NOT_REPORTED)
    comment = models.TextField("kommentar", blank=True)
    doubt = models.CharField("osäkert", max_length=300, blank=True)

    objects = AnswerProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "svarsförslag"
        verbose_name_plural = "svarsförslag"
        ordering = ("activity__order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("follow_up", "activity"), name="answer_proposal_once"),
            models.CheckConstraint(name="answer_proposal_status_known", condition=Q(status__in=ActivityStatus.values)),
        )

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_status_display()}"
