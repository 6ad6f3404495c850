"""Old addresses in the back office: each for itself, and many from a file, looked at before they are saved."""

from dataclasses import astuple

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from pledges.admin.accounts import ForAdministrators, Remembered
from pledges.importing.csv_files import Unreadable
from pledges.importing.old_addresses import Move, carry_out, read
from portal.accounts import audit
from portal.admin import OldAddressAdmin
from portal.models import OldAddress

LARGEST = 300_000  # bytes; what is larger is a task for the command
SHOWN = 200  # of each kind of change
LASTS = 10 * 60 * 60  # seconds that one may look before saving
TOO_OLD = "Det har gått för lång tid sedan filen lästes in. Läs in den igen. Inget är sparat."

admin.site.unregister(OldAddress)


class FileForm(forms.Form):
    """The file with addresses."""

    file = forms.FileField(
        label="CSV-fil",
        help_text="Kolumnerna gammal adress, ny adress och vad. Spara som ”CSV UTF-8”.",
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom."},
    )

    def clean_file(self) -> list[Move]:
        """What the file says. Its problems are errors of the field."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Filen är större än 300 kB. Dela upp den, eller be den som driver portalen.")
        try:
            return read(file.read())
        except Unreadable as error:
            raise forms.ValidationError(error.problems) from error


@admin.register(OldAddress)
class MovedAdmin(ForAdministrators, Remembered, OldAddressAdmin):
    """Where old addresses lead: the whole portal's, so for those who look after all of it."""

    goes_to_trash = False
    change_list_template = "admin/addresses/list.html"

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.import_view)
        return [path("las-in/", view, name="portal_oldaddress_import"), *super().get_urls()]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Asks for a file; shows what it would change; and saves that."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "moves" in request.POST:
            return self.save_moves(request)
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if not form.is_valid():
            return self.page(request, form=form)
        moves = form.cleaned_data["file"]
        done = carry_out(moves, by=request.user, pretend=True)
        return self.page(request, done=done, moves=pack(moves, request), shown=SHOWN)

    def save_moves(self, request: HttpRequest) -> HttpResponse:
        """Sent again it changes nothing more, since the file says the same."""
        moves = unpack(request.POST["moves"], request)
        if moves is None:
            messages.error(request, TOO_OLD)
            return redirect("admin:portal_oldaddress_import")
        done = carry_out(moves, by=request.user)
        audit.record("addresses_imported", request, new=len(done.new), gone=len(done.gone))
        messages.success(request, f"De gamla adresserna är inlästa. {done}")
        return redirect("admin:portal_oldaddress_changelist")

    def page(self, request: HttpRequest, **known) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Läs in gamla adresser"}
        return TemplateResponse(request, "admin/addresses/import.html", context | known)


def pack(moves: list[Move], request: HttpRequest) -> str:
    """The moves as one line of text, signed for the account: kept by the page, and nowhere else."""
    return signing.dumps([astuple(move) for move in moves], salt=_salt(request), compress=True)


def unpack(text: str, request: HttpRequest) -> list[Move] | None:
    """The moves; None for what is too old, or was not packed here for the account."""
    try:
        return [Move(*line) for line in signing.loads(text, salt=_salt(request), max_age=LASTS)]
    except signing.BadSignature:
        return None


def _salt(request: HttpRequest) -> str:
    return f"pledges.admin.addresses of {request.user.pk}"
