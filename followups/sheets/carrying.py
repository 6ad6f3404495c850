"""What was read from a file, carried by the page between looking and saving: signed, for one account, for ten hours.

Carried rather than stored, so that nothing of what was never saved stays behind, and nothing needs to be swept.
"""

from collections.abc import Iterable
from dataclasses import astuple

from django.core import signing

from followups.answering import Given
from followups.sheets.reading import Record
from portal.models import User

LASTS = 10 * 60 * 60  # seconds; as long as one may be signed in


def pack(records: Iterable[Record], *, by: User) -> str:
    """The records as one line of text, that only `unpack` for the same account reads."""
    return signing.dumps([astuple(record) for record in records], salt=_salt(by), compress=True)


def unpack(text: str, *, by: User) -> list[Record] | None:
    """The records; None for what is too old, or was not packed here for the account."""
    try:
        packed = signing.loads(text, salt=_salt(by), max_age=LASTS)
    except signing.BadSignature:
        return None
    return [Record(*line[:-1], given=Given(*line[-1])) for line in packed]


def _salt(user: User) -> str:
    return f"followups.sheets of {user.pk}"
