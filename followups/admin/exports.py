"""The exports' pages in the back office: ask for one, see how far it has come, fetch it."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followups.admin.export_form import ExportForm
from followups.exports import asking
from followups.exports.making import CONTENT_TYPES
from followups.exports.places import offered
from followups.exports.telling import told
from followups.models import Export
from pledges.admin import form_numbers
from pledges.pages.base import today
from portal.accounts import audit
from portal.downloads import private_file

SHOWN = 30


def routes(site: admin.AdminSite) -> list:
    return [
        path("exporter/", site.admin_view(exports), name="exports"),
        path("exporter/<int:export_id>/", site.admin_view(export), name="export"),
        path("exporter/<int:export_id>/avbryt/", site.admin_view(cancel), name="export_cancel"),
        path("exporter/<int:export_id>/fil/", site.admin_view(file), name="export_file"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """One's own exports, and the form that asks for another."""
    form = ExportForm(request.POST or None, places=offered(request.user, today()), day=today())
    if form.is_valid():
        address = ask(request, form)
        if address:
            return redirect(address)
    number = form_numbers.sent_number(request) or form_numbers.new_number()
    rows = [told(one) for one in Export.objects.of(request.user).newest_first(SHOWN)]
    context = {"title": "Exporter", "form": form, "form_number": number, "exports": rows}
    return page(request, "admin/exports.html", context)


@transaction.atomic
def ask(request: HttpRequest, form: ExportForm) -> str:
    """The export's address; the first one again when the same form is sent twice; "" with an error in the form."""
    number, is_first = form_numbers.claim(request)
    if not is_first:
        return number.answer
    try:
        made = asking.ask(**form.cleaned_data, by=request.user)
    except asking.TooMany as refusal:
        form.add_error(None, str(refusal))
        transaction.set_rollback(True)
        return ""
    address = reverse("admin:export", args=[made.pk])
    form_numbers.answered(number, address)
    return address


@require_safe
def export(request: HttpRequest, export_id: int) -> HttpResponse:
    """How far it has come. The same address gives its live part to htmx, and the whole page once it has ended."""
    found = own(request, export_id)
    context = {"title": str(found), "export": told(found)}
    if not request.htmx or request.htmx.history_restore_request:
        return page(request, "admin/export.html", context)
    response = render(request, "admin/export.html#progress", context)
    if not found.is_under_way:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def cancel(request: HttpRequest, export_id: int) -> HttpResponse:
    if not asking.cancel(own(request, export_id), by=request.user):
        messages.warning(request, "Exporten hann bli klar.")
    return redirect("admin:export", export_id)


@require_safe
def file(request: HttpRequest, export_id: int) -> HttpResponse:
    found = own(request, export_id)
    if not found.file:
        raise Http404
    audit.record("export_fetched", request, thing=found)
    return private_file(request, found.file, name=told(found)["file_name"], content_type=CONTENT_TYPES[found.form])


def own(request: HttpRequest, export_id: int) -> Export:
    """Another's export is as if it did not exist."""
    return get_object_or_404(Export.objects.of(request.user), pk=export_id)


def page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})
