"""Addresses of the follow-ups, below their kommun."""

from django.urls import path

from followups import views

urlpatterns = [
    path("oversikt/", views.overview, name="overview"),
    path("oversikt.csv", views.overview_table, name="overview_table"),
    path("lokalpolisomraden/<slug:slug>/kalender.ics", views.area_calendar, name="area_calendar"),
    path("<slug:slug>/kalender.ics", views.municipality_calendar, name="municipality_calendar"),
    path("jamfor/", views.comparison, name="comparison"),
    path("<slug:slug>/uppfoljning/<slug:span>/", views.follow_up, name="follow_up"),
    path("<slug:slug>/uppfoljning/<slug:span>.pdf", views.follow_up_pdf, name="follow_up_pdf"),
    path("<slug:slug>/uppfoljning/<slug:span>.json", views.follow_up_json, name="follow_up_json"),
    path("<slug:slug>/uppfoljning/<slug:span>/bild.png", views.follow_up_picture, name="follow_up_picture"),
    path(
        "<slug:slug>/uppfoljning/<slug:span>/utgava-<int:number>/bild.png",
        views.follow_up_picture,
        name="follow_up_edition_picture",
    ),
    path("<slug:slug>/uppfoljning/<slug:span>/utgava-<int:number>/", views.follow_up, name="follow_up_edition"),
    path(
        "<slug:slug>/uppfoljning/<slug:span>/utgava-<int:number>.pdf", views.follow_up_pdf, name="follow_up_edition_pdf"
    ),
    path(
        "<slug:slug>/uppfoljning/<slug:span>/utgava-<int:number>.json",
        views.follow_up_json,
        name="follow_up_edition_json",
    ),
]
