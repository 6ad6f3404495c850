"""Accounts and their work, for whoever looks after accounts; everybody else sees neither."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from pledges import inviting, revisions
from pledges.admin.conflicts import Careful
from pledges.admin.fields import ByNameField
from pledges.admin.forms import WholeForm
from pledges.admin.rows import RowInline
from pledges.admin.scoping import ScopedAdmin
from pledges.models import LocalPoliceArea, Membership, Municipality, PoliceRegion
from pledges.permissions import administers_accounts
from portal.accounts import alerts, audit, second_factor
from portal.admin import AccountAdmin
from portal.models import User

WORK = (("role", "party"), ("municipality", "area"), ("region", "whole_country"), ("first_day", "last_day"))
GUIDANCE = (
    "Välj roll och part, och ett av kommun, lokalpolisområde, polisregion och hela landet. "
    "Redaktörer skriver; granskare och samordnare godkänner för sin part; administratörer för hela landet sköter "
    "konton. Ett uppdrag som tar slut får en sista dag, och gäller inte längre från dagen efter."
)


class ForAdministrators:
    """Seen and changed by those who administer accounts; for others it is as if nothing were there."""

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return administers_accounts(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return administers_accounts(request.user)

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return administers_accounts(request.user)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return administers_accounts(request.user) and (obj is None or self.may_be_changed_by(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    def may_be_changed_by(self, user: User, obj) -> bool:
        return True


def may_give_work(giver: User, to: User) -> bool:
    """Nobody adds to their own work, and only who runs the portal changes what such an account may do."""
    return giver.is_superuser or (giver.pk != to.pk and not to.is_superuser)


class WorkInline(ForAdministrators, RowInline):
    model = Membership
    fields = WORK
    guidance = GUIDANCE

    def may_be_changed_by(self, user: User, obj: User) -> bool:
        return may_give_work(user, obj)

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).with_places()

    def offers(self, account: User, user: User) -> dict:
        return {
            "municipality": Municipality.objects.choosable_by(user),
            "area": LocalPoliceArea.objects.choosable_by(user),
            "region": PoliceRegion.objects.choosable_by(user),
        }


admin.site.unregister(User)


class Remembered(Careful):
    """Written down in history although it has no version: what tells two forms apart is all that it says."""

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        if change:
            before = self.model._default_manager.get
            revisions.remember(obj, lambda: self.content_of(request, before(pk=obj.pk)))
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change or any(part.has_changed() for part in (form, *formsets)):
            verb = revisions.Verb.SAVED if change else revisions.Verb.CREATED
            content = self.content_of(request, form.instance)
            revisions.record(form.instance, verb, by=request.user, content=content)


@admin.register(User)
class WorkerAdmin(ForAdministrators, Remembered, AccountAdmin):
    """Accounts with their work. Passwords are chosen by their owners, by invitation."""

    inlines = (WorkInline,)
    change_form_template = "admin/account.html"

    def may_be_changed_by(self, user: User, obj: User) -> bool:
        return user.is_superuser or not obj.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Accounts stand behind what they published, so they are made inactive and never deleted."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj=None):
        powers = ("is_active", "is_superuser") if request.user.is_superuser else ("is_active",)
        return (
            (None, {"fields": ("email", "full_name")}),
            ("Vad kontot får göra", {"fields": powers}),
            ("Tider", {"fields": ("last_login", "date_joined")}),
        )

    def get_urls(self) -> list:
        reset = self.admin_site.admin_view(self.reset_view)
        return [path("<path:object_id>/aterstall/", reset, name="portal_user_reset"), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        """Accounts come by invitation; nobody chooses a password for somebody else."""
        if self.has_add_permission(request):
            return redirect("account_invite")
        raise PermissionDenied

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs) -> HttpResponse:
        may = may_reset(request.user, kwargs["obj"])
        return super().render_change_form(request, context | {"may_reset": may}, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        """A new address is told to the old one too, so that nobody takes an account over unseen."""
        super().save_model(request, obj, form, change)
        if form.changed_data:
            audit.record("account_changed", request, account=obj, fields=form.changed_data)
        if "email" in form.changed_data:
            for address in (form.initial["email"], obj.email):
                alerts.tell(obj, "email", by=request.user, to=address)

    def content_of(self, request: HttpRequest, item: User) -> dict:
        return inviting.content_of(item)

    def reset_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Takes away the second factor that somebody has lost, once it has been said what that means."""
        person = self.get_object(request, unquote(object_id))
        if person is None or not may_reset(request.user, person):
            raise Http404
        if request.method == "POST":
            return self.reset(request, person)
        title = "Återställ andra steget"
        known = {"opts": self.opts, "original": person, "title": title, "is_set_up": second_factor.is_set_up(person)}
        return TemplateResponse(request, "admin/account_reset.html", self.admin_site.each_context(request) | known)

    def reset(self, request: HttpRequest, person: User) -> HttpResponse:
        with transaction.atomic():
            is_set_up = second_factor.is_set_up(person)
            if is_set_up:
                second_factor.reset(person, by=request.user)
                revisions.record(person, revisions.Verb.RESET, by=request.user)
        if is_set_up:
            messages.success(request, f"Andra steget är återställt, och {person} har fått ett brev om det.")
        else:
            messages.info(request, f"{person} har inget andra steg att återställa.")
        return redirect("admin:portal_user_change", person.pk)


