"""Accounts and old addresses in the back office."""

import django.contrib.auth.admin  # noqa: F401 - registers groups
from django.contrib import admin
from django.contrib.auth.models import Group
from django_tasks_db.admin import DBTaskResult

from portal.accounts.refusals import TellsOfMissing
from portal.models import OldAddress, User

admin.site.unregister(Group)  # what an account may do follows from its memberships, not from groups
admin.site.unregister(DBTaskResult)  # whoever waits for something sees it where it was asked for


class OutOfSight(TellsOfMissing):
    """What somebody may not see is as if it did not exist, whatever they ask of it."""

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found if self.has_view_permission(request) else found.none()


@admin.register(User)
class AccountAdmin(OutOfSight, admin.ModelAdmin):
    """Accounts without their passwords, which are chosen by their owners and by nobody else."""

    ordering = ("email",)
    list_display = ("email", "full_name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "full_name")
    readonly_fields = ("last_login", "date_joined")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Accounts stand behind what they published, so they are made inactive and never deleted."""
        return False


@admin.register(OldAddress)
class OldAddressAdmin(OutOfSight, admin.ModelAdmin):
    list_display = ("path", "target", "label", "created")
    search_fields = ("path", "target", "label")
