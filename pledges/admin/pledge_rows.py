"""The smaller rows of a pledge: who signed, what the text says besides, and where to read more."""

from pledges.admin.labels import numbered
from pledges.admin.rows import OrderedInline
from pledges.models import (
    ExpectedEffect,
    FocusArea,
    Party,
    Quote,
    RelatedLink,
    Section,
    Signatory,
    SituationStatement,
)


class PartyInline(OrderedInline):
    model = Party
    guidance = "I den ordning som texten nämner dem."
    fields = (("kind", "name"),)


class SignatoryInline(OrderedInline):
    model = Signatory
    classes = ("collapse",)
    fields = (
        ("name", "party"),
        ("role", "role_other", "capacity"),
    )


class SectionInline(OrderedInline):
    model = Section
    classes = ("collapse",)
    guidance = (
        "Inledning, bakgrund, hur invånarna hördes … Lägesbildens enskilda påståenden har en egen del nedan. "
        "En lättläst sammanfattning har korta meningar, en på varje rad, och vanliga ord."
    )
    fields = (("kind", "title"), "body")


class StatementInline(OrderedInline):
    model = SituationStatement
    classes = ("collapse",)
    guidance = "Ett påstående per rad, med sin källa och det löfte som det ligger bakom."
    fields = ("text", ("source", "figures"), "motivates")

    def offers(self, pledge, user) -> dict:
        return {"motivates": numbered(pledge.promises.all())}


class EffectInline(OrderedInline):
    model = ExpectedEffect
    classes = ("collapse",)
    fields = ("text",)


class FocusAreaInline(OrderedInline):
    model = FocusArea
    classes = ("collapse",)
    fields = ("name", "description")


class QuoteInline(OrderedInline):
    model = Quote
    classes = ("collapse",)
    fields = ("text", ("person", "title", "organisation"), ("is_paraphrase", "agrees"))


class LinkInline(OrderedInline):
    model = RelatedLink
    classes = ("collapse",)
    fields = (("label", "url"),)
