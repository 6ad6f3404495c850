"""News items with their quotes, and the notices that are shown for a time."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pledges import publishing
from pledges.admin.forms import PhotoForm, WholeForm
from pledges.admin.pledge_rows import QuoteInline
from pledges.admin.proposals import free_address
from pledges.admin.publishing import PublishingAdmin, Verbs
from pledges.admin.scoping import ScopedAdmin
from pledges.completeness import news_problems
from pledges.models import NewsItem, Notice
from pledges.pages.base import today
from pledges.pages.news import news_item_page
from pledges.querysets import covers_country
from portal.models import User

FOR_ALL = "Välj en kommun. Meddelanden för hela portalen skrivs av dem som arbetar med hela landet."


class NewsForm(PhotoForm):
    """Proposes an address from the heading, and keeps kommun and pledge together."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Lämna tomt för att få ett förslag efter rubriken."

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        municipality = data.get("municipality") or self.instance.municipality_id
        if "slug" in self.fields and "slug" not in self.errors and not data.get("slug") and municipality:
            taken = NewsItem.objects.of(municipality).apart_from(self.instance).addresses()
            data["slug"] = free_address("", data.get("title", ""), taken)
        pledge, municipality = data.get("pledge"), data.get("municipality")
        if pledge and municipality and pledge.municipality_id != municipality.pk:
            raise forms.ValidationError(
                {"pledge": f"Medborgarlöftet hör till {pledge.municipality}, inte {municipality}."}
            )
        return data


def preview(request: HttpRequest, item: NewsItem, edit_address: str) -> HttpResponse:
    return render(request, "pledges/news_item.html", {"page": news_item_page(item), "edit_address": edit_address})


VERBS = Verbs(problems=news_problems, publish=publishing.make_public, withdraw=publishing.withdraw, preview=preview)


@admin.register(NewsItem)
class NewsAdmin(PublishingAdmin, admin.ModelAdmin):
    verbs = VERBS
    form = NewsForm
    by_name = ("municipality", "pledge")
    fixed_once_public = ("municipality", "slug")
    list_display = ("title", "municipality", "published_on", "state")
    list_filter = ("state",)
    list_select_related = ("municipality",)
    search_fields = ("title", "municipality__name")
    search_help_text = "Sök på rubrik eller kommun."
    inlines = (QuoteInline,)
    fieldsets = (
        ("Nyheten", {"fields": ("municipality", "pledge", "title", "slug", "lead", "body")}),
        ("Dagar och ansvar", {"fields": (("published_on", "last_updated"), "page_owner", "source")}),
        ("Foto", {"fields": ("photo", "photo_alt", "photo_caption"), "classes": ("collapse",)}),
    )


class NoticeForm(WholeForm):
    """Without a kommun a notice is for the whole portal, and so for who works with the whole country."""

    user: User

    def clean_municipality(self):
        municipality = self.cleaned_data["municipality"]
        if municipality is None and not covers_country(self.user):
            raise forms.ValidationError(FOR_ALL)
        return municipality


@admin.register(Notice)
class NoticeAdmin(ScopedAdmin, admin.ModelAdmin):
    form = NoticeForm
    by_name = ("municipality",)
    list_display = ("text", "municipality", "first_day", "last_day", "shown")
    list_select_related = ("municipality",)
    search_fields = ("text", "municipality__name")
    fieldsets = (
        (
            None,
            {
                "fields": ("text", "municipality", ("first_day", "last_day"), "source"),
                "description": "Visas överst på sidorna från och med den första dagen till och med den sista.",
            },
        ),
    )

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    @admin.display(description="visas")
    def shown(self, notice: Notice) -> str:
        """Whether the public sees it today."""
        day = today()
        if notice.first_day is None:
            return "Nej, den har ingen första dag"
        if notice.first_day > day:
            return "Inte än"
        return "Ja" if notice.last_day is None or notice.last_day >= day else "Inte längre"
