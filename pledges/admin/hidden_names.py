"""Hiding a person's name in the back office, after the time in which the person had the task."""

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from pledges import hiding
from pledges.admin.fields import ByNameField
from pledges.admin.scoping import Scoped
from pledges.models import HiddenName
from pledges.permissions import may
from portal.accounts import audit
from portal.pdf import RenderingFailed
from portal.wording import listed

GUIDANCE = (
    "Namnet försvinner genast ur det som kommunen har publicerat: undertecknare, svarande, godkännanden, citat och "
    "sidansvariga, på sidorna, som data och i PDF-filerna, äldre utgåvor också. I stället står ”namnet visas inte "
    "längre”, med dag och skäl. Rollen står kvar. Namn i löpande text och i uppladdade handlingar ändrar du själv. Att "
    "göra om PDF-filerna kan ta en stund."
)
NOT_MADE = "En av PDF-filerna gick inte att göra om, så inget är dolt. Försök igen om en stund."


class HideForm(forms.ModelForm):
    """A name that somebody has on the kommun's pages, and why it goes."""

    user = None
    hindrance = ""  # why it could not be done although nothing that was typed is wrong

    def clean(self) -> dict:
        super().clean()
        if self.hindrance:
            raise forms.ValidationError(self.hindrance)
        given = self.cleaned_data
        if self.errors or "municipality" not in given:
            return given
        if not may(self.user, "withdraw", given["municipality"]):
            audit.record("refused", by=self.user, thing=given["municipality"], step="hide")
            raise forms.ValidationError("En granskare eller samordnare behöver dölja namnet.")
        known = hiding.names_shown(given["municipality"], hiding.editions_of(given["municipality"]))
        problem = hiding.hindrance(given["name"], given["reason"], given["municipality"], known)
        if problem:
            raise forms.ValidationError({"name": problem})
        return given

    def save(self, commit: bool = True) -> HiddenName:
        given = self.cleaned_data
        return hiding.hide(given["name"], municipality=given["municipality"], reason=given["reason"], by=self.user)

    def save_m2m(self) -> None:
        """Nothing."""


@admin.register(HiddenName)
class HiddenNameAdmin(Scoped, admin.ModelAdmin):
    """Made here, and neither changed nor deleted: what was hidden stays so."""

    form = HideForm
    list_display = ("name", "municipality", "hidden_on", "hidden_by", "reason")
    search_fields = ("name", "municipality__name")
    search_help_text = "Sök på namn eller kommun."
    fieldsets = ((None, {"fields": ("municipality", "name", "reason"), "description": GUIDANCE}),)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).editable_by(request.user).for_list()

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user, form.hindrance = request.user, NOT_MADE if hasattr(request, "not_made") else ""
        return form

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, form_class=ByNameField, **kwargs)

    def save_model(self, request: HttpRequest, obj: HiddenName, form, change: bool) -> None:
        """The verb has saved it. Tells where the name still stands."""
        titles = hiding.documents_with(obj)
        if titles:
            messages.warning(request, f"Namnet står också i {listed(titles)}. Byt ut filen, eller dra tillbaka den.")

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        """When a PDF cannot be made the form comes back with what was typed."""
        told = {"title": "Dölj ett namn", **(extra_context or {})}
        try:
            return super().add_view(request, form_url, told)
        except RenderingFailed:
            request.not_made = True
            return super().add_view(request, form_url, told)
