"""Addresses of open data: files, catalogue and API."""

from django.urls import path, re_path

from portal.opendata import views
from portal.opendata.api import views as api

KEY = r"(?P<key>[0-9]{1,15}(?:-[0-9a-z-]{1,40})?)"

urlpatterns = [
    path("oppna-data/allt.zip", views.archive, name="open_data_archive"),
    path("oppna-data/<slug:slug>.csv-metadata.json", views.columns, name="open_data_columns"),
    path("oppna-data/<slug:slug>.<slug:suffix>", views.download, name="open_data_file"),
    path("oppna-data/prova/<slug:slug>", views.asking, name="open_data_asking"),
    path("datasets/dcat", views.catalogue, name="dcat"),
    path("datasets/dcat.<slug:suffix>", views.catalogue, name="dcat_as"),
    path("api/v1/", api.root, name="api"),
    path("api/v1/api-info", api.info, name="api_info"),
    path("api/v1/openapi.json", api.openapi, name="api_description"),
    path("api/v1/<slug:slug>", api.listing, name="api_list"),
    re_path(r"^api/v1/(?P<slug>[-a-z]+)/" + KEY + "$", api.single, name="api_object"),
]
