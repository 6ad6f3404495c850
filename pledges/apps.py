"""The domain app, and the back office as Django's admin under our own site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PledgesConfig(AppConfig):
    name = "pledges"
    verbose_name = "Medborgarlöften"


class BackOfficeConfig(AdminConfig):
    default_site = "pledges.admin.site.BackOffice"
