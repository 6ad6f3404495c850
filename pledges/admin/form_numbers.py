"""Each opened form has a number that counts once: sent again, it is answered with what came of it the first time."""

import hashlib
import json
import re
import secrets

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from pledges.models import FormNumber

FIELD = "_form_number"
SHAPE = re.compile(r"[A-Za-z0-9_-]{20,43}")
NOT_TYPED = "csrfmiddlewaretoken"


def new_number() -> str:
    return secrets.token_urlsafe(18)


def sent_number(request: HttpRequest) -> str:
    """The number that the form carries, or "" for a form without one."""
    number = request.POST.get(FIELD, "")
    return number if SHAPE.fullmatch(number) else ""


def claim(request: HttpRequest) -> tuple[FormNumber | None, bool]:
    """The number's row, and whether this is the first time. Waits for the same form being saved just now.

    Call in the transaction that saves, so that a form that was not saved has not used its number up.
    """
    number = sent_number(request)
    if not number:
        return None, True
    try:
        with transaction.atomic():
            made = FormNumber(user=request.user, number=number, sent_sha256=fingerprint(request))
            made.save(force_insert=True)
            return made, True
    except IntegrityError:
        return FormNumber.objects.of(request.user, number).get(), False


def answered(row: FormNumber | None, address: str) -> None:
    """Keep where the first sending led."""
    if row is not None:
        row.answer = address[:500]
        row.save(update_fields=["answer"])


def fingerprint(request: HttpRequest) -> str:
    """The SHA-256 of what was typed and chosen, whichever button sent it."""
    typed = {name: values for name, values in request.POST.lists() if not name.startswith("_") and name != NOT_TYPED}
    files = {name: [(file.name, file.size) for file in found] for name, found in request.FILES.lists()}
    return hashlib.sha256(json.dumps([typed, files], sort_keys=True).encode()).hexdigest()
