"""The step "Nytt löfte från det här": first the new period, then one page of decisions, then a draft."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from pledges import carrying
from pledges.admin import form_numbers
from pledges.admin.carry_forms import DecisionForms, PeriodForm, period_words
from pledges.admin.conflicts import require_version
from pledges.admin.unsaved import KEEP, as_sent
from pledges.models import Pledge, UnsavedWork
from pledges.publishing import Refused

MADE = (
    "Utkastet är skapat med {promises} av {old_promises} löften och {activities} av {old_activities} aktiviteter. "
    "Läs igenom det som följde med, lägg till det som är nytt, och skicka sedan för granskning."
)
LOOSE = "Aktiviteter som inte hör till något löfte längre: {count}. Knyt dem till ett löfte, om de ska göras."
AGAIN = "Utkastet var redan skapat. Här är det."
LATER = "Det du har fyllt i är sparat i sju dagar. Fortsätt med Nytt löfte från det här."


class CarryingAdmin:
    """Mixed into the form of pledges. What is typed is unsaved work of the account's until the draft is made."""

    def get_urls(self) -> list:
        inside = self.admin_site.admin_view
        return [
            path("<path:object_id>/nytt-lofte/", inside(self.period_view), name=self.url_name("next")),
            path("<path:object_id>/nytt-lofte/beslut/", inside(self.decisions_view), name=self.url_name("decisions")),
            *super().get_urls(),
        ]

    def period_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pledge = self.item(request, object_id)
        if carrying.hindrance(pledge):
            return self.page(request, pledge, "hindered", later=Pledge.objects.next_after(pledge).first())
        begun = self.begun(request, pledge)
        form = PeriodForm(request.POST or None, pledge=pledge, begun=begun)
        if request.method == "POST" and form.is_valid():
            for name, value in form.as_sent.items():
                begun[name] = value
            self.keep(request, key_of(pledge), begun)
            return redirect(self.step_url("decisions", pledge))
        return self.page(request, pledge, "period", form=form, has_begun=bool(begun))

    def decisions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pledge = self.item(request, object_id)
        if request.method != "POST":
            begun = self.begun(request, pledge)
            if not begun or carrying.hindrance(pledge):
                return redirect(self.step_url("next", pledge))
            return self.decisions_page(request, pledge, begun, DecisionForms(whole(pledge), request.user, typed=begun))
        kept = self.keep_unless_saved(request, key_of(pledge))
        if KEEP in request.POST:
            return kept
        if "_later" in request.POST:
            messages.success(request, LATER)
            return redirect(self.step_url("change", pledge))
        return self.once(request, pledge)

    def begun(self, request: HttpRequest, pledge: Pledge) -> QueryDict:
        """The period and the decisions as they were last kept; empty for who has not begun."""
        kept = UnsavedWork.objects.of(request.user, self.opts.label_lower, key_of(pledge)).first()
        return as_sent(kept.fields if kept else [])

    def once(self, request: HttpRequest, pledge: Pledge) -> HttpResponse:
        """Make the draft unless this very form has made it; what cannot be made is answered with all that was typed."""
        with transaction.atomic():
            number, is_first = form_numbers.claim(request)
            if not is_first:
                messages.info(request, AGAIN)
                return redirect(number.answer)
            answer = self.made(request, pledge)
            if answer.status_code == 302:
                form_numbers.answered(number, answer["Location"])
            else:
                transaction.set_rollback(True)
            return answer

    def made(self, request: HttpRequest, pledge: Pledge) -> HttpResponse:
        forms = DecisionForms(whole(pledge), request.user, data=request.POST)
        period = PeriodForm(request.POST, pledge=pledge)
        try:
            require_version(pledge, request)
            if not period.is_valid() or forms.wrong:
                return self.decisions_page(request, pledge, request.POST, forms, period.sentences)
            draft = carrying.carry_over(pledge, forms.decisions(), period.period, by=request.user)
        except Refused as refusal:
            return self.decisions_page(request, pledge, request.POST, forms, str(refusal))
        self.forget_unsaved(request, key_of(pledge))
        self.tell(request, pledge, draft)
        return redirect(self.step_url("change", draft))

    def tell(self, request: HttpRequest, pledge: Pledge, draft: Pledge) -> None:
        self.log_addition(request, draft, f"Skapad från {pledge.title}.")
        counts = {"promises": draft.promises.count(), "activities": draft.activities.count()}
        counts |= {"old_promises": pledge.promises.count(), "old_activities": pledge.activities.count()}
        messages.success(request, MADE.format(**counts))
        loose = draft.activities.left_loose()
        if loose:
            messages.warning(request, LOOSE.format(count=loose))

    def decisions_page(
        self, request: HttpRequest, pledge: Pledge, sent: QueryDict, forms: DecisionForms, refusal: str = ""
    ) -> HttpResponse:
        known = {
            "period": period_words(sent),
            "period_fields": [(name, sent.get(name, "")) for name in PeriodForm.Meta.fields],
        }
        return self.page(request, pledge, "decisions", forms=forms, refusal=refusal, **known)

    def page(self, request: HttpRequest, pledge: Pledge, name: str, **known) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": pledge,
            "title": "Nytt löfte från det här",
            "hindrance": carrying.hindrance(pledge) if name == "hindered" else "",
            "form_number": form_numbers.sent_number(request) or form_numbers.new_number(),
            "urls": {step: self.step_url(step, pledge) for step in ("change", "next", "decisions")},
            **known,
        }
        return TemplateResponse(request, f"admin/carrying/{name}.html", context)


def key_of(pledge: Pledge) -> str:
    """What unsaved work on the pledge that follows this one goes by."""
    return f"{pledge.pk}/nytt"


def whole(pledge: Pledge) -> Pledge:
    return Pledge.objects.for_content().get(pk=pledge.pk)
