"""All addresses: the back office, health, and what each app adds (settings.PORTAL_URLS)."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from portal import duties
from portal.health import views as health
from portal.metrics.views import numbers

handler400 = "portal.views.bad_request"
handler403 = "portal.views.forbidden"
handler404 = "portal.views.not_found"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("konto/", include("portal.accounts.urls")),
    path("halsa/lever", health.live, name="health_live"),
    path("halsa/redo", health.ready, name="health_ready"),
    path("halsa/djup", health.deep, name="health_deep"),
    path("halsa/matt", numbers, name="numbers"),
    path("sitemap.xml", duties.sitemap, name="sitemap"),
    path("robots.txt", duties.robots, name="robots"),
    path("humans.txt", duties.humans, name="humans"),
    path(".well-known/security.txt", duties.security, name="security"),
    path("", include("portal.opendata.urls")),
    *(path("", include(urls)) for urls in settings.PORTAL_URLS),
]
