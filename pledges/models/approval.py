"""Approvals: that a person of a party has read exactly this content and stands behind it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pledges.querysets import ApprovalQuerySet

from .membership import Membership


class Approval(models.Model):
    """One party's approval of one wording. It holds only while the content's SHA-256 is the same."""

    party = models.CharField("part", max_length=12, choices=Membership.Party)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="godkänd av"
    )
    approved_at = models.DateTimeField("godkänd")
    content_sha256 = models.CharField("innehållets SHA-256", max_length=64)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(name="%(class)s_party_known", condition=Q(party__in=Membership.Party.values)),
            models.CheckConstraint(name="%(class)s_hash", condition=Q(content_sha256__regex=r"^[0-9a-f]{64}$")),
        )

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {self.approved_by}"


class PledgeApproval(Approval):
    """A party's approval of a pledge."""

    pledge = models.ForeignKey(
        "pledges.Pledge", models.CASCADE, related_name="approvals", verbose_name="medborgarlöfte"
    )

    class Meta(Approval.Meta):
        verbose_name = "godkännande"
        verbose_name_plural = "godkännanden"
        constraints = (
            *Approval.Meta.constraints,
            models.UniqueConstraint(fields=("pledge", "party"), name="pledge_approved_once_per_party"),
        )
