"""Follow-ups as spreadsheets in the back office: fetched, filled in elsewhere, looked through, and saved."""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from followups.admin.sheet_forms import ChooseForm, FileForm
from followups.models import FollowUp
from followups.reporting import writing_address
from followups.sheets.applying import Applied, Outdated, apply
from followups.sheets.carrying import pack, unpack
from followups.sheets.comparing import Comparison, compare
from followups.sheets.files import TYPES, sheet_file
from followups.sheets.reading import Record, read
from followups.sheets.writing import TooLong
from pledges.admin import form_numbers
from portal.swedish import slug

TOO_OLD = "Det har gått för lång tid sedan kalkylarket lästes in. Läs in det igen. Inget är sparat."

SAVED = {0: "Inget var valt, så inget är ändrat.", 1: "1 svar ur kalkylarket är sparat."}


class SheetsAdmin:
    """The pages of the spreadsheets. Mix in before the admin of FollowUp."""

    change_form_template = "admin/sheets/follow_up.html"
    change_list_template = "admin/sheets/follow_ups.html"

    def get_urls(self) -> list:
        inside = self.admin_site.admin_view
        of_one = [
            path(f"<path:object_id>/kalkylark.{kind}", inside(self.one_view), {"kind": kind}, name=self.url_name(kind))
            for kind in TYPES
        ]
        return [
            path("kalkylark/", inside(self.sheets_view), name=self.url_name("sheets")),
            path("kalkylark/hamta/", inside(self.several_view), name=self.url_name("sheets_fetch")),
            path("kalkylark/genomfor/", inside(self.apply_view), name=self.url_name("sheets_apply")),
            *of_one,
            *super().get_urls(),
        ]

    def one_view(self, request: HttpRequest, object_id: str, kind: str) -> HttpResponse:
        """The sheet of one follow-up. Raises Http404 for one without activities to answer."""
        follow_up = self.item(request, object_id)
        found = FollowUp.objects.editable_by(request.user).with_activities().with_keys([follow_up.pk])
        if not found:
            raise Http404
        name = f"uppfoljning {follow_up.municipality} {follow_up.range.slug}"
        return self.sheet_response(request, found, kind, name) or redirect(writing_address(follow_up))

    def several_view(self, request: HttpRequest) -> HttpResponse:
        """One sheet for the drafts that were chosen; without a choice, the page where one chooses."""
        form = ChooseForm(request.GET or None, user=request.user)
        if not form.is_valid():
            return self.sheets_page(request, choose=form)
        answer = self.sheet_response(request, form.chosen(), form.cleaned_data["kind"], form.file_name)
        return answer or redirect(f"admin:{self.url_name('sheets')}")

    def sheet_response(self, request: HttpRequest, found, kind: str, name: str) -> HttpResponse | None:
        """The file; None, with a message, when it cannot be made."""
        try:
            content = sheet_file(found.for_sheets(), kind, by=request.user)
        except TooLong as reason:
            messages.error(request, str(reason))
            return None
        disposition = f'attachment; filename="{slug(name)}.{kind}"'
        return HttpResponse(content, content_type=TYPES[kind], headers={"Content-Disposition": disposition})

    def sheets_view(self, request: HttpRequest) -> HttpResponse:
        """Choose what to fetch, or send a file and see what it would change. Saves nothing."""
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if not form.is_valid():
            return self.sheets_page(request, upload=form)
        found = read(form.cleaned_data["file"].read())
        if found.problems:
            return self.sheets_page(request, upload=FileForm(), problems=found.problems, notes=found.notes)
        return self.look_through(request, found.records, found.notes)

    def look_through(self, request: HttpRequest, records: list[Record], notes: Iterable[str]) -> HttpResponse:
        comparison = compare(records, by=request.user)
        if comparison.problems:
            return self.sheets_page(request, upload=FileForm(), problems=comparison.problems, notes=notes)
        return self.review_page(request, records, comparison, notes=notes)

    def apply_view(self, request: HttpRequest) -> HttpResponse:
        """Save what was looked through, once however often the form is sent."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            number, is_first = form_numbers.claim(request)
            if not is_first:
                messages.info(request, "Det var redan sparat. Här är det som sparades.")
                return redirect(number.answer)
            answer = self.apply_sent(request)
            if answer.status_code == 302:
                form_numbers.answered(number, answer["Location"])
            else:
                transaction.set_rollback(True)  # nothing was saved, so the number is not used up
            return answer

    def apply_sent(self, request: HttpRequest) -> HttpResponse:
        records = unpack(request.POST.get("records", ""), by=request.user)
        if records is None:
            return self.sheets_page(request, problems=[TOO_OLD])
        overwriting = request.POST.getlist("overwrite")
        try:
            done = apply(records, seen=request.POST.get("seen", ""), overwriting=overwriting, by=request.user)
        except Outdated as outdated:
            if outdated.comparison.problems:
                return self.sheets_page(request, problems=[str(outdated), *outdated.comparison.problems])
            return self.review_page(request, records, outdated.comparison, refusal=str(outdated), status=409)
        return redirect(self.say_saved(request, done))

    def say_saved(self, request: HttpRequest, done: Applied) -> str:
        """Say and log what was saved; returns where to go on."""
        for follow_up in done.follow_ups:
            self.log_change(request, follow_up, "Svar ur kalkylark.")
        messages.success(request, SAVED.get(done.answers, f"{done.answers} svar ur kalkylarket är sparade."))
        if len(done.follow_ups) == 1:
            return writing_address(done.follow_ups[0])
        return reverse(f"admin:{self.url_name('changelist')}")

    def review_page(
        self,
        request: HttpRequest,
        records: list[Record],
        comparison: Comparison,
        *,
        notes: Iterable[str] = (),
        refusal: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """What would change, and the button that saves it."""
        touched = {change.record.key for change in (*comparison.changes, *comparison.conflicts)}
        context = {
            **self.sheet_context(request, "Granska ändringarna"),
            "comparison": comparison,
            "notes": notes,
            "refusal": refusal,
            "records": pack((record for record in records if record.key in touched), by=request.user),
            "form_number": form_numbers.new_number(),
        }
        return TemplateResponse(request, "admin/sheets/review.html", context, status=status)

    def sheets_page(self, request: HttpRequest, *, upload=None, choose=None, problems=(), notes=()) -> HttpResponse:
        """Where one chooses what to fetch, and sends what is filled in. With `problems`, why it could not be read."""
        context = {
            **self.sheet_context(request, "Kalkylark"),
            "upload": upload or FileForm(),
            "choose": choose or ChooseForm(user=request.user),
            "problems": problems,
            "notes": notes,
        }
        return TemplateResponse(request, "admin/sheets/sheets.html", context)

    def sheet_context(self, request: HttpRequest, title: str) -> dict:
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
