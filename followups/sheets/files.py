"""An activity sheet as a file of either kind, with the help sheet that goes with it."""

from collections.abc import Iterable

from followups.models import FollowUp
from followups.sheets.columns import COLUMNS
from followups.sheets.rows import rows_of
from followups.sheets.workbooks import SHEET
from followups.sheets.writing import CSV_TYPE, XLSX_TYPE, csv_bytes, xlsx
from pledges.models.activity import ActivityStatus
from portal.models import User

GUIDE = (
    "Så gör du",
    "Fyll i de vita cellerna på bladet Svar: läge, antal och kommentar. De grå cellerna låter du vara.",
    f"Läge: välj i listan. Det finns {', '.join(ActivityStatus.labels)}. En tom cell räknas som Ingen redovisning.",
    "Antal: ett heltal, bara det som gjordes under den period som raden gäller. Summan räknas ut av portalen.",
    "Hittills: vad tidigare uppföljningar har redovisat sammanlagt.",
    "Kommentar: skriv kort vad som gjordes. Utgår aktiviteten: skriv varför. Börja nytt stycke med en tom rad.",
    "Rad-id och Version längst till höger kopplar raden till rätt svar. Ändra dem inte.",
    "Du får ta bort rader, byta ordning på kolumner och sortera hela rader. Rader som du tar bort ändras inte.",
    "Börjar en text med = + - eller @ står en apostrof före. Låt den stå; den försvinner när kalkylarket läses in.",
    "Grå rader svarar den andra parten för.",
    "När du är klar: spara, och välj Läs in kalkylark i portalen. Du får se varje ändring innan något sparas.",
)
TYPES = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE}


def sheet_file(follow_ups: Iterable[FollowUp], kind: str, *, by: User) -> bytes:
    """The follow-ups, fetched with `for_sheets()`, as "xlsx" or "csv". Raises writing.TooLong."""
    rows = rows_of(follow_ups, by=by)
    if kind == "csv":
        return csv_bytes(COLUMNS, rows)
    return xlsx(COLUMNS, rows, name=SHEET, guide=GUIDE, is_open=lambda row: row.is_open)
