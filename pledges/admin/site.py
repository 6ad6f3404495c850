"""The back office: Django's admin under our own name."""

from django.contrib import admin


class BackOffice(admin.AdminSite):
    site_header = "Medborgarlöften – redaktörsläge"
