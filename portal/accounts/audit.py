"""The audit log: one line of JSON for each thing that matters to security, on the logger "audit"."""

import datetime
import json
import logging

from django.http import HttpRequest

from portal.accounts.network import network_of
from portal.models import User

logger = logging.getLogger("audit")


def record(event: str, request: HttpRequest | None = None, *, account: User | None = None, **details: object) -> None:
    """Write one line: when (UTC), what, whose account, by whom, from which network.

    Pure ASCII, so that nothing that somebody typed can begin a line of its own. No address of a person or machine.
    """
    line: dict[str, object] = {
        "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
        "event": event,
    }
    if account is not None:
        line["account"] = account.pk
    if request is not None:
        by = getattr(request, "user", None)
        if by is not None and by.is_authenticated and by != account:
            line["by"] = by.pk
        line["network"] = network_of(request)
    logger.info(json.dumps({**line, **details}, ensure_ascii=True, default=str))
