"""Sweden: län, kommuner, polisregioner and lokalpolisområden, and which area covers which kommun when."""

from django.contrib import admin
from django.http import HttpRequest

from pledges import gazetteer
from pledges.admin.rows import RowInline
from pledges.admin.scoping import ScopedAdmin
from pledges.models import AreaMembership, County, LocalPoliceArea, Municipality, PoliceRegion
from pledges.querysets import covers_country


class ReferenceAdmin(ScopedAdmin, admin.ModelAdmin):
    """Reference data: changed now and then, never deleted, and keys stay what they are."""

    key = ""
    why_kept = "Raderas aldrig, för löften och uppföljningar hör till det."
    view_on_site = False

    def may_be_deleted(self, obj) -> bool:
        return False

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        """With its area too: the finder knows it by its present names at once."""
        super().save_related(request, form, formsets, change)
        gazetteer.renamed(form.instance)

    def get_readonly_fields(self, request, obj=None):
        return (self.key,) if obj and self.key else ()


class AreaInline(RowInline):
    model = AreaMembership
    verbose_name_plural = "lokalpolisområden"
    guidance = "Ett område slutar gälla med en sista dag; ta inte bort det, så att äldre löften visar rätt område."
    fields = (("area", "first_day", "last_day"), "source")

    def offers(self, municipality, user) -> dict:
        return {"area": LocalPoliceArea.objects.choosable_by(user)}


@admin.register(Municipality)
class MunicipalityAdmin(ReferenceAdmin):
    key = "code"
    by_name = ("county",)
    inlines = (AreaInline,)
    list_display = ("name", "official_name", "code", "county")
    list_filter = ("county",)
    list_select_related = ("county",)
    search_fields = ("name", "code")
    fieldsets = (
        (
            None,
            {"fields": (("name", "official_name"), ("code", "slug"), "county", "other_names", "website", "is_demo")},
        ),
    )

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return covers_country(request.user)


@admin.register(County)
class CountyAdmin(ReferenceAdmin):
    key = "code"
    list_display = ("name", "code", "region")
    list_select_related = ("region",)
    fields = (("name", "code"), "slug", "region")


@admin.register(PoliceRegion)
class PoliceRegionAdmin(ReferenceAdmin):
    list_display = ("name", "slug")
    fields = ("name", "slug")


@admin.register(LocalPoliceArea)
class LocalPoliceAreaAdmin(ReferenceAdmin):
    list_display = ("name", "region")
    list_filter = ("region",)
    list_select_related = ("region",)
    search_fields = ("name",)
    fields = ("name", "slug", "region", "other_names")
