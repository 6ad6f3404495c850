"""The domain app, and the back office as Django's admin under our own site."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PledgesConfig(AppConfig):
    name = "pledges"
    verbose_name = "Medborgarlöften"

    def ready(self) -> None:
        import_module("pledges.work").watch()


class BackOfficeConfig(AdminConfig):
    default_site = "pledges.admin.site.BackOffice"

    def ready(self) -> None:
        super().ready()
        # Not found by autodiscovery: `pledges.admin` is being imported already, for the site itself.
        import_module("pledges.admin.registry")
        import_module("pledges.admin.guard").watch()
