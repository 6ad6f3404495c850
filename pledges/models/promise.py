"""The numbered promises of a pledge, and how a promise lives on from one period to the next."""

from django.db import models
from django.db.models import F, Q

from pledges.querysets import PromiseQuerySet

from .pledge import Pledge
from .vocabulary import Theme


class Continuity(models.Model):
    """How something relates to the last period: the same, reworded, extended or new; and if a later one dropped it.

    `predecessor` is the row of the earlier pledge. Dropping is said by the pledge that dropped it.
    """

    class Relation(models.TextChoices):
        UNKNOWN = "", "Inte angivet"
        NEW = "new", "Nytt"
        SAME = "same", "Samma som förra perioden"
        REWORDED = "reworded", "Omformulerat"
        EXTENDED = "extended", "Förlängt"

    relation = models.CharField(
        "mot förra perioden", max_length=8, choices=Relation, default=Relation.UNKNOWN, blank=True
    )
    relation_note = models.CharField("kommentar", max_length=300, blank=True)
    predecessor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="successors", verbose_name="fortsätter"
    )
    dropped_by = models.ForeignKey(
        Pledge, models.SET_NULL, null=True, blank=True, related_name="dropped_%(class)s_set", verbose_name="togs bort i"
    )
    dropped_reason = models.CharField("varför", max_length=300, blank=True)

    class Meta:
        abstract = True


class Promise(Continuity):
    """A löftespunkt, in the words of the pledge."""

    class Promiser(models.TextChoices):
        JOINT = "joint", "Polisen och kommunen"
        POLICE = "police", "Polisen"
        MUNICIPALITY = "municipality", "Kommunen"

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="promises", verbose_name="medborgarlöfte")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    lead_in = models.CharField(
        "inledande ord", max_length=300, blank=True, help_text="Till exempel ”Polisen och kommunen lovar att:”."
    )
    text = models.TextField("löfte")
    promised_by = models.CharField("vem som lovar", max_length=12, choices=Promiser, default=Promiser.JOINT)
    themes = models.ManyToManyField(Theme, related_name="promises", blank=True, verbose_name="teman")
    target_group = models.CharField("målgrupp", max_length=150, blank=True)
    age_from = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    thread = models.SlugField("tråd", max_length=80, blank=True, editable=False)
    age_to = models.PositiveSmallIntegerField("till ålder", null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "löfte"
        verbose_name_plural = "löften"
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="promise_ages_in_order",
                condition=Q(age_to__gte=F("age_from")),
                violation_error_message="Den högre åldern ska stå sist.",
            ),
        )

    def __str__(self) -> str:
        return self.text[:100]
