"""The trash: what was deleted, of the kommuner where one works, with a button that puts it back."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from pledges import trash
from pledges.admin.scoping import Scoped
from pledges.models import DeletedThing

NOT_THERE = "Den finns inte i papperskorgen. Kanske är den redan återställd."


@admin.register(DeletedThing)
class TrashAdmin(Scoped, admin.ModelAdmin):
    list_display = ("subject", "kind_text", "municipality", "deleted_at", "deleted_by")
    search_fields = ("subject", "municipality__name")
    search_help_text = "Sök på namn eller kommun."

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).editable_by(request.user).for_list()

    @admin.display(description="slag")
    def kind_text(self, thing: DeletedThing) -> str:
        names = {model._meta.label_lower: model._meta.verbose_name for model in self.admin_site._registry}
        return str(names.get(thing.kind, thing.kind))

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/aterstall/", view, name="pledges_deletedthing_restore"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url="", extra_context=None) -> HttpResponse:
        """What was deleted, when and by whom; it is put back from here."""
        thing = self.get_object(request, unquote(object_id))
        if thing is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": thing,
            "kind": self.kind_text(thing),
            "title": "Återställ",
        }
        return TemplateResponse(request, "admin/trash.html", context)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("admin:pledges_deletedthing_change", object_id)
        try:
            with transaction.atomic():
                thing = self.get_queryset(request).held(self.opts.pk.to_python(unquote(object_id)))
                item = trash.restore(thing, by=request.user) if thing else None
        except ValidationError:
            item = None
        except trash.Taken as taken:
            messages.error(request, str(taken))
            return redirect("admin:pledges_deletedthing_changelist")
        if item is None:
            messages.warning(request, NOT_THERE)
            return redirect("admin:pledges_deletedthing_changelist")
        self.log_change(request, item, "Återställd ur papperskorgen.")
        messages.success(request, "Återställt.")
        return redirect(reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk]))
