"""Why a PDF could not be made, in words for people."""


class RenderingFailed(Exception):
    """No PDF came out. The message is Swedish and may be shown; the log has the details."""


TOO_SLOW = "PDF:en kunde inte skapas: det tog för lång tid. Korta texten eller försök igen."
TOO_LARGE = "PDF:en kunde inte skapas: dokumentet är för stort. Korta texten och försök igen."
BUSY = "PDF:en kunde inte skapas just nu: många väntar. Försök igen om en stund."
CRASHED = "PDF:en kunde inte skapas: programmet som gör den avbröts. Försök igen."
NOT_STARTED = "PDF:en kunde inte skapas: programmet som gör den startade inte. Loggen säger varför."
BROKEN = "PDF:en kunde inte skapas: ett fel i dokumentet eller programmet ({reason}). Loggen säger mer."
MISSING_LIBRARY = (
    "PDF:en kunde inte skapas: systembiblioteket Pango saknas. Installera det, på Debian och Ubuntu med "
    "”apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0”, och försök igen."
)
