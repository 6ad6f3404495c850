"""The web server's access log without personal data: enough to see what is asked for and how it went, not by whom."""

import datetime
import re
from collections.abc import Mapping

from gunicorn.glogging import Logger

from portal.accounts.network import shortened, visitor

FORMAT = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(M)s'
# What may be logged, whatever format somebody asks for: no query (searches), no referrer, browser, cookie or header.
ALLOWED = ("t", "m", "s", "H", "b", "B", "T", "D", "M", "L", "p")
SECRET = re.compile(r"[^/]{40,}")  # the part of a path that is a link of somebody's own


class AccessLog(Logger):
    """gunicorn's logger, with visitors as their network (/24, or /48 for IPv6) and links of somebody's own left out."""

    def atoms(self, resp, req, environ: Mapping, request_time: datetime.timedelta) -> dict:
        known = super().atoms(resp, req, environ, request_time)
        return {
            **{name: known[name] for name in ALLOWED},
            "h": shortened(visitor(environ), 24, 48),
            "U": SECRET.sub("…", known["U"] or ""),
        }
