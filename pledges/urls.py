"""Addresses of the domain: Swedish words in lower case, kept for good."""

from django.urls import path, re_path

from pledges.feeds import CountryFeed, MunicipalityFeed
from pledges.views import (
    about,
    areas,
    card,
    documents,
    feedback,
    finder,
    municipality,
    news,
    opendata,
    pictures,
    search,
    topics,
)

PLEDGE = r"^(?P<slug>[-\w]+)/(?P<pledge_slug>[0-9]{4}(?:-[-a-z0-9]+)?)/"

urlpatterns = [
    path("", finder.start, name="start"),
    path("kommuner/", finder.municipalities, name="municipality_list"),
    path("lan/<slug:slug>/", areas.county, name="county"),
    path("lokalpolisomraden/", areas.area_list, name="area_list"),
    path("lokalpolisomraden/<slug:slug>/", areas.area, name="area"),
    path("nyheter/", news.news_list, name="news_list"),
    path("teman/", topics.topics, {"kind": "themes"}, name="theme_list"),
    path("teman/<slug:slug>/", topics.topic, {"kind": "themes"}, name="theme"),
    path("metoder/", topics.topics, {"kind": "methods"}, name="method_list"),
    path("metoder/<slug:slug>/", topics.topic, {"kind": "methods"}, name="method"),
    path("sok/", search.search, name="search"),
    path("flode.atom", CountryFeed(), name="feed"),
    path("<slug:slug>/flode.atom", MunicipalityFeed(), name="municipality_feed"),
    path("oppna-data/", opendata.open_data, name="open_data"),
    path("oppna-data/prova/", opendata.trying, name="open_data_trying"),
    path("om/", about.about, name="about"),
    path("lattlast/", about.easy, name="easy"),
    path("in-english/", about.english, name="english"),
    path("tillganglighet/", about.accessibility, name="accessibility"),
    path("personuppgifter/", about.privacy, name="privacy"),
    path("lasarsvar/", feedback.feedback, name="feedback"),
    path("lasarsvar/tack/", feedback.thanks, name="feedback_thanks"),
    path("om/statusar/", about.statuses, name="statuses"),
    path("<slug:slug>/", municipality.municipality, name="municipality"),
    path("<slug:slug>/bild.png", pictures.municipality_picture, name="municipality_picture"),
    path("<slug:slug>/kort/", card.card, name="card"),
    path("<slug:slug>/kort/badda-in/", card.embedding, name="embedding"),
    path("<slug:slug>/nyheter/<slug:item_slug>/", news.news_item, name="news_item"),
    path("<slug:slug>/dokument/<int:pk>/<slug:name>.pdf", documents.document, name="document"),
    path("<slug:slug>/lofte/<slug:thread>/", municipality.thread, name="thread"),
    re_path(PLEDGE + r"$", municipality.pledge, name="pledge"),
    re_path(PLEDGE + r"bild\.png$", pictures.pledge_picture, name="pledge_picture"),
    re_path(PLEDGE + r"medborgarlofte\.pdf$", documents.pledge_pdf, name="pledge_pdf"),
]
