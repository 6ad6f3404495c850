"""Settings of the log, read into portal.settings: one line for each event, to standard output."""

from portal import env

# Of the portal's own events; the audit and the access log tell of everything whatever this says.
LOG_LEVEL = env.string("LOG_LEVEL", "WARNING" if env.debug() else "INFO").upper()
# Questions to the database that take longer than this many milliseconds are logged; 0 for none.
SLOW_QUERY_MS = env.integer("SLOW_QUERY_MS", 500)
# Whoever else is told of an error that nobody foresaw: (error, the request's number) -> None.
ERROR_REPORTERS = env.names("ERROR_REPORTERS")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "portal.logs.lines.JsonLine"}},
    "handlers": {"output": {"class": "portal.logs.output.Output", "formatter": "line"}},
    "root": {"handlers": ["output"], "level": "WARNING"},
    "loggers": {
        **{app: {"level": LOG_LEVEL} for app in ("portal", "pledges", "followups")},
        "audit": {"level": "INFO"},
        "access": {"level": "INFO"},
        "django": {"level": "WARNING"},
        # Below, it repeats what the access log says of pages that are not found, and the audit of what is refused.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
    },
}
