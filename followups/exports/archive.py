"""A ZIP of the single PDFs, the same bytes as the public ones, with a manifest and what is missing."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone

from followups.exports.files import edition_address, public_bytes
from followups.exports.selection import Selection
from followups.models import FollowUp
from portal.tables import MARK, csv_text

MANIFEST = ("fil", "kommunkod", "kommun", "period", "utgåva", "sha256", "adress")
MISSING = ("kommunkod", "kommun", "period", "läge")


def steps(selection: Selection) -> int:
    return len(selection.follow_ups) + 1


def make(selection: Selection, target: Path, work: Path) -> Iterator[None]:
    """Write the file, a step at a time. Raises Unreadable."""
    with zipfile.ZipFile(target, "w") as archive:
        for follow_up in selection.follow_ups:
            add(archive, follow_up.file_name, public_bytes(follow_up), follow_up)
            yield
        rows = [manifest_row(follow_up) for follow_up in selection.follow_ups]
        gaps = [(gap.municipality.pk, gap.municipality.name, gap.label, gap.in_words) for gap in selection.gaps]
        add(archive, "innehall.csv", (MARK + csv_text([MANIFEST, *rows])).encode())
        add(archive, "saknas.csv", (MARK + csv_text([MISSING, *gaps])).encode())
        add(archive, "innehall.json", as_json(selection, rows, gaps))
    yield


def add(archive: zipfile.ZipFile, name: str, data: bytes, follow_up: FollowUp | None = None) -> None:
    """Put one file in; a PDF is compressed already, and has the time of its publication."""
    at = timezone.localtime(follow_up.current_edition.published_at) if follow_up else timezone.localtime()
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_STORED if follow_up else zipfile.ZIP_DEFLATED)


def manifest_row(follow_up: FollowUp) -> tuple:
    kommun, edition = follow_up.municipality, follow_up.current_edition
    return (
        follow_up.file_name,
        kommun.pk,
        kommun.name,
        follow_up.range.label,
        edition.number,
        edition.pdf_sha256,
        edition_address(follow_up),
    )


def as_json(selection: Selection, rows: list[tuple], gaps: list[tuple]) -> bytes:
    content = {
        "plats": selection.place.name,
        "period": selection.period,
        "filer": [dict(zip(MANIFEST, row, strict=True)) for row in rows],
        "saknas": [dict(zip(MISSING, row, strict=True)) for row in gaps],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
