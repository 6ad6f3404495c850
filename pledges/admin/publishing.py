"""Draft, preview, publish, withdraw: the buttons and confirmation pages of everything that can be public."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from pledges.admin.publishing_forms import NoteForm, ReasonForm
from pledges.admin.scoping import ScopedAdmin
from pledges.admin.standing import Standing
from pledges.models import State
from pledges.publishing import Incomplete, Refused
from portal.pdf import RenderingFailed

PDF_FAILED = "PDF:en kunde inte skapas, så inget har publicerats. Försök igen om en stund."


@dataclass(frozen=True)
class Verbs:
    """What the back office needs to know about a kind of thing in order to publish it.

    `publish(item, by=, note=)` and `withdraw(item, by=, reason=)` raise Refused; `problems(item)` are the
    sentences that say what is missing; `content(item)` is what an edition would freeze, None for a thing
    without editions; `preview(request, item, edit_address)` answers with the public page made of the working
    rows and a way back, when `can_be_previewed(item)`.
    """

    problems: Callable
    publish: Callable
    withdraw: Callable
    preview: Callable
    content: Callable | None = None
    can_be_previewed: Callable = bool


class PublishingAdmin(ScopedAdmin):
    """The steps of a Publishable. Reading is GET; every step is a POST with the form's token."""

    verbs: Verbs
    change_form_template = "admin/publishable/form.html"
    view_on_site = False  # the panel links to the page when there is one
    fixed_once_public: tuple[str, ...] = ()  # fields that are part of a permanent address
    steps = (("forhandsgranska", "preview"), ("publicera", "publish"), ("dra-tillbaka", "withdraw"))

    def get_readonly_fields(self, request: HttpRequest, obj=None):
        fixed = self.fixed_once_public if obj and obj.state != State.DRAFT else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def may_be_deleted(self, obj) -> bool:
        return obj.state == State.DRAFT

    def get_urls(self) -> list:
        own = [
            path(
                f"<path:object_id>/{word}/",
                self.admin_site.admin_view(getattr(self, f"{step}_view")),
                name=self.url_name(step),
            )
            for word, step in self.steps
        ]
        return [*own, *super().get_urls()]

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

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.item(request, object_id)
        return self.verbs.preview(request, item, self.step_url("change", item))

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.item(request, object_id)
        form = NoteForm(request.POST or None, editions=Standing(item, self.verbs).editions)
        if request.method == "POST" and form.is_valid() and self.publish(request, item, form):
            return redirect(self.step_url("change", item))
        return self.confirm(request, item, form, "publish")

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        item = self.item(request, object_id)
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self.withdraw(request, item, form):
            return redirect(self.step_url("change", item))
        return self.confirm(request, item, form, "withdraw")

    def publish(self, request: HttpRequest, item, form: NoteForm) -> bool:
        note = form.cleaned_data.get("note", "")
        return self.told(
            request, item, form, "Publicerat.", lambda: self.verbs.publish(item, by=request.user, note=note)
        )

    def withdraw(self, request: HttpRequest, item, form: ReasonForm) -> bool:
        reason = form.cleaned_data["reason"]
        done = "Tillbakadraget. Adressen svarar nu med när och varför."
        return self.told(request, item, form, done, lambda: self.verbs.withdraw(item, by=request.user, reason=reason))

    def told(self, request: HttpRequest, item, form, done: str, act: Callable) -> bool:
        """Act, log and say so. When it is refused nothing has happened, and the form says why."""
        try:
            act()
        except Incomplete:
            return False  # the page lists what is missing
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except RenderingFailed:
            form.add_error(None, PDF_FAILED)
        else:
            self.log_change(request, item, done)
            messages.success(request, done)
            return True
        return False

    def confirm(self, request: HttpRequest, item, form, step: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": item,
            "form": form,
            "standing": Standing(item, self.verbs),
            "urls": {name: self.step_url(name, item) for name in ("change", "preview")},
            "title": {"publish": "Publicera", "withdraw": "Dra tillbaka"}[step],
        }
        return TemplateResponse(request, f"admin/publishable/{step}.html", context)

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs) -> HttpResponse:
        obj = kwargs.get("obj")
        context["publishes"] = True
        if obj is not None:
            urls = {step: self.step_url(step, obj) for step in ("preview", "publish", "withdraw")}
            context |= {"standing": Standing(obj, self.verbs), "urls": urls}
        return super().render_change_form(request, context, **kwargs)

    def response_change(self, request: HttpRequest, obj) -> HttpResponse:
        """After saving, on to the preview or the publishing page when that button was used."""
        for step in ("preview", "publish"):
            if f"_{step}" in request.POST:
                return redirect(self.step_url(step, obj))
        return super().response_change(request, obj)
