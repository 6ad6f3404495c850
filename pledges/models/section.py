"""What a pledge says besides its promises and activities: its sections and their small parts."""

from django.db import models
from django.db.models import Q

from .pledge import Pledge
from .promise import Promise


class Part(models.Model):
    """Something ordered that belongs to a pledge."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="%(class)ss", verbose_name="medborgarlöfte")
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        abstract = True
        ordering = ("order", "pk")


class Section(Part):
    """A titled text of several paragraphs, separated by empty lines. An easy-to-read one keeps its lines too."""

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", "Inledning"
        SITUATION = "situation", "Lägesbild"
        BACKGROUND = "background", "Bakgrund"
        RESIDENTS = "residents", "Så hördes invånarna"
        EFFECTS = "effects", "Förväntad effekt"
        FOCUS = "focus", "Fokusområden"
        CRIMES = "crimes", "Brottskategorier"
        CHILDREN = "children", "Barnkonventionen"
        FOLLOW_UP = "follow_up", "Så följs löftet upp"
        ABOUT = "about", "Om medborgarlöften"
        EASY = "easy", "Lättläst sammanfattning"
        OTHER = "other", "Annat"

    kind = models.CharField("slag", max_length=12, choices=Kind)
    title = models.CharField("rubrik", max_length=150, blank=True, help_text="Tomt: slagets namn blir rubrik.")
    body = models.TextField("text", help_text="Tom rad ger nytt stycke.")

    class Meta(Part.Meta):
        verbose_name = "avsnitt"
        verbose_name_plural = "avsnitt"

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class SituationStatement(Part):
    """One statement of the lägesbild, its source, and the promise that it motivates."""

    text = models.TextField("påstående")
    source = models.CharField("källa", max_length=200, blank=True, help_text="Till exempel polisens trygghetsmätning.")
    figures = models.CharField("siffror", max_length=200, blank=True)
    motivates = models.ForeignKey(
        Promise, models.SET_NULL, null=True, blank=True, related_name="motivated_by", verbose_name="ligger bakom löftet"
    )

    class Meta(Part.Meta):
        verbose_name = "påstående i lägesbilden"
        verbose_name_plural = "lägesbild, påståenden"

    def __str__(self) -> str:
        return self.text[:80]


class ExpectedEffect(Part):
    """One effect that the pledge is expected to have."""

    text = models.TextField("effekt")

    class Meta(Part.Meta):
        verbose_name = "förväntad effekt"
        verbose_name_plural = "förväntade effekter"

    def __str__(self) -> str:
        return self.text[:80]


class FocusArea(Part):
    """A named focus of the work, with or without a description."""

    name = models.CharField("namn", max_length=150)
    description = models.TextField("beskrivning", blank=True)

    class Meta(Part.Meta):
        verbose_name = "fokusområde"
        verbose_name_plural = "fokusområden"

    def __str__(self) -> str:
        return self.name


class RelatedLink(Part):
    """Further reading. The address is empty when the source names a page without saying where it is."""

    label = models.CharField("text", max_length=200)
    url = models.URLField("adress", blank=True, max_length=500)

    class Meta(Part.Meta):
        verbose_name = "länk"
        verbose_name_plural = "länkar"

    def __str__(self) -> str:
        return self.label


class Quote(models.Model):
    """What somebody said, in a pledge or in a news item."""

    pledge = models.ForeignKey(
        Pledge, models.CASCADE, null=True, blank=True, related_name="quotes", verbose_name="medborgarlöfte"
    )
    news_item = models.ForeignKey(
        "pledges.NewsItem", models.CASCADE, null=True, blank=True, related_name="quotes", verbose_name="nyhet"
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)
    text = models.TextField("citat", help_text="Utan citattecken. Tom rad ger nytt stycke.")
    is_paraphrase = models.BooleanField("återgivet med egna ord", default=False)
    person = models.CharField("namn", max_length=120)
    title = models.CharField("titel", max_length=150, blank=True)
    organisation = models.CharField("organisation", max_length=150, blank=True)
    agrees = models.CharField("instämmer", max_length=150, blank=True, help_text="Den som enligt texten håller med.")

    class Meta:
        verbose_name = "citat"
        verbose_name_plural = "citat"
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="quote_in_one_place",
                condition=Q(pledge__isnull=True, news_item__isnull=False)
                | Q(pledge__isnull=False, news_item__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.text[:60]}"
