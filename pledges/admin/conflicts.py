"""No save overwrites what somebody else has saved meanwhile, and no form that is sent twice is saved twice."""

import hashlib
from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from pledges import revisions, trash
from pledges.admin import form_numbers, history
from pledges.admin.comparing import differences, typed_texts, with_lost_rows_as_new
from pledges.admin.unsaved import KeepsUnsaved
from pledges.models import DeletedThing, Revision, Versioned
from pledges.publishing import Refused

FIELD = "_version"
NOT_KEPT = {FIELD, form_numbers.FIELD, form_numbers.NOT_TYPED}


class Stale(Refused):
    """The thing is not as it was when the page was opened; the message says who changed it and when."""


def require_version(item: Versioned, request: HttpRequest) -> None:
    """Hold the row, and raise Stale unless it still has the version that the sent page was opened at.

    Call in the transaction that takes the step. The page carries the version with
    `{% include "admin/includes/opened_at.html" with version=original.version %}` inside its form.
    """
    held = type(item)._default_manager.held(item.pk)
    if held is None:
        raise Stale("Den är raderad, så inget har gjorts nu.")
    if request.POST.get(FIELD) != str(held.version):
        raise Stale(f"{who_and_when(held)} efter att du öppnade sidan. Läs det som gäller nu; inget har gjorts.")


def who_and_when(item: Versioned) -> str:
    """The latest that was done with the thing, as the beginning of a sentence."""
    latest = Revision.objects.of_thing(item).newest_first().first()
    if latest is None or latest.by is None:
        return "Någon annan sparade"
    at = date_format(timezone.localtime(latest.at), "j F H:i")
    return f"{latest.by} {latest.get_verb_display().lower()} den {at},"


