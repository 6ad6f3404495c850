"""Addresses of `make bench` alone: the portal's own, and one that asks the database one question by key."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from portal.models import User
from portal.urls import handler400, handler403, handler404, handler500, urlpatterns

ONE_QUESTION = "/matning/en-fraga"

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@require_safe
def one_question(request: HttpRequest) -> HttpResponse:
    """As small as an answer can be that the database has a part in."""
    return HttpResponse(str(len(User.objects.in_bulk([1]))), content_type="text/plain; charset=utf-8")


urlpatterns = [path(ONE_QUESTION.removeprefix("/"), one_question), *urlpatterns]
