"""All that is counted: each name with what it means, in the words that whoever reads the numbers sees."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """A number that only grows. With `buckets` (seconds) it is a histogram of how long something took."""

    meaning: str
    buckets: tuple[float, ...] = ()


PAGE = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
DOCUMENT = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)

COUNTED = {
    "portal_requests_total": Counted("Frågor till webbservern, efter sida (ruttens namn), metod och svar."),
    "portal_request_seconds": Counted("Hur lång tid frågor tog, efter sida.", PAGE),
    "portal_database_queries_total": Counted("Frågor till databasen, efter den sida som ställde dem."),
    "portal_database_seconds_total": Counted("Sekunder som sidor väntade på databasen."),
    "portal_slow_queries_total": Counted("Frågor till databasen som tog längre tid än SLOW_QUERY_MS."),
    "portal_errors_total": Counted("Fel som ingen hade förutsett, efter slag."),
    "portal_audit_total": Counted("Rader i granskningsloggen, efter händelse och hur det gick."),
    "portal_store_total": Counted("Sidor ur sidförrådet, efter utfall: hit, miss eller stale."),
    "portal_pdf_seconds": Counted("Hur lång tid PDF-processerna tog, efter arbete: render eller clean.", DOCUMENT),
    "portal_pdf_failures_total": Counted("PDF-filer som inte blev av, efter arbete och skäl."),
    "portal_log_lines_lost_total": Counted("Loggrader som inte gick att skriva."),
}
