"""All addresses: the back office, and what each app adds."""

from django.urls import path

urlpatterns: list = []
