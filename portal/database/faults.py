"""What an error from the database means for whoever waits for a page."""

from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError
from psycopg.errors import ConnectionTimeout

from portal.database.base import Stalled

AWAY = (OperationalError, InterfaceError)  # unless its code says something else
# PostgreSQL's codes (its manual, appendix A): a question that took too long, rows that others held for too long.
SLOW, HELD = {"57014"}, {"55P03", "40P01"}
# The server ended a transaction that stood idle, or may not be written to now. By class these would be bugs.
CUT_OFF = {"25P03", "25006"}


class Fault(Enum):
    """Why there is no answer now."""

    DROPPED = "dropped"  # a connection was refused or broken: another may work
    STALLED = "stalled"  # no answer at all in time
    SLOW = "slow"
    HELD = "held"


def fault_of(error: BaseException | None) -> Fault | None:
    """What kind of fault it is; None for an error that is something else, such as a bug."""
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return None
    code = getattr(error.__cause__, "sqlstate", None)
    if code in SLOW:
        return Fault.SLOW
    if code in HELD:
        return Fault.HELD
    if isinstance(error.__cause__, (Stalled, ConnectionTimeout)):
        return Fault.STALLED
    return Fault.DROPPED if isinstance(error, AWAY) or code in CUT_OFF else None
