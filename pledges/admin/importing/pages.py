"""Imported pages in the back office: the list, taking one in, and the review, all of it on the page's one address."""

import datetime
from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from pledges.admin.importing.piece_forms import Ties, form_of
from pledges.admin.importing.receive_form import ReceiveForm
from pledges.admin.importing.review import Review
from pledges.admin.mine import Mine, Task
from pledges.admin.scoping import ScopedAdmin
from pledges.importing import deciding
from pledges.importing.deciding import Conflict
from pledges.importing.drafting import make_drafts
from pledges.importing.pieces import laid
from pledges.models import ImportedPage, Municipality
from pledges.publishing import Refused

KNOWN = "Sidan har redan kommit in, så inget nytt har sparats. Här är den."
MADE = (
    "Klart. Nya utkast: {pledges}. Nya platser för dokument: {documents}. "
    "Läs igenom utkasten och skicka dem för granskning."
)
SKIPPED = "{pledge} finns redan i portalen, så det är inte ändrat."
MADE_BEFORE = "Utkasten var redan gjorda. Här är de."


@admin.register(ImportedPage)
class ImportedPageAdmin(ScopedAdmin, admin.ModelAdmin):
    """Old pages of the kommuner where the account works. Nothing of a page is ever deleted: it may be put aside."""

    list_display = ("municipality", "title", "state", "undecided", "source_address", "received_at")
    list_display_links = ("municipality", "title")
    list_filter = ("state",)
    search_fields = ("municipality__name", "title", "source_address", "file_name")
    search_help_text = "Sök på kommun, rubrik, adress eller filens namn."

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).for_list()

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None) -> HttpResponse:
        """Paste or upload a page."""
        municipalities = self.choices_for(request, Municipality)
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        form = ReceiveForm(*data, municipalities=municipalities, by=request.user)
        found = form.receive() if data and form.is_valid() else None
        if found is None:
            context = self.context(request, title="Ta in en sida", form=form)
            return TemplateResponse(request, "admin/importing/receive.html", context)
        if not found.is_new:
            messages.info(request, KNOWN)
        return redirect(address_of(found.page))

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None) -> HttpResponse:
        """The review: shown, or a step of it taken."""
        page = self.found(request, object_id)
        if request.method != "POST":
            return self.review(request, Review(page, opened=request.GET.get("andra", "")))
        step = next((name for name in STEPS if name in request.POST), "")
        try:
            return STEPS[step](self, request, page) if step else redirect(address_of(page))
        except Refused as refusal:
            return self.refused(request, page, refusal)

    def found(self, request: HttpRequest, object_id: str) -> ImportedPage:
        try:
            return ImportedPage.objects.editable_by(request.user).for_review().get(pk=self.opts.pk.to_python(object_id))
        except (ValidationError, ValueError, ObjectDoesNotExist):
            raise Http404 from None

    def refused(self, request: HttpRequest, page: ImportedPage, refusal: Refused) -> HttpResponse:
        """The page as it is now, with what was typed where it was typed. htmx shows no page that failed."""
        opened = request.POST.get("bit", "")
        typed = request.POST if "_change" in request.POST else None
        shown = Review(self.found(request, str(page.pk)), opened=opened, trouble=str(refusal), typed=typed)
        return self.review(
            request, shown, status=200 if request.htmx else 409 if isinstance(refusal, Conflict) else 422
        )

    def review(self, request: HttpRequest, shown: Review, status: int = 200) -> HttpResponse:
        context = self.context(
            request,
            title=str(shown.page),
            original=shown.page,
            review=shown,
            address=address_of(shown.page),
        )
        return TemplateResponse(request, "admin/importing/review.html", context, status=status)

    def context(self, request: HttpRequest, **known) -> dict:
        return {**self.admin_site.each_context(request), "opts": self.opts, **known}

    def accept(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        return self.onward(deciding.accept(page, **decided(request)), request)

    def change(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        asked = decided(request)
        pieces = laid(page.pieces, page.decisions)
        piece = next((one for one in pieces if one.id == asked["piece_id"]), None)
        form = form_of(piece, Ties(Review(page).words, pieces), request.POST) if piece else None
        if form is None:
            raise Refused(deciding.GONE)
        if not form.is_valid():
            raise Refused("Något behöver rättas. Det du skrev står kvar.")
        return self.onward(deciding.change(page, values=form.values, **asked), request)

    def move(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        asked = decided(request)
        moved = deciding.move(page, target=request.POST.get("till", ""), **asked)
        after = next(one for one in laid(moved.pieces, moved.decisions) if one.id == asked["piece_id"])
        return redirect(opened_at(moved, after.id)) if after.is_open else self.onward(moved, request)

    def drop(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        return self.onward(deciding.drop(page, reason=request.POST.get("varfor", ""), **decided(request)), request)

    def undo(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        asked = decided(request)
        return redirect(f"{address_of(deciding.undo(page, **asked))}#bit-{asked['piece_id']}")

    def take(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        line = number_in(request, "rad")
        taken = deciding.take(page, line, request.POST.get("till", ""), by=request.user)
        return redirect(f"{address_of(taken)}#rad-{line}")

    def accept_certain(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        return self.onward(deciding.accept_certain(page, number_in(request, "lofte"), by=request.user), request)

    def put_aside(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        deciding.put_aside(page, request.POST.get("varfor", ""), by=request.user)
        messages.success(request, "Sidan är lagd åt sidan.")
        return redirect("admin:pledges_importedpage_changelist")

    def take_up(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        return redirect(address_of(deciding.take_up(page, by=request.user)))

    def make(self, request: HttpRequest, page: ImportedPage) -> HttpResponse:
        made = make_drafts(page, by=request.user, linked=frozenset(request.POST.getlist("lank")))
        if made.is_first:
            messages.success(request, MADE.format(pledges=len(made.pledges), documents=made.documents))
        else:
            messages.info(request, MADE_BEFORE)
        for pledge in made.there_already:
            messages.warning(request, SKIPPED.format(pledge=pledge.title))
        for pledge in made.pledges if made.is_first else ():
            self.log_addition(request, pledge, f"Gjord av {page.title}.")
        return redirect(address_of(page))

    def onward(self, page: ImportedPage, request: HttpRequest) -> HttpResponse:
        """On to what is left after the piece that was decided, or to the end of the page."""
        if request.htmx:
            return redirect(address_of(page))
        pieces = laid(page.pieces, page.decisions)
        at = next((at for at, one in enumerate(pieces) if one.id == request.POST.get("bit")), 0)
        left = next((f"bit-{one.id}" for one in [*pieces[at:], *pieces[:at]] if one.is_open), "klart")
        return redirect(f"{address_of(page)}#{left}")


# The buttons of the page, by name.
STEPS: dict[str, Callable[[ImportedPageAdmin, HttpRequest, ImportedPage], HttpResponse]] = {
    "_accept": ImportedPageAdmin.accept,
    "_change": ImportedPageAdmin.change,
    "_move": ImportedPageAdmin.move,
    "_drop": ImportedPageAdmin.drop,
    "_undo": ImportedPageAdmin.undo,
    "_take": ImportedPageAdmin.take,
    "_certain": ImportedPageAdmin.accept_certain,
    "_aside": ImportedPageAdmin.put_aside,
    "_up": ImportedPageAdmin.take_up,
    "_make": ImportedPageAdmin.make,
}


def decided(request: HttpRequest) -> dict:
    """Which piece a decision is about, at how many decisions it was read, and whose decision it is."""
    return {"piece_id": request.POST.get("bit", ""), "opened": number_in(request, "opened"), "by": request.user}


def number_in(request: HttpRequest, name: str) -> int:
    """A number that the page itself has put in a field; -1 for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1


def address_of(page: ImportedPage) -> str:
    return reverse("admin:pledges_importedpage_change", args=[page.pk])


def opened_at(page: ImportedPage, piece_id: str) -> str:
    return f"{address_of(page)}?andra={piece_id}#bit-{piece_id}"


def imported_panel(user, day: datetime.date) -> Mine:
    """How many pages wait to be reviewed where the account works (settings.OFFICE_PANELS)."""
    count = ImportedPage.objects.editable_by(user).left().count()
    told = "en" if count == 1 else str(count)
    address = reverse("admin:pledges_importedpage_changelist")
    return Mine(waiting=[Task("Importerade sidor", f"Granska {told}", address)] if count else [])
