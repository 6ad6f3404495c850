"""Picklists: themes, methods, partners, places and the words that the glossary explains."""

from django.db import models

from pledges.querysets import PlaceQuerySet, VocabularyQuerySet
from portal.swedish import sort_key

from .municipality import Municipality
from .versioned import Versioned


class Term(Versioned):
    """A named thing that is chosen from a list, has an address and can be explained."""

    name = models.CharField("namn", max_length=100, unique=True)
    slug = models.SlugField("adress", max_length=100, unique=True)
    explanation = models.TextField("förklaring", blank=True)
    sort_key = models.CharField(max_length=100, editable=False, db_collation="C")

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Theme(Term):
    """What a promise is about: trygghet, narkotika, trafik, unga, tillgänglighet …"""

    class Meta(Term.Meta):
        verbose_name = "tema"
        verbose_name_plural = "teman"


class Method(Term):
    """A way of working: EST, SSPF, trygghetsvandring … explained once, in the glossary."""

    abbreviation = models.CharField("förkortning", max_length=20, blank=True)

    class Meta(Term.Meta):
        verbose_name = "metod"
        verbose_name_plural = "metoder"


class Partner(Term):
    """Someone who takes part besides the police and the kommun: fastighetsbolag, skola, föreningar …"""

    class Meta(Term.Meta):
        verbose_name = "medverkande"
        verbose_name_plural = "medverkande"


class GlossaryTerm(Term):
    """A word of the field that is not a method: tertial, lägesbild, lokalpolisområde …"""

    class Meta(Term.Meta):
        verbose_name = "ord i ordlistan"
        verbose_name_plural = "ordlista"


class Place(Versioned):
    """A place in a kommun, of any grain: a street, a stretch of road, a village, "aktuella platser"."""

    class Kind(models.TextChoices):
        LOCALITY = "locality", "Tätort eller by"
        DISTRICT = "district", "Område eller stadsdel"
        STREET = "street", "Gata eller torg"
        ROAD = "road", "Väg eller vägsträcka"
        VENUE = "venue", "Byggnad eller anläggning"
        UNSPECIFIED = "unspecified", "Inte närmare angivet"

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="places", verbose_name="kommun")
    name = models.CharField("namn", max_length=150)
    kind = models.CharField("slag", max_length=12, choices=Kind, default=Kind.UNSPECIFIED)
    within = models.CharField(
        "ligger i", max_length=100, blank=True, help_text="Till exempel orten som gatan ligger i."
    )
    sort_key = models.CharField(max_length=150, editable=False, db_collation="C")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "plats"
        verbose_name_plural = "platser"
        ordering = ("municipality", "sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "name", "within"),
                name="place_once_per_municipality",
                violation_error_message="Platsen finns redan i kommunen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} i {self.within}" if self.within else self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)
