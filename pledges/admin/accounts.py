"""Accounts and their work, for whoever looks after accounts; everybody else sees neither."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pledges.admin.conflicts import Careful
from pledges.admin.fields import ByNameField
from pledges.admin.forms import WholeForm
from pledges.admin.rows import RowInline
from pledges.admin.scoping import ScopedAdmin
from pledges.models import LocalPoliceArea, Membership, Municipality, PoliceRegion
from pledges.permissions import administers_accounts
from portal.admin import AccountAdmin, OldAddressAdmin
from portal.models import OldAddress, User

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
admin.site.unregister(OldAddress)


@admin.register(User)
class WorkerAdmin(ForAdministrators, Careful, AccountAdmin):
    """Accounts with their work. Passwords are chosen by their owners, by invitation."""

    inlines = (WorkInline,)
    list_display = ("email", "full_name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")

    def may_be_changed_by(self, user: User, obj: User) -> bool:
        return user.is_superuser or not obj.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Accounts stand behind what they published, so they are made inactive and never deleted."""
        return False

    def get_inlines(self, request: HttpRequest, obj=None):
        return self.inlines if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj=None):
        if obj is None:
            return self.add_fieldsets
        powers = ("is_active", "is_superuser") if request.user.is_superuser else ("is_active",)
        password = ("password",) if request.user.is_superuser else ()
        return (
            (None, {"fields": ("email", "full_name", *password)}),
            ("Vad kontot får göra", {"fields": powers}),
            ("Tider", {"fields": ("last_login", "date_joined")}),
        )

    def add_view(self, request: HttpRequest, form_url="", extra_context=None) -> HttpResponse:
        """Only who runs the portal sets a password for somebody; others send an invitation."""
        if administers_accounts(request.user) and not request.user.is_superuser:
            return redirect("account_invite")
        return super().add_view(request, form_url, extra_context)

    def user_change_password(self, request: HttpRequest, id, form_url="") -> HttpResponse:  # noqa: A002 - Django's
        if not request.user.is_superuser:
            return self._get_obj_does_not_exist_redirect(request, self.opts, id)
        return super().user_change_password(request, id, form_url)


@admin.register(OldAddress)
class MovedAdmin(ForAdministrators, Careful, OldAddressAdmin):
    """Where old addresses lead: the whole portal's, so for those who look after all of it."""

    goes_to_trash = False


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
