"""The form of a follow-up: pledge and period start it, then it is answered activity by activity (answers/)."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from followups.admin.answers.views import answers_view
from followups.admin.forms import FollowUpForm, StartForm
from followups.admin.rows import NarrativeInline, RespondentInline
from followups.admin.sheets import SheetsAdmin
from followups.completeness import follow_up_problems
from followups.models import ActivityReport, FollowUp
from followups.pages import follow_up_preview
from followups.reporting import writing_address
from followups.workflow import FOLLOW_UPS
from pledges.admin.publishing import Verbs
from pledges.admin.reviewing import ReviewingAdmin
from pledges.models import State
from pledges.publishing import withdraw


def whole(follow_up: FollowUp) -> FollowUp:
    """The follow-up with all its rows, in a bounded number of queries."""
    return FollowUp.objects.for_content().get(pk=follow_up.pk)


def preview(request: HttpRequest, follow_up: FollowUp, edit_address: str) -> HttpResponse:
    context = {"page": follow_up_preview(whole(follow_up)), "edit_address": edit_address}
    return render(request, "followups/follow_up.html", context)


VERBS = Verbs(
    problems=lambda follow_up: follow_up_problems(whole(follow_up)),
    withdraw=withdraw,
    preview=preview,
    flow=FOLLOW_UPS,
)
START = (
    (
        "Vad följs upp?",
        {
            "fields": ("pledge", "municipality", ("year", "span"), "is_demo"),
            "description": "Skriv början på kommunens namn och välj medborgarlöftet; kommunen följer av det. "
            "Är löftets text förlorad: lämna det tomt och välj kommunen. "
            "När du har sparat finns en rad att svara på för varje aktivitet.",
        },
    ),
)
REST = (
    ("Rubrik och adress", {"fields": ("title", "slug", ("availability", "document"))}),
    (
        "När och var den redovisades",
        {"fields": ("reported_on", ("presented_to", "presented_on")), "classes": ("collapse",)},
    ),
)


@admin.register(FollowUp)
class FollowUpAdmin(SheetsAdmin, ReviewingAdmin, admin.ModelAdmin):
    verbs = VERBS
    change_form_template = "admin/publishable/follow_up.html"
    by_name = ("pledge", "municipality")
    fixed_once_public = ("slug", "is_demo")
    list_display = ("municipality", "range_text", "pledge_text", "state", "stage", "demo", "updated_at")
    list_display_links = ("municipality", "range_text")
    list_filter = ("state", "stage", "availability", "year", "is_demo")
    list_select_related = ("municipality", "pledge")
    search_fields = ("municipality__name", "title", "slug")
    search_help_text = "Sök på kommun eller titel."
    ordering = ("municipality__sort_key", "-year", "-last_tertial")

    @admin.display(description="period", ordering="year")
    def range_text(self, follow_up: FollowUp) -> str:
        return follow_up.range.label

    @admin.display(description="svaren", ordering="is_demo")
    def demo(self, follow_up: FollowUp) -> str:
        return "Påhittade" if follow_up.is_demo else ""

    @admin.display(description="medborgarlöfte")
    def pledge_text(self, follow_up: FollowUp) -> str:
        return follow_up.pledge.title if follow_up.pledge else "Texten saknas"

    def get_urls(self) -> list:
        answers = self.admin_site.admin_view(answers_view)
        return [path("<path:object_id>/svar/", answers, name=self.url_name("answers")), *super().get_urls()]

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, form=FollowUpForm if obj else StartForm, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj=None):
        if obj is None:
            return START
        when = ("range_text",) if obj.state != State.DRAFT else (("year", "span"),)
        return (("Vad följs upp?", {"fields": ("municipality", "pledge", *when, "is_demo")}), *REST)

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        fixed = () if obj is None else ("municipality", *(("pledge",) if obj.pledge_id else ()))
        period = ("range_text",) if obj and obj.state != State.DRAFT else ()
        return (*super().get_readonly_fields(request, obj), *fixed, *period)

    def get_inlines(self, request: HttpRequest, obj=None):
        if obj is None:
            return ()
        return (RespondentInline,) if obj.is_answered_here else (NarrativeInline, RespondentInline)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """The pledge that a link named: a number, so that it is not taken for a name."""
        initial = super().get_changeform_initial_data(request)
        named = str(initial.pop("pledge", ""))
        return initial | ({"pledge": int(named)} if named.isascii() and named.isdigit() and len(named) < 10 else {})

    def save_model(self, request: HttpRequest, obj: FollowUp, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change and obj.pledge:
            ActivityReport.objects.bulk_create(
                ActivityReport(follow_up=obj, activity=activity) for activity in obj.pledge.activities.all()
            )

    def response_add(self, request: HttpRequest, obj: FollowUp, post_url_continue=None) -> HttpResponse:
        next_step = "Svara nu för varje aktivitet." if obj.is_answered_here else "Fyll på med det som är känt."
        self.message_user(request, f"Utkastet är sparat. {next_step}")
        return redirect(writing_address(obj))
