"""The way to the organisation's own login, which may be out of order."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse

from portal.accounts.organisation import refused


def log_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return views.login(request, provider_id)
    except (OSError, OAuth2Error) as fault:
        return refused(request, type(fault).__name__)
