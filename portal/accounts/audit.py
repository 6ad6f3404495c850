"""The audit log: one line for each thing that matters to security or becomes public, on the logger "audit".

Lines say who did what with which thing and how it went, by numbers: never a name or an address. They leave the portal
at once, on its standard output, so nobody who works in the back office can change them.
"""

import logging
from functools import partial

from django.db import models, transaction
from django.http import HttpRequest

from portal.accounts.network import network_of
from portal.logs import requests
from portal.metrics import counting
from portal.models import User

logger = logging.getLogger("audit")

DONE, FAILED, REFUSED = "done", "failed", "refused"
# All that is told, and how it went. What was done is told when it is certain, that is when its transaction has ended.
EVENTS = {
    "signed_in": DONE,
    "signed_out": DONE,
    "signed_out_everywhere": DONE,
    "sign_in_failed": FAILED,
    "sign_in_refused": REFUSED,
    "locked_out": REFUSED,
    "organisation_linked": DONE,
    "password_asked_for": DONE,
    "password_chosen": DONE,
    "password_changed": DONE,
    "second_factor_added": DONE,
    "second_factor_removed": DONE,
    "second_factor_renewed": DONE,
    "second_factor_reset": DONE,
    "second_factor_failed": FAILED,
    "account_created": DONE,
    "account_changed": DONE,
    "invited": DONE,
    "given_work": DONE,
    "invitation_withdrawn": DONE,
    "work_added": DONE,
    "work_changed": DONE,
    "work_removed": DONE,
    "rights_changed": DONE,  # found when an account's session is used after its work has changed
    "refused": REFUSED,  # 403, or what is not theirs, which is answered as what does not exist
    "sent": DONE,
    "approved": DONE,
    "returned": DONE,
    "scheduled": DONE,
    "published": DONE,
    "withdrawn": DONE,
    "deleted": DONE,
    "restored": DONE,
    "name_hidden": DONE,
    "document_uploaded": DONE,
    "document_refused": REFUSED,
    "export_asked_for": DONE,
    "export_fetched": DONE,
    "addresses_imported": DONE,
    "reminded": DONE,
}


def record(
    event: str,
    request: HttpRequest | None = None,
    *,
    account: User | None = None,
    thing: models.Model | None = None,
    by: User | None = None,
    **details: object,
) -> None:
    """Write one line: what, by whom (`by`, or whoever is signed in), with which thing or account, from which network.

    `event` is one of EVENTS. The request need not be given where one is being answered.
    """
    request = request or requests.current.get()
    result, about = EVENTS[event], thing or account
    line: dict[str, object] = {"actor": actor(request, by), "result": result}
    if about is not None:
        line["object"] = f"{about._meta.label_lower}:{about.pk}"
    if request is not None:
        line["network"] = network_of(request)
        request.is_refusal_told = result == REFUSED
    write = partial(_write, event, result, {**line, **details})
    if result == DONE:
        transaction.on_commit(write)
    else:
        write()


def _write(event: str, result: str, known: dict[str, object]) -> None:
    counting.add("portal_audit_total", event=event, result=result)
    logger.info(event, extra={"known": known})


def actor(request: HttpRequest | None, by: User | None) -> int | None:
    """The number of the account that acts; None for who is not signed in, and for commands."""
    signed_in = getattr(request, "user", None) if request else None
    acting = by or signed_in
    return acting.pk if acting is not None and acting.is_authenticated else None
