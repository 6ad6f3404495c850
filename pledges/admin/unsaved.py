"""What is typed in a form is kept for its writer, and offered the next time that the form is opened."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from pledges.admin import form_numbers
from pledges.admin.comparing import with_lost_rows_as_new
from pledges.models import FormNumber, UnsavedWork
from portal.wording import moment_text

KEEP, DISCARD, TAKE_OUT = "_keep", "_discard", "osparat"
LARGEST = 1_000_000  # characters; a pledge with 60 activities is a tenth
TOO_LARGE = "Det är för mycket text för ett utkast. Spara formuläret i stället."


class KeepsUnsaved:
    """Forms whose script (static/js/autosave.js) sends what is typed to their own address."""

    def keeps(self, request: HttpRequest) -> bool:
        """Whether this is about unsaved work and saves nothing else."""
        return request.method == "POST" and not {KEEP, DISCARD}.isdisjoint(request.POST)

    def unsaved_view(self, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """Keep what was sent, or throw away what was kept. Raises Http404 for what the account may not change."""
        key = self.key_of_writable(request, object_id)
        if DISCARD in request.POST:
            self.forget_unsaved(request, key)
            messages.info(request, "Det osparade är kastat.")
            return redirect(request.path)
        return self.keep_unless_saved(request, key)

    def keep_unless_saved(self, request: HttpRequest, key: str) -> HttpResponse:
        number = form_numbers.sent_number(request)
        if number and FormNumber.objects.of(request.user, number).exists():
            return HttpResponse(status=204)  # the form has been saved; this was still on its way
        return self.keep(request, key)

    def key_of_writable(self, request: HttpRequest, object_id: str | None) -> str:
        if object_id is None:
            may, key = self.has_add_permission(request), ""
        else:
            item = self.get_object(request, unquote(object_id))
            may, key = item is not None and self.has_change_permission(request, item), str(getattr(item, "pk", ""))
        if not may:
            raise Http404
        return key

    def keep(self, request: HttpRequest, key: str, sent: QueryDict | None = None) -> HttpResponse:
        fields = typed_fields(request.POST if sent is None else sent)
        if sum(len(name) + len(value) for name, value in fields) > LARGEST:
            return HttpResponse(TOO_LARGE, status=413, content_type="text/plain; charset=utf-8")
        now = timezone.now()
        kept = {"fields": fields, "opened_version": request.POST.get("_version", "")[:40], "saved_at": now}
        UnsavedWork.objects.update_or_create(user=request.user, kind=self.opts.label_lower, key=key, defaults=kept)
        text = f"Utkast sparat {timezone.localtime(now):%H:%M}"
        return HttpResponse(text, content_type="text/plain; charset=utf-8")

    def forget_unsaved(self, request: HttpRequest, key: str) -> None:
        UnsavedWork.objects.of(request.user, self.opts.label_lower, key).delete()

    def find_unsaved(self, request: HttpRequest, object_id: str | None) -> None:
        """Look for what can be offered; `request.typed` is what the form is filled with when it is taken out."""
        kept = UnsavedWork.objects.of(request.user, self.opts.label_lower, unquote(object_id or "")).first()
        request.unsaved = kept
        request.typed = as_sent(kept.fields) if kept and TAKE_OUT in request.GET else None

    def offer_unsaved(self, request: HttpRequest, opened_version: str) -> dict:
        """What the form's page shows of it. Nothing is kept while there is something to choose about."""
        kept = getattr(request, "unsaved", None)
        is_taken_out = bool(kept) and request.typed is not None
        found = {"opened_version": opened_version, "keeps_unsaved": not kept or is_taken_out}
        if kept:
            found |= {"unsaved": kept, "is_taken_out": is_taken_out}
            found["unsaved_from"] = moment_text(timezone.localtime(kept.saved_at), timezone.localdate())
            found["is_outdated"] = kept.opened_version != opened_version
        if is_taken_out:
            found["opened_version"] = kept.opened_version  # so that a save since then is not overwritten
        return found

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        typed = getattr(request, "typed", None)
        return form if typed is None else filled(form, typed)

    def get_formset_kwargs(self, request: HttpRequest, obj, inline, prefix: str) -> dict:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = getattr(request, "typed", None)
        return kwargs if typed is None else kwargs | {"data": typed}

    def _create_formsets(self, request: HttpRequest, obj, change: bool) -> tuple[list, list]:
        made = super()._create_formsets(request, obj, change)
        if getattr(request, "typed", None) is None:
            return made
        request.typed = with_lost_rows_as_new(request.typed, made[0])
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            without_complaints(formset)
        return formsets, inlines


def typed_fields(sent: QueryDict) -> list[list[str]]:
    """Each field with its values, but for passwords and what is not typed."""
    return [
        [name, value]
        for name, values in sent.lists()
        if not name.startswith("_") and name != form_numbers.NOT_TYPED and "password" not in name
        for value in values
    ]


def as_sent(fields: list[list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields:
        data.appendlist(name, value)
    return data


def filled(form_class, typed: QueryDict):
    """The form with what was typed, without complaints about what is not finished."""

    class Filled(form_class):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(typed, **kwargs)
            self._errors = ErrorDict()

    return Filled


def without_complaints(formset) -> None:
    for form in formset.forms:
        form._errors = ErrorDict()
    formset._errors, formset._non_form_errors = [], formset.error_class()
