"""Accounts and old addresses in the back office."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.models import Group
from django_tasks_db.admin import DBTaskResult

from portal.models import OldAddress, User

admin.site.unregister(Group)  # what an account may do follows from its memberships, not from groups
admin.site.unregister(DBTaskResult)  # whoever waits for something sees it where it was asked for


class OutOfSight:
    """What somebody may not see is as if it did not exist, whatever they ask of it."""

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found if self.has_view_permission(request) else found.none()


class NewAccountForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "full_name")


class PasswordButton(ReadOnlyPasswordHashWidget):
    """The way to a new password, without any part of the stored one."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs) | {"summary": []}
        context["widget"]["attrs"].pop("disabled", None)  # it is no field
        return context


class AccountForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label="Lösenord", widget=PasswordButton)

    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class AccountAdmin(OutOfSight, UserAdmin):
    add_form = NewAccountForm
    form = AccountForm
    ordering = ("email",)
    list_display = ("email", "full_name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "full_name")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "full_name", "password")}),
        ("Vad kontot får göra", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Tider", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "full_name", "usable_password", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Accounts stand behind what they published, so they are made inactive and never deleted."""
        return False


@admin.register(OldAddress)
class OldAddressAdmin(OutOfSight, admin.ModelAdmin):
    list_display = ("path", "target", "created")
    search_fields = ("path", "target")
