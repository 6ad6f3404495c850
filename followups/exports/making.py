"""The formats: what makes each one, in how many steps, and what its file is."""

from collections.abc import Iterator
from pathlib import Path

from followups.exports import archive, bound_pdf, csv_table, workbook
from followups.exports.files import CannotBeMade
from followups.exports.selection import Selection
from followups.models import Export

MAKERS = {
    Export.Form.PDF: bound_pdf,
    Export.Form.ZIP: archive,
    Export.Form.XLSX: workbook,
    Export.Form.CSV: csv_table,
}
CONTENT_TYPES = {
    Export.Form.PDF: "application/pdf",
    Export.Form.ZIP: "application/zip",
    Export.Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Form.CSV: "text/csv; charset=utf-8",
}


class NothingThere(CannotBeMade):
    """No follow-up is published of what was asked for."""


def steps(form: str, selection: Selection) -> int:
    return MAKERS[Export.Form(form)].steps(selection)


def make(form: str, selection: Selection, target: Path, work: Path) -> Iterator[None]:
    """Write the file, one step at a time; `work` is a folder for what a later run may go on from.

    Raises CannotBeMade and portal.pdf.RenderingFailed.
    """
    require_some(selection)
    yield from MAKERS[Export.Form(form)].make(selection, target, work)


def require_some(selection: Selection) -> None:
    """Raises NothingThere when nothing was found."""
    if not selection.follow_ups:
        raise NothingThere(f"Ingen uppföljning är publicerad för {selection.place.name}, {selection.period}.")
