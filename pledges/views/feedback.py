"""Takes readers' answers to "Hjälpte informationen dig?": from any page, without cookie or script."""

import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pledges.feedback import FeedbackForm, give
from pledges.pages.feedback import not_sent_page, thanks_page
from portal.accounts.network import connection_of
from portal.limits import Limit, TooMany, spend
from portal.public_forms import public_form
from portal.signed_pages import NotAPage, path_of, signed
from portal.wording import wait_text

MANY = "Det har kommit många svar från din anslutning."
LIMITS = (Limit(6, datetime.timedelta(minutes=1)), Limit(60, datetime.timedelta(hours=1)))


@require_http_methods(["GET", "HEAD", "POST"])
@public_form
def feedback(request: HttpRequest) -> HttpResponse:
    """Keeps an answer and thanks for it; with htmx in the place of the form."""
    if request.method != "POST":
        return redirect("start")
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return again(request, form)
    try:
        keep(request, form.cleaned_data)
    except TooMany as error:
        form.add_error(None, f"{MANY} Vänta {wait_text(error.seconds)} och skicka igen.")
        response = again(request, form, status=429)
        response.headers["Retry-After"] = str(error.seconds)
        return response
    if request.htmx:
        return render(request, "pledges/feedback_thanks.html#thanks")
    sida = signed(form.cleaned_data["sida"])
    return redirect(f"{reverse('feedback_thanks')}?{urlencode({'sida': sida})}")


def keep(request: HttpRequest, answer: dict) -> None:
    """Count it, and keep it unless a robot filled in what people do not see. Raises TooMany."""
    spend("feedback", connection_of(request), *LIMITS)
    if not answer["webbplats"]:
        give(page=answer["sida"], helped=answer["svar"] == "ja", text=answer["text"])


def again(request: HttpRequest, form: FeedbackForm, status: int = 200) -> HttpResponse:
    """The form as it was sent, with what is wrong."""
    template = "components/feedback.html" if request.htmx else "pledges/feedback.html"
    key = request.POST.get("sida", "")
    return render(request, template, {"page": not_sent_page(back_to(key)), "form": form, "key": key}, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks, and leads back to the page."""
    return render(request, "pledges/feedback_thanks.html", {"page": thanks_page(back_to(request.GET.get("sida", "")))})


def back_to(sida: str) -> str:
    """The page that was signed; the start page when it is none of ours."""
    try:
        return path_of(sida)
    except NotAPage:
        return reverse("start")
