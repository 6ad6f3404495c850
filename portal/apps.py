"""The plumbing app: accounts, headers, health, PDF door; knows no kommun."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portalen"
