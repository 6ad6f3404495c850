"""Is the portal well? Live (the process answers), ready (it can serve), deep (each part by name)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.health.serving import database
from portal.health.signs import State, all_signs, asked
from portal.store.declaring import without_database


@without_database
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers, whatever else is broken."""
    return HttpResponse("lever\n", content_type="text/plain; charset=utf-8")


@without_database
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503: for whoever shares traffic between machines."""
    is_ready = asked(database).state is State.OK
    text, status = ("redo\n", 200) if is_ready else ("inte redo\n", 503)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@without_database
@require_safe
@never_cache
def deep(request: HttpRequest) -> JsonResponse:
    """Each check of settings.HEALTH_CHECKS by name with a word for its state; 503 when one is "fel".

    Tells nothing of the inside: what is wrong stands in the log and on the operators' page.
    """
    signs = all_signs()
    is_well = all(sign.state is not State.FAULT for sign in signs.values())
    return JsonResponse(
        {name: sign.state.word for name, sign in signs.items()},
        status=200 if is_well else 503,
        json_dumps_params={"ensure_ascii": False},
    )
