"""Readers' answers in the back office: to read, to count page by page, to mark as read and to take home as CSV."""

import datetime
from typing import ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html

from pledges.admin.mine import Mine, Task
from pledges.admin.scoping import Scoped
from pledges.models import Feedback
from portal.tables import MARK, csv_text

PAGES_SHOWN = 50  # in the table of counts
PAGES_OFFERED = 15  # beside the list, to choose one
HEADINGS = ("Dag", "Kommun", "Sida", "Hjälpte", "Kommentar", "Läst")


class PageFilter(admin.SimpleListFilter):
    """The pages with the most answers, of those that the account may read of, and the one that is chosen."""

    title = "sida"
    parameter_name = "sida"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        most = [row["page"] for row in model_admin.get_queryset(request).counts_per_page()[:PAGES_OFFERED]]
        return [(page, page) for page in dict.fromkeys([*most, *filter(None, [self.value()])])]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.about(self.value()) if self.value() else queryset


@admin.register(Feedback)
class FeedbackAdmin(Scoped, admin.ModelAdmin):
    """Nothing that a reader wrote can be changed, only marked as read. It goes by itself after a while."""

    change_list_template = "admin/feedback.html"
    show_facets = admin.ShowFacets.NEVER
    list_display = ("given_on", "helped", "text_shown", "page_link", "municipality", "read_text")
    list_display_links = None
    list_filter = ("is_read", "helped", PageFilter)
    search_fields = ("text", "page", "municipality__name")
    search_help_text = "Sök i kommentarer, på sida eller kommun."
    actions = ("mark_read", "mark_unread")
    fields: ClassVar = ("given_on", "municipality", "page", "helped", "text", "read_text")

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).editable_by(request.user).with_places()

    @admin.display(description="kommentar")
    def text_shown(self, answer: Feedback) -> str:
        return answer.text or self.get_empty_value_display()

    @admin.display(description="läst", ordering="is_read")
    def read_text(self, answer: Feedback) -> str:
        return "Läst" if answer.is_read else "Ny"

    @admin.display(description="sida", ordering="page")
    def page_link(self, answer: Feedback) -> str:
        return format_html('<a href="{}">{}</a>', answer.page, answer.page)

    @admin.action(description="Markera som lästa")
    def mark_read(self, request: HttpRequest, chosen: QuerySet) -> None:
        self.tell(request, chosen.mark(is_read=True), "lästa")

    @admin.action(description="Markera som olästa")
    def mark_unread(self, request: HttpRequest, chosen: QuerySet) -> None:
        self.tell(request, chosen.mark(is_read=False), "olästa")

    def tell(self, request: HttpRequest, count: int, what: str) -> None:
        messages.success(request, f"Markerade som {what}: {count}.")

    def get_urls(self) -> list:
        table = self.admin_site.admin_view(self.csv_view)
        return [path("csv/", table, name="pledges_feedback_csv"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """The list, with the counts of the pages above it."""
        counts = self.get_queryset(request).counts_per_page()[:PAGES_SHOWN]
        return super().changelist_view(request, {**(extra_context or {}), "counts": counts})

    def csv_view(self, request: HttpRequest) -> HttpResponse:
        """All that the account may read of, the latest first."""
        rows = [line(answer) for answer in self.get_queryset(request)]
        return HttpResponse(
            MARK + csv_text([HEADINGS, *rows]),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="lasarsvar.csv"'},
        )


def line(answer: Feedback) -> tuple[str, ...]:
    return (
        answer.given_on.isoformat(),
        answer.municipality.name if answer.municipality else "",
        answer.page,
        answer.get_helped_display().lower(),
        answer.text,
        "ja" if answer.is_read else "nej",
    )


def feedback_panel(user, day: datetime.date) -> Mine:
    """How many answers the account has not read (settings.OFFICE_PANELS)."""
    count = Feedback.objects.editable_by(user).unread().count()
    address = f"{reverse('admin:pledges_feedback_changelist')}?is_read__exact=0"
    told = "ett nytt" if count == 1 else f"{count} nya"
    return Mine(waiting=[Task("Läsarsvar", f"Läs {told}", address)] if count else [])
