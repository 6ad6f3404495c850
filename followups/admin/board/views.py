"""The board's pages: the table of a place and a year, and the reminder that is sent from it."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from followups.admin.board import table
from followups.admin.board.places import Place, places
from followups.models import Reminder
from followups.reminders import asking
from followups.reporting import Reporting, reporting
from pledges.admin import form_numbers
from pledges.pages.base import today
from portal.accounts import audit

YEARS = range(2010, 2101)  # as the database has it
NOBODY = "Välj minst en kommun som har något att redovisa."
SENT_ALREADY = "Det är redan gjort. Inget mer har skickats."


def routes(site: admin.AdminSite) -> list:
    return [
        path("oversikt/", site.admin_view(board), name="board"),
        path("oversikt/paminn/", site.admin_view(remind), name="board_remind"),
    ]


class NoteForm(forms.Form):
    """What the coordinator adds to the letters."""

    note = forms.CharField(
        label="En egen rad i brevet",
        max_length=300,
        required=False,
        help_text="Den som får brevet ser ditt namn och din rad. Skriv inga personuppgifter.",
    )

    def clean_note(self) -> str:
        return " ".join(self.cleaned_data["note"].split())


@dataclass(frozen=True)
class View:
    """What the address asks for: a place among those that the account may choose, a year, and which kommuner.

    Raises Http404 for another place or year. A form is sent to the address that it was read at.
    """

    request: HttpRequest
    day: datetime.date

    @cached_property
    def places(self) -> list[Place]:
        return places(self.request.user, self.day)

    @cached_property
    def place(self) -> Place:
        wanted = self.request.GET.get("plats") or self.places[0].word
        found = next((place for place in self.places if place.word == wanted), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def year(self) -> int:
        wanted = self.request.GET.get("ar") or str(self.day.year)
        if not (len(wanted) == 4 and wanted.isascii() and wanted.isdigit() and int(wanted) in YEARS):
            raise Http404
        return int(wanted)

    @cached_property
    def reporting(self) -> list[Reporting]:
        return reporting(self.place.municipalities(self.request.user, self.day), (self.year,), self.day)

    @cached_property
    def rows(self) -> list[table.Row]:
        reminded = Reminder.objects.latest_asked([one.municipality.pk for one in self.reporting])
        return table.rows(self.reporting, self.request.user, reminded)

    @cached_property
    def chosen(self) -> list[Reporting]:
        """The kommuner that were ticked, or all that are late, of those that may be reminded."""
        ticked, late = set(self.request.GET.getlist("kommun")), "alla" in self.request.GET
        return [
            one
            for one, row in zip(self.reporting, self.rows, strict=True)
            if row.may_be_reminded and (row.is_late if late else row.municipality.pk in ticked)
        ]

    def address(self, **changes: object) -> str:
        return f"{reverse('admin:board')}?{urlencode({'plats': self.place.word, 'ar': self.year, **changes})}"


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """How the kommuner of a place stand in a year."""
    view = View(request, today())
    context = {
        **admin.site.each_context(request),
        "title": "Översikt",
        "view": view,
        "links": [(place, view.address(plats=place.word)) for place in view.places if place.is_own],
        "more": [(place, view.address(plats=place.word)) for place in view.places if not place.is_own],
        "years": [(year, view.address(ar=year)) for year in (view.year - 1, view.year, view.year + 1) if year in YEARS],
        "sums": table.sums(view.reporting),
        "may_remind": any(row.may_be_reminded for row in view.rows),
    }
    return TemplateResponse(request, "admin/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest) -> HttpResponse:
    """Shows who will get what, and sends it."""
    view = View(request, today())
    if not view.chosen:
        messages.warning(request, NOBODY)
        return redirect(view.address())
    asked = asking.asking(view.chosen, view.day, by=request.user)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        return send(request, view, asked, form.cleaned_data["note"])
    context = {
        **admin.site.each_context(request),
        "title": "Påminn",
        "view": view,
        "asked": asked,
        "form": form,
        "form_number": form_numbers.sent_number(request) or form_numbers.new_number(),
    }
    return TemplateResponse(request, "admin/board_remind.html", context)


def send(request: HttpRequest, view: View, asked: asking.Asking, note: str) -> HttpResponse:
    """Log the letters once for each opened form, then send them; who sends the form again is told so."""
    with transaction.atomic():
        number, is_first = form_numbers.claim(request)
        letters = asking.log(asked, view.day, by=request.user, note=note) if is_first else []
        if is_first:
            form_numbers.answered(number, view.address())
    if letters:
        left = asking.post_at_once(letters)
        audit.record("reminded", request, kommuner=[one.municipality.pk for one in view.chosen], letters=len(letters))
        messages.success(request, sent_text(len(letters), left))
    else:
        messages.info(request, SENT_ALREADY)
    return redirect(view.address())


def sent_text(letters: int, left: int) -> str:
    told = f"Påminnelsen är skickad till {letters - left} av {letters} personer."
    return f"{told} Resten skickas inom en timme." if left else f"Påminnelsen är skickad. Brev: {letters}."
