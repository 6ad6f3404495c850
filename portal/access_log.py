"""The web server's own lines, without personal data: what was asked for and how it went, not by whom."""

import datetime
import logging
import re
from collections.abc import Mapping

from gunicorn.glogging import Logger

from portal.accounts.network import shortened, visitor
from portal.logs.lines import JsonLine
from portal.logs.output import Output
from portal.logs.requests import number_of

SECRET = re.compile(r"[^/]{40,}")  # the part of a path that is a link of somebody's own
log = logging.getLogger("access")


class AccessLog(Logger):
    """gunicorn's logger, whose lines are those of portal.logs, whatever format or file somebody asks for."""

    def access(self, resp, req, environ: Mapping, request_time: datetime.timedelta) -> None:
        if self.access_log_enabled:
            known = told(resp, environ, request_time)
            log.info("asked", extra={"known": known, "request_number": number_of(environ)})

    def _set_handler(self, log: logging.Logger, output: str | None, fmt, stream=None) -> None:
        """For what gunicorn tells of itself; called anew when its configuration is read again."""
        log.handlers = []
        if log is self.error_log:
            handler = Output()
            handler.setFormatter(JsonLine())
            log.addHandler(handler)


def told(resp, environ: Mapping, took: datetime.timedelta) -> dict[str, object]:
    """The network (/24, or /48 for IPv6), never an address; the path without its query and links of somebody's own."""
    return {
        "network": shortened(visitor(environ), 24, 48),
        "method": environ.get("REQUEST_METHOD", ""),
        "path": SECRET.sub("…", environ.get("PATH_INFO") or ""),
        "status": int(str(resp.status).split(maxsplit=1)[0]),
        "bytes": getattr(resp, "sent", None) or 0,
        "ms": took // datetime.timedelta(milliseconds=1),
    }
