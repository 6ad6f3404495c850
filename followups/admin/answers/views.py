"""The one address of the answers: shows them, saves one row for htmx, or all of them for a form without script."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from followups import answering
from followups.admin.answers.page import answers_page, missing, source_of
from followups.admin.answers.saving import Sent
from followups.answering import Answers
from followups.models import FollowUp
from followups.proposing import propose
from pledges.admin.reviewing import TAKEN_BACK
from pledges.models import Stage, State
from portal.pdf.refusals import Refused
from portal.wording import number_text

OURS = "X-Answer-Row"  # tells a row's answer from any other page, such as the one to sign in
STATUS = {"refused": 403, "conflict": 409}


def answers_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """Reading is GET; saving is a POST of one row (`rad`, by htmx) or of the whole form."""
    if request.method != "POST":
        follow_up = found(object_id, lambda key: FollowUp.objects.editable_by(request.user).with_pledge().get(pk=key))
        return page(request, follow_up)
    if "_forslag" in request.POST:
        return look_for_answers(request, object_id)
    row = request.POST.get("rad", "") if request.htmx else ""
    with transaction.atomic():
        held = found(object_id, lambda key: answering.hold(key, by=request.user))
        stage = held.follow_up.stage
        sent = Sent(held, request.POST, request.user, only=row, confirms_rest="_resten" in request.POST)
        saved = sent.save()
    taken_back = stage != Stage.EDITING and held.follow_up.stage == Stage.EDITING
    return one_row(request, sent, row, taken_back) if row else whole(request, sent, saved, taken_back)


def look_for_answers(request: HttpRequest, object_id: str) -> HttpResponse:
    """Proposes what the follow-up's document answers, and shows it in the rows."""
    editable = FollowUp.objects.editable_by(request.user).with_pledge()
    follow_up = found(object_id, lambda key: editable.get(pk=key))
    document = source_of(follow_up)
    if document and follow_up.state != State.WITHDRAWN:
        try:
            messages.info(request, proposed(propose(follow_up, document)))
        except Refused as busy:
            messages.error(request, str(busy))
    return redirect(request.get_full_path())


def proposed(answers: int) -> str:
    if not answers:
        return "Portalen hittade inga svar i handlingen som den kunde föra till en aktivitet."
    return f"Portalen hittade {number_text(answers)} svar i handlingen. De står som förslag tills någon bekräftar dem."


def found(object_id: str, fetch: Callable) -> FollowUp | Answers:
    """What is asked for. Raises Http404 for another's, for one that is not, and for one without answers."""
    try:
        thing = fetch(FollowUp._meta.pk.to_python(object_id))
    except (ValidationError, ValueError, ObjectDoesNotExist):
        raise Http404 from None
    follow_up = thing.follow_up if isinstance(thing, Answers) else thing
    if not follow_up.is_answered_here:
        raise Http404
    return thing


def one_row(request: HttpRequest, sent: Sent, key: str, taken_back: bool) -> HttpResponse:
    """What a row says after it was sent, and what is missing now; the fields are left as they are."""
    outcome = sent.outcomes[key]
    context = {
        "key": key,
        "outcome": outcome,
        "form": sent.forms[key],
        "report": sent.reports.get(key),
        "opened": sent.mark(key),
        "taken_back": TAKEN_BACK if taken_back else "",
        "missing": missing(sent.held.rows.values()),
        "address": request.get_full_path(),
        **addresses(sent.held.follow_up),
    }
    status = STATUS.get(outcome.kind, 200)
    return TemplateResponse(request, "admin/answers/saved.html", context, status=status, headers={OURS: key})


def whole(request: HttpRequest, sent: Sent, saved: int, taken_back: bool) -> HttpResponse:
    """On to where the button leads, or the page again with what was wrong and all that was typed."""
    if taken_back:
        messages.warning(request, TAKEN_BACK)
    if sent.is_in_trouble:
        return page(request, sent.held.follow_up, sent)
    messages.success(request, told(saved))
    if "_send" in request.POST:
        return redirect(addresses(sent.held.follow_up)["send"])
    return redirect(request.get_full_path())


def told(saved: int) -> str:
    if not saved:
        return "Inget nytt att spara."
    return "En rad är sparad." if saved == 1 else f"{saved} rader är sparade."


def page(request: HttpRequest, follow_up: FollowUp, sent: Sent | None = None) -> HttpResponse:
    forms, outcomes = (sent.forms, sent.outcomes) if sent else ({}, {})
    mine_only = request.GET.get("visa") == "min"
    shown = answers_page(follow_up, request.user, mine_only=mine_only, forms=forms, outcomes=outcomes)
    context = {
        **admin.site.each_context(request),
        "opts": FollowUp._meta,
        "original": follow_up,
        "title": str(follow_up),
        "page": shown,
        "missing": shown.missing,
        "address": request.get_full_path(),
        **addresses(follow_up),
    }
    kinds = {outcome.kind for outcome in outcomes.values()}
    status = next((code for kind, code in STATUS.items() if kind in kinds), 200)
    return TemplateResponse(request, "admin/answers/page.html", context, status=status)


def addresses(follow_up: FollowUp) -> dict[str, str]:
    """Where the steps are."""
    names = ("change", "preview", "send", "answers")
    return {name: reverse(f"admin:followups_followup_{name}", args=[follow_up.pk]) for name in names}
