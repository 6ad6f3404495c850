"""What can be found: entries of everything public, the words that they hold, and the names one goes to them by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q

from portal.search.querysets import SearchEntryQuerySet, SearchNameQuerySet, SearchWordQuerySet


class SearchEntry(models.Model):
    """A thing that a search can lead to. `owner` is what it was published with, and goes with.

    `facets` are what it can be narrowed to, as "kind:value"; `year` is the latest that it is about; `weight` lifts what
    people look for most.
    """

    owner = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=300)
    where = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=500)
    facets = ArrayField(models.CharField(max_length=120), default=list)
    year = models.SmallIntegerField(null=True)
    weight = models.FloatField(default=1)
    is_recent = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    title_words = models.TextField()
    text_words = models.TextField(blank=True)
    vector = GeneratedField(
        expression=SearchVector(F("title_words"), weight="A", config="simple")
        + SearchVector(F("text_words"), weight="C", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "sökpost"
        verbose_name_plural = "sökposter"
        indexes = (
            GinIndex(fields=("vector",), name="search_all"),
            GinIndex(fields=("facets",), name="search_facets"),
            GinIndex(fields=("vector",), name="search_recent", condition=Q(is_recent=True)),
        )

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some entry holds; `plain` is without å, ä and ö, `stem` without inflection."""

    word = models.CharField(max_length=40, primary_key=True, db_collation="C")
    plain = models.CharField(max_length=80)
    stem = models.CharField(max_length=40, db_index=True)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        verbose_name = "ord i sökningen"
        verbose_name_plural = "ord i sökningen"
        indexes = (
            GinIndex(OpClass("plain", name="gin_trgm_ops"), name="search_word_parts"),
            models.Index(fields=("plain",), name="search_word_plain"),
        )

    def __str__(self) -> str:
        return self.word


class SearchName(models.Model):
    """A name that leads straight to an entry: its own, its whole one, or one that it had before.

    `plain` is the name as it is compared; `shown` and `what` are what is offered: "Anderstorp", "plats i Gislaved".
    """

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="names")
    plain = models.CharField(max_length=120)
    shown = models.CharField(max_length=160)
    what = models.CharField(max_length=200)

    objects = SearchNameQuerySet.as_manager()

    class Meta:
        verbose_name = "namn i sökningen"
        verbose_name_plural = "namn i sökningen"
        indexes = (GistIndex(OpClass("plain", name="gist_trgm_ops"), name="search_name_likeness"),)

    def __str__(self) -> str:
        return f"{self.shown} – {self.what}"
