"""Draft, preview, publish, withdraw: the panel, buttons and confirmation pages of everything that can be public."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from pledges.admin.conflicts import require_version
from pledges.admin.scoping import ScopedAdmin
from pledges.admin.standing import NOT_YOURS, Standing
from pledges.admin.step_forms import SeenForm
from pledges.admin.warnings import about_saved
from pledges.models import State
from pledges.publishing import Incomplete, Refused
from pledges.workflow import Flow
from portal.pdf import RenderingFailed

PDF_FAILED = "PDF:en kunde inte skapas, så inget har publicerats. Försök igen om en stund."
STALE = "Läget eller texten har ändrats sedan du öppnade sidan, så inget har gjorts nu. Läs det som gäller först."


@dataclass(frozen=True)
class Verbs:
    """What the back office needs to know about a kind of thing in order to publish it.

    `publish(item, by=)` and `withdraw(item, by=, reason=)` raise Refused; `problems(item)` are the sentences that
    say what is missing; `preview(request, item, edit_address)` answers with the public page made of the working
    rows and a way back, when `can_be_previewed(item)`. What both parties approve has a `flow`, which publishes it.
    """

    problems: Callable
    withdraw: Callable
    preview: Callable
    publish: Callable | None = None
    flow: Flow | None = None
    can_be_previewed: Callable = bool


class PublishingAdmin(ScopedAdmin):
    """The steps of a Publishable. Reading is GET; every step is a POST with the form's token."""

    verbs: Verbs
    standing_class = Standing
    change_form_template = "admin/publishable/form.html"
    view_on_site = False  # the panel links to the page when there is one
    fixed_once_public: tuple[str, ...] = ()  # fields that are part of a permanent address

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        fixed = self.fixed_once_public if obj and obj.state != State.DRAFT else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def may_be_deleted(self, obj) -> bool:
        return obj.state == State.DRAFT

    def get_urls(self) -> list:
        steps = self.standing_class.steps.items()
        inside = self.admin_site.admin_view
        preview = path("<path:object_id>/forhandsgranska/", inside(self.preview_view), name=self.url_name("preview"))
        own = [
            path(f"<path:object_id>/{step.word}/", inside(self.step_view), {"step": name}, name=self.url_name(name))
            for name, step in steps
        ]
        return [preview, *own, *super().get_urls()]

    def url_name(self, step: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{step}"

    def step_url(self, step: str, item) -> str:
        return reverse(f"admin:{self.url_name(step)}", args=[item.pk])

    def item(self, request: HttpRequest, object_id: str):
        """The thing that the user may change. Raises Http404 for another's as for one that does not exist."""
        item = self.get_object(request, object_id)
        if item is None or not self.has_change_permission(request, item):
            raise Http404
        return item

    def standing(self, request: HttpRequest, item) -> Standing:
        return self.standing_class(item, self.verbs, request.user)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.item(request, object_id)
        return self.verbs.preview(request, item, self.step_url("change", item))

    def step_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        """Asks what the step needs, and takes it. Somebody whose work does not allow it is told so."""
        standing = self.standing(request, self.item(request, object_id))
        if not standing.may(step):
            return self.confirm(request, standing, step, refusal=NOT_YOURS, status=403)
        form = standing.steps[step].form(request.POST or None, standing=standing)
        if request.method == "POST" and form.is_valid() and self.is_taken(request, standing, step, form):
            return redirect(self.step_url("change", standing.item))
        refusal = standing.why_not_now(step) if request.method != "POST" else ""
        return self.confirm(request, standing, step, form=form, refusal=refusal)

    def is_taken(self, request: HttpRequest, standing: Standing, step: str, form: SeenForm) -> bool:
        """Whether the step is taken, now or already by the same form sent before."""
        if not form.is_stale:
            return self.told(request, standing, step, form)
        if standing.was_taken(step):
            messages.info(request, "Det är redan gjort. Inget mer har gjorts nu.")
            return True
        form.add_error(None, standing.why_not_now(step) or STALE)
        form.see_anew(standing)
        return False

    def told(self, request: HttpRequest, standing: Standing, step: str, form: SeenForm) -> bool:
        """Act, log and say so. When it is refused nothing has happened, and the page says why."""
        try:
            with transaction.atomic():
                require_version(standing.item, request)
                done = self.take(step, standing.item, by=request.user, **form.given) or standing.steps[step].done
        except Incomplete:
            return False  # the page lists what is missing
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except RenderingFailed:
            form.add_error(None, PDF_FAILED)
        else:
            self.log_change(request, standing.item, done)
            messages.success(request, done)
            return True
        return False

    def take(self, step: str, item, *, by, **given) -> str:
        """Take the step; returns what to say when the step's own words would not do."""
        (self.verbs.publish if step == "publish" else self.verbs.withdraw)(item, by=by, **given)
        return ""

    def confirm(
        self, request: HttpRequest, standing: Standing, step: str, *, form=None, refusal: str = "", status: int = 200
    ) -> HttpResponse:
        lacks = standing.problems if standing.steps[step].needs_all and not refusal else []
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": standing.item,
            "form": form if not refusal and (not lacks or form.is_bound) else None,
            "refusal": refusal,
            "lacks": lacks,
            "standing": standing,
            "urls": {name: self.step_url(name, standing.item) for name in ("change", "preview")},
            "title": standing.title_of(step),
        }
        return TemplateResponse(request, f"admin/publishable/{step}.html", context, status=status)

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs) -> HttpResponse:
        obj = kwargs.get("obj")
        context["publishes"] = True
        if obj is not None:
            standing = self.standing(request, obj)
            steps = [(standing.title_of(step), self.step_url(step, obj)) for step in standing.open_steps]
            context |= {"standing": standing, "steps": steps, "preview_url": self.step_url("preview", obj)}
        return super().render_change_form(request, context, **kwargs)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for warning in about_saved(form, formsets):
            messages.warning(request, warning)

    def response_change(self, request: HttpRequest, obj) -> HttpResponse:
        """After saving, on to the preview or the page of the next step when that button was used."""
        for step in ("preview", self.standing_class.after_saving[0]):
            if f"_{step}" in request.POST:
                return redirect(self.step_url(step, obj))
        return super().response_change(request, obj)