class Careful(KeepsUnsaved):
    """Saving in the back office: once per opened form, only on what was read, and written down in history."""

    conflict_template = "admin/conflict.html"
    goes_to_trash = True  # what is deleted; else it is gone, with a line in the log

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        if self.keeps(request):
            return self.unsaved_view(request, object_id)
        if request.method == "GET":
            self.find_unsaved(request, object_id)
        extra_context = {"form_number": form_numbers.sent_number(request) or form_numbers.new_number()} | (
            extra_context or {}
        )
        save = partial(super().changeform_view, request, object_id, form_url, extra_context)
        return self.carefully(request, object_id, save) if request.method == "POST" else save()

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs) -> HttpResponse:
        obj = kwargs.get("obj")
        context |= self.offer_unsaved(request, self.version_of(request, obj) if obj else "")
        return super().render_change_form(request, context, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        extra_context = {"form_number": form_numbers.new_number()} | (extra_context or {})
        delete = partial(super().delete_view, request, object_id, extra_context)
        return self.carefully(request, object_id, delete) if request.method == "POST" else delete()

    def carefully(self, request: HttpRequest, object_id: str | None, act: Callable[[], HttpResponse]) -> HttpResponse:
        """Act in one transaction, unless this form has been sent before or was opened at another version."""
        with transaction.atomic():
            number, is_first = form_numbers.claim(request)
            if not is_first and number.sent_sha256 == form_numbers.fingerprint(request):
                messages.info(request, "Det var redan sparat. Här är det som sparades.")
                return redirect(number.answer)
            answer = self.refusal(request, object_id, None if is_first else number) or act()
            if answer.status_code == 302:
                self.forget_unsaved(request, unquote(object_id or ""))
                form_numbers.answered(number if is_first else None, answer["Location"])
            else:
                transaction.set_rollback(True)  # nothing was saved, so the number is not used up
            return answer

    def refusal(self, request: HttpRequest, object_id: str | None, number) -> HttpResponse | None:
        """The page that explains why this cannot be saved as it is; None when it can."""
        if object_id is None:
            return self.saved_already(request, number.answer) if number else None
        item = self.held(request, object_id)
        if item is None:
            return self.gone(request, object_id)
        if not self.has_change_permission(request, item) or self.is_current(request, item):
            return None
        return self.conflict(request, item)

    def held(self, request: HttpRequest, object_id: str):
        """The thing, its row held until the transaction ends; None for another's as for one that is not."""
        try:
            key = self.opts.pk.to_python(unquote(object_id))
            return self.get_queryset(request).select_for_update(of=("self",)).get(pk=key)
        except (ValidationError, ValueError, ObjectDoesNotExist):
            return None

    def version_of(self, request: HttpRequest, item) -> str:
        """What tells whether the thing has changed: its number, or of what has none a hash of all it says."""
        if isinstance(item, Versioned):
            return str(item.version)
        own = [getattr(item, name) for name in edited_columns(item)]
        rows = [list(found.values()) for found in rows_of(item, self.get_inlines(request, item)).values()]
        return hashlib.sha256(repr([own, rows]).encode()).hexdigest()[:32]

    def is_current(self, request: HttpRequest, item: Versioned) -> bool:
        """Whether the form was opened at this version. Deleting may be asked for without a form."""
        opened = request.POST.get(FIELD)
        return opened == self.version_of(request, item) or (opened is None and "post" in request.POST)

    def conflict(self, request: HttpRequest, item: Versioned) -> HttpResponse:
        """Both texts, side by side, and what can be done."""
        if "post" in request.POST:
            return self.explain(request, item=item, deleting=True)
        form_class = self.get_form(
            request, item, change=True, fields=flatten_fieldsets(self.get_fieldsets(request, item))
        )
        formsets, _ = self._create_formsets(request, item, change=True)
        request.POST = with_lost_rows_as_new(request.POST, formsets)
        formsets, _ = self._create_formsets(request, item, change=True)
        form = form_class(request.POST, request.FILES, instance=item)
        return self.explain(request, item=item, differences=differences(form, formsets), files=list(request.FILES))

    def gone(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """What was typed for a thing that somebody deleted meanwhile; None when there never was such a thing."""
        deleted = DeletedThing.objects.editable_by(request.user).of_key(self.opts.label_lower, unquote(object_id))
        found = deleted.with_people().first()
        return self.explain(request, deleted=found, typed=typed_texts(self.model, request.POST)) if found else None

    def saved_already(self, request: HttpRequest, address: str) -> HttpResponse:
        """A form whose number was used, but with another text: the first is saved, the second is shown."""
        return self.explain(request, saved_at=address, typed=typed_texts(self.model, request.POST))

    def explain(self, request: HttpRequest, item=None, **known) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": item,
            "opened_version": self.version_of(request, item) if item else "",
            "who_and_when": who_and_when(item) if item else "",
            "kept": kept_fields(request),
            "form_number": form_numbers.new_number(),
            "title": "Formuläret är redan sparat" if "saved_at" in known else "Ändrat sedan du öppnade sidan",
            **known,
        }
        return TemplateResponse(request, self.conflict_template, context, status=409)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        """With all rows saved: one version more, and what it says now in history."""
        super().save_related(request, form, formsets, change)
        is_new_or_changed = not change or any(part.has_changed() for part in (form, *formsets))
        if is_new_or_changed and isinstance(form.instance, Versioned):
            verb = revisions.Verb.SAVED if change else revisions.Verb.CREATED
            item = form.instance
            revisions.record(item, verb, by=request.user, content=self.content_of(request, item), raises=change)

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        if change and isinstance(obj, Versioned):
            before = self.model._default_manager.get
            revisions.remember(obj, lambda: self.content_of(request, before(pk=obj.pk)))
        super().save_model(request, obj, form, change)

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        """Django's page, with our history in place of its log."""
        item = self.get_object(request, unquote(object_id))
        found = {"entries": history.entries(item), "editions": history.editions(item)} if item else {}
        return super().history_view(request, object_id, found | (extra_context or {}))

    def delete_model(self, request: HttpRequest, obj) -> None:
        if self.goes_to_trash:
            request.in_trash = trash.put(obj, by=request.user)
        else:
            super().delete_model(request, obj)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id) -> HttpResponse:
        """The list, with a message whose button undoes the deletion (templates/admin/includes/messages.html)."""
        if not self.goes_to_trash:
            return super().response_delete(request, obj_display, obj_id)
        name = str(self.opts.verbose_name).capitalize()
        messages.success(
            request, f"{name} ”{obj_display}” ligger i papperskorgen.", extra_tags=f"undo-{request.in_trash.pk}"
        )
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def content_of(self, request: HttpRequest, item) -> dict:
        """What the thing says, for history: its fields and the rows that its form shows."""
        return revisions.described(item, rows_of(item, self.get_inlines(request, item)))


def edited_columns(item) -> list[str]:
    return [
        field.attname for field in item._meta.concrete_fields if field.editable and field.name not in revisions.UNTOLD
    ]


def rows_of(item, inlines) -> dict:
    """The rows of each inline, by name."""
    models = {inline.model for inline in inlines}
    return {
        str(related.related_model._meta.verbose_name_plural): getattr(item, related.get_accessor_name()).all()
        for related in item._meta.related_objects
        if related.related_model in models and related.get_accessor_name()
    }


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """All that was sent, to send again, but for passwords."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and "password" not in name
        for value in values
    ]
