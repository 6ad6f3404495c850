"""The form of a pledge: a few facts start it, then everything that the text says."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pledges import publishing, workflow
from pledges.admin.carrying import CarryingAdmin
from pledges.admin.pledge_forms import PledgeForm
from pledges.admin.pledge_rows import (
    EffectInline,
    FocusAreaInline,
    LinkInline,
    PartyInline,
    QuoteInline,
    SectionInline,
    SignatoryInline,
    StatementInline,
)
from pledges.admin.promise_rows import ActivityGroupInline, ActivityInline, PromiseInline
from pledges.admin.publishing import Verbs
from pledges.admin.reviewing import ReviewingAdmin
from pledges.admin.widgets import TickBoxes
from pledges.completeness import pledge_problems
from pledges.models import AreaMembership, Party, Pledge
from pledges.models.pledge import PartyKind
from pledges.pages.pledge import pledge_preview


def whole(pledge: Pledge) -> Pledge:
    """The pledge with all its rows, in a bounded number of queries."""
    return Pledge.objects.for_content().get(pk=pledge.pk)


def preview(request: HttpRequest, pledge: Pledge, edit_address: str) -> HttpResponse:
    context = {"page": pledge_preview(whole(pledge)), "edit_address": edit_address}
    return render(request, "pledges/pledge.html", context)


VERBS = Verbs(
    problems=lambda pledge: pledge_problems(whole(pledge)),
    withdraw=publishing.withdraw,
    preview=preview,
    flow=workflow.PLEDGES,
)
START = (
    (
        "Börja med period och kommun",
        {
            "fields": ("municipality", "part", ("starts_on", "ends_on"), "period_basis", "label", "slug"),
            "description": "Skriv början på kommunens namn och välj den i listan. "
            "När du har sparat fyller du på med löften, aktiviteter och allt annat.",
        },
    ),
)
WHOLE = (
    (
        "Kommun och period",
        {
            "fields": (
                "municipality",
                "part",
                ("starts_on", "ends_on"),
                ("period_basis", "label"),
                "slug",
                "availability",
            )
        },
    ),
    ("Lokalpolisområde", {"fields": (("area", "area_as_written"),), "classes": ("collapse",)}),
    (
        "Undertecknat och beslutat",
        {"fields": (("signed_on", "signed_precision"), ("decided_by", "decided_on")), "classes": ("collapse",)},
    ),
    (
        "Giltighet och förlängning",
        {"fields": ("validity_note", "extends", "extension_reason"), "classes": ("collapse",)},
    ),
    ("Foto", {"fields": ("photo", "photo_alt", "photo_caption"), "classes": ("collapse",)}),
    (
        "Sidan och källan",
        {"fields": ("page_owner", ("first_published", "last_updated"), "source"), "classes": ("collapse",)},
    ),
)
ROWS = (
    PartyInline,
    PromiseInline,
    ActivityGroupInline,
    ActivityInline,
    SignatoryInline,
    SectionInline,
    StatementInline,
    EffectInline,
    FocusAreaInline,
    QuoteInline,
    LinkInline,
)


@admin.register(Pledge)
class PledgeAdmin(CarryingAdmin, ReviewingAdmin, admin.ModelAdmin):
    verbs = VERBS
    change_form_template = "admin/publishable/pledge.html"
    form = PledgeForm
    by_name = ("municipality", "area")
    fixed_once_public = ("slug", "part")
    list_display = ("municipality", "period", "starts_on", "ends_on", "state", "stage", "updated_at")
    list_display_links = ("municipality", "period")
    list_filter = ("state", "stage", "availability")
    list_select_related = ("municipality",)
    search_fields = ("municipality__name", "label", "part")
    search_help_text = "Sök på kommun eller årtal."
    ordering = ("municipality__sort_key", "-starts_on")

    @admin.display(description="medborgarlöfte", ordering="starts_on")
    def period(self, pledge: Pledge) -> str:
        return pledge.title

    def get_fieldsets(self, request: HttpRequest, obj=None):
        return WHOLE if obj else START

    def get_inlines(self, request: HttpRequest, obj=None):
        return ROWS if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        return (*super().get_readonly_fields(request, obj), *(("municipality",) if obj else ()))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = TickBoxes
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Pledge, form, change: bool) -> None:
        if not change:
            obj.area = AreaMembership.objects.only_area(obj.municipality, obj.starts_on)
        super().save_model(request, obj, form, change)
        if not change:
            start_with_parties(obj)

    def response_add(self, request: HttpRequest, obj: Pledge, post_url_continue=None) -> HttpResponse:
        self.message_user(request, "Utkastet är sparat. Fyll på med löften och aktiviteter, och spara ofta.")
        return redirect(self.step_url("change", obj))


def start_with_parties(pledge: Pledge) -> None:
    """The two sides that always promise, for the writer to adjust to the text's own words."""
    Party.objects.create(pledge=pledge, order=1, kind=PartyKind.POLICE, name="Polisen")
    Party.objects.create(pledge=pledge, order=2, kind=PartyKind.MUNICIPALITY, name=pledge.municipality.official_name)
