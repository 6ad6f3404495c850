"""Word lists: themes, methods, partners, places and the glossary."""

from django.contrib import admin

from pledges.admin.forms import WholeForm
from pledges.admin.scoping import ScopedAdmin
from pledges.models import GlossaryTerm, Method, Partner, Place, Theme
from portal.swedish import slug


class TermForm(WholeForm):
    """Proposes an address from the name."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = "Lämna tomt för att få ett förslag efter namnet."

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or slug(self.cleaned_data.get("name", ""))


class TermAdmin(ScopedAdmin, admin.ModelAdmin):
    """A word that others point at can be changed but not deleted."""

    form = TermForm
    why_kept = "Kan inte raderas, för det används."
    list_display = ("name", "slug", "is_explained")
    search_fields = ("name", "explanation")
    used_by: tuple[str, ...] = ()

    @admin.display(description="förklarad", boolean=True)
    def is_explained(self, term) -> bool:
        return bool(term.explanation)

    def may_be_deleted(self, obj) -> bool:
        return not any(getattr(obj, rows).exists() for rows in self.used_by)


@admin.register(Theme)
class ThemeAdmin(TermAdmin):
    used_by = ("promises",)
    fields = ("name", "slug", "explanation")


@admin.register(Method)
class MethodAdmin(TermAdmin):
    used_by = ("activities",)
    fields = (("name", "abbreviation"), "slug", "explanation")


@admin.register(Partner)
class PartnerAdmin(TermAdmin):
    used_by = ("activities",)
    fields = ("name", "slug", "explanation")


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(TermAdmin):
    fields = ("name", "slug", "explanation")


@admin.register(Place)
class PlaceAdmin(ScopedAdmin, admin.ModelAdmin):
    why_kept = "Kan inte raderas, för en aktivitet har platsen."
    by_name = ("municipality",)
    fields = ("municipality", ("name", "within"), "kind")
    list_display = ("name", "within", "kind", "municipality")
    list_filter = ("kind",)
    list_select_related = ("municipality",)
    search_fields = ("name", "within", "municipality__name")
    ordering = ("municipality__sort_key", "sort_key")

    def get_readonly_fields(self, request, obj=None):
        return ("municipality",) if obj else ()

    def may_be_deleted(self, obj) -> bool:
        return not obj.activities.exists()
