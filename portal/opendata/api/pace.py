"""How often one connection may ask the API. Counted in the process, without a question to the database.

Each process allows so many; that is exact enough for reading, where nothing is lost by one answer too many.
What is kept leads back to nobody: it is forgotten when the minute is over.
"""

import threading
import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest

from portal.accounts.network import connection_of

MINUTE = 60  # seconds


class Pace:
    """Counts by connection within the minute that is now."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.minute = 0
        self.asked: Counter[str] = Counter()

    def wait(self, request: HttpRequest) -> int:
        """Seconds until the connection may ask again; 0 when it may now, which is then counted."""
        most, now = settings.API_PER_MINUTE, time.monotonic()
        if not most:
            return 0
        with self.lock:
            if int(now // MINUTE) != self.minute:
                self.minute = int(now // MINUTE)
                self.asked.clear()
            connection = connection_of(request)
            if self.asked[connection] >= most:
                return MINUTE - int(now % MINUTE)
            self.asked[connection] += 1
            return 0


PACE = Pace()
