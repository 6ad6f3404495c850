"""The plumbing app: accounts, headers, health, PDF door; knows no kommun."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portalen"

    def ready(self) -> None:
        for module in ("portal.logs.errors", "portal.logs.queries", "portal.metrics.keeping"):
            import_module(module).watch()
