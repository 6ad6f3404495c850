"""Each refusal in the back office is told in the audit log, whichever way it is answered."""

from django.http import HttpRequest, HttpResponse

from portal.accounts import audit

SHUT = (403, 404)


class TellsOfMissing:
    """For a ModelAdmin: Django answers what does not exist, or is another's, by leading to the start page."""

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts, object_id: str) -> HttpResponse:
        response = super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        response.is_refusal = True
        return response


def tell(request: HttpRequest, response: HttpResponse, *, private: bool) -> None:
    """Write the line of a request that was refused, unless what refused it has. In public, what is not found is not."""
    shut = response.status_code in (SHUT if private else SHUT[:1]) or getattr(response, "is_refusal", False)
    if not shut or getattr(request, "is_refusal_told", False):
        return
    match = request.resolver_match
    audit.record(
        "refused",
        request,
        route=match.view_name if match else None,
        about={name: str(value)[:100] for name, value in match.kwargs.items()} if match else None,
        method=request.method,
        status=response.status_code,
    )