def may_reset(user: User, person: User) -> bool:
    """Never one's own, which would leave the account with a password alone; nor that of who runs the portal."""
    return administers_accounts(user) and may_give_work(user, person) and user.pk != person.pk


class PersonField(ByNameField):
    """An account by name and address, since two may have the same name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.full_name}, {obj.email}" if obj.full_name else obj.email


class WorkForm(WholeForm):
    """Work that is given to somebody else than oneself."""

    giver: User

    def clean_user(self) -> User:
        user = self.cleaned_data["user"]
        if user and not may_give_work(self.giver, user):
            self.add_error("user", "Någon annan behöver ändra ditt eget uppdrag.")
        return user


@admin.register(Membership)
class WorkAdmin(ForAdministrators, ScopedAdmin, admin.ModelAdmin):
    form = WorkForm
    goes_to_trash = False  # work that was taken away is given anew, by whoever may
    by_name = ("municipality", "area", "region")
    list_display = ("user", "role", "party", "where", "first_day", "last_day")
    list_filter = ("role", "party")
    list_select_related = ("user", "municipality", "area", "region")
    search_fields = ("user__email", "user__full_name", "municipality__name", "area__name")
    search_help_text = "Sök på person, kommun eller lokalpolisområde."
    fieldsets = ((None, {"fields": ("user", *WORK), "description": GUIDANCE}),)

    @admin.display(description="var")
    def where(self, membership: Membership) -> str:
        return membership.where

    def may_be_changed_by(self, user: User, obj: Membership) -> bool:
        return may_give_work(user, obj.user)

    def get_queryset(self, request: HttpRequest):
        found = super().get_queryset(request)
        return found if administers_accounts(request.user) else found.none()

    def save_model(self, request: HttpRequest, obj: Membership, form, change: bool) -> None:
        """In the account's own history too, where all its work is read together."""
        revisions.remember(obj.user, lambda: inviting.content_of(obj.user))
        super().save_model(request, obj, form, change)
        inviting.written(obj.user, revisions.Verb.SAVED, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        revisions.remember(obj.user, lambda: inviting.content_of(obj.user))
        super().delete_model(request, obj)
        inviting.written(obj.user, revisions.Verb.SAVED, by=request.user)

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        return ("user",) if obj else ()

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.giver = request.user
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs |= {"queryset": User.objects.all(), "form_class": PersonField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
