"""Sessions that end by themselves: after half an hour without a sign of life, and after ten hours at the latest.

Both are checked where a session is read, so they hold for every page, and a session that has ended is deleted.
"""

import hashlib
import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase, UpdateError

from portal.database.faults import fault_of
from portal.models import User
from portal.wiring import load

SIGNED_IN, SEEN, RIGHTS = "signed_in_at", "seen_at", "rights"
SEEN_EVERY = 60  # seconds between writes of the last sign of life


class SessionStore(db.SessionStore):
    """Sessions in the database; one that is over reads as none."""

    def load(self) -> dict:
        data = super().load()
        if SESSION_KEY not in data or not is_over(data, time.time()):
            return data
        self.delete(self.session_key)
        self._session_key = None
        return {}

    def save(self, must_create: bool = False) -> None:
        """A database that is away is told as that, and not as a session that somebody has ended meanwhile."""
        try:
            super().save(must_create)
        except UpdateError as error:
            fault = error.__context__
            raise (fault if fault_of(fault) else error) from fault.__cause__


def is_over(data: dict, now: float) -> bool:
    """Whether a signed-in session has been idle or has lasted for too long. A clock that went back ends none."""
    idle, age = now - data.get(SEEN, 0), now - data.get(SIGNED_IN, 0)
    return idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE


def begin(session: SessionBase, user: User) -> None:
    """Somebody has just signed in."""
    session[SIGNED_IN] = session[SEEN] = int(time.time())
    session[RIGHTS] = rights_of(user)


def keep_alive(session: SessionBase) -> None:
    now = int(time.time())
    if now - session.get(SEEN, 0) >= SEEN_EVERY:
        session[SEEN] = now


def follow_rights(session: SessionBase, user: User) -> bool:
    """Give the session a new key when the account's rights have changed since the last request; tells whether."""
    if session.get(RIGHTS) == rights_of(user):
        return False
    session[RIGHTS] = rights_of(user)
    session.cycle_key()
    return True


def rights_of(user: User) -> str:
    """A digest of all that the account may do, of which settings.ACCOUNT_RIGHTS know their parts."""
    parts = [f"{user.is_superuser:d}", *(tell(user) for tell in load("ACCOUNT_RIGHTS"))]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]
