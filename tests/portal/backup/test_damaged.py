"""A backup that is not exactly what was written is refused, and nothing has been touched.

Tests here may not ask the database: pytest-django stops who tries, so a refusal comes before the first question.
"""

import gzip
import hashlib
import io
import json
import tarfile

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from portal.backup.archive import FORMAT, PIECE, SEAL_LENGTH, Archive, sealed

MANIFEST = {
    "format": FORMAT,
    "made": "2026-11-25T03:30:00+00:00",
    "migrations": [["portal", "0001_initial"]],
    "columns": {"portal_user": ["id bigint", "email character varying(254)"]},
    "counts": {"portal_user": 2},
    "sequences": {"portal_user_id_seq": 2},
}
ROWS = b"1\tanna@example.se\n2\tbo@example.se\n"
PDF = b"%PDF-1.7\nett dokument"


def written(**changed) -> bytes:
    out = io.BytesIO()
    archive = Archive(out, MANIFEST | changed, 0)
    archive.add_rows("portal_user", [ROWS[:10], ROWS[10:]])
    for name in ("documents/ab.pdf", "documents/cd.pdf"):
        archive.add_file(name, ContentFile(PDF), len(PDF))
    archive.close()
    return out.getvalue()


GOOD = written()


def flipped(at: int) -> bytes:
    """One bit of it is another; from the end when negative."""
    found = bytearray(GOOD)
    found[at] ^= 1
    return bytes(found)


def flipped_in(part: bytes) -> bytes:
    return flipped(GOOD.index(part))


DAMAGED = {
    "empty": b"",
    "another file": PDF * 1000,
    "its first half": GOOD[: len(GOOD) // 2],
    "without its first byte": GOOD[1:],
    "without its seal": GOOD[:-SEAL_LENGTH],
    "without its last byte": GOOD[:-1],
    "with a byte more": GOOD + b"\n",
    "cut out in the middle": GOOD[:2048] + GOOD[2560:],
    "two in one": GOOD + GOOD,
    "a bit of the manifest": flipped_in(b'"format"'),
    "a bit of a table": flipped_in(gzip.compress(ROWS, 1, mtime=0)[12:]),
    "a bit of a file": flipped_in(PDF),
    "a bit of a part's head": flipped_in(b"filer/documents/ab.pdf"),
    "a bit of the sums": flipped(GOOD.index(b"SHA256SUMS") + 512),
    "a bit of what fills up": flipped(GOOD.index(b"SHA256SUMS") + 2000),
    "a bit of the seal's sum": flipped(-140),
    "a bit of the seal": flipped(-10),
}


def parts_of(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar.getmembers()}


PARTS = parts_of(GOOD)
TABLE = "databas/portal_user/00001.gz"


def forged(parts: dict | list, *, sums: bool = True, kind: bytes = tarfile.REGTYPE) -> bytes:
    """A backup with the parts, sums and seal as if the portal had written it. `kind` is that of all but the first."""
    out, lines = io.BytesIO(), b""
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            member = tarfile.TarInfo(name)
            if name != "kopia.json" and kind != tarfile.REGTYPE:
                member.type, member.linkname = kind, "/etc/passwd"
            else:
                member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
            lines += f"{hashlib.sha256(data).hexdigest()}  {name}\n".encode()
        if sums:
            member = tarfile.TarInfo("SHA256SUMS")
            member.size = len(lines)
            tar.addfile(member, io.BytesIO(lines))
    return out.getvalue() + sealed(hashlib.sha256(out.getvalue()).hexdigest())


WITHOUT_SUMS = {name: data for name, data in PARTS.items() if name != "SHA256SUMS"}
FORGED = {
    "another format": written(format=FORMAT + 1),
    "no manifest": forged({name: data for name, data in WITHOUT_SUMS.items() if name != "kopia.json"}),
    "a manifest that is no JSON": forged(WITHOUT_SUMS | {"kopia.json": b"{"}),
    "a manifest of another shape": forged(WITHOUT_SUMS | {"kopia.json": json.dumps([MANIFEST]).encode()}),
    "a file is missing": forged(
        {name: data for name, data in PARTS.items() if name != "filer/documents/ab.pdf"}, sums=False
    ),
    "a table is missing": forged({name: data for name, data in WITHOUT_SUMS.items() if name != TABLE}),
    "a row is missing": forged(WITHOUT_SUMS | {TABLE: gzip.compress(ROWS.splitlines(keepends=True)[0])}),
    "a table that it does not name": written(counts={}),
    "a file more than its sums": forged({"kopia.json": PARTS["kopia.json"], "filer/extra.pdf": PDF, **PARTS}),
    "something more at its end": forged([*PARTS.items(), ("filer/extra.pdf", PDF)], sums=False),
    "no sums": forged(WITHOUT_SUMS, sums=False),
    "the same file twice": forged([*WITHOUT_SUMS.items(), ("filer/documents/cd.pdf", PDF)]),
    "a file outside its folder": forged(WITHOUT_SUMS | {"filer/documents/../../../etc/x": PDF}),
    "a file of the whole disk": forged(WITHOUT_SUMS | {"/tmp/x": PDF}),
    "a hidden file": forged(WITHOUT_SUMS | {"filer/documents/.profile": PDF}),
    "a link": forged(WITHOUT_SUMS, kind=tarfile.SYMTYPE),
    "rows that never end": forged(WITHOUT_SUMS | {TABLE: gzip.compress(b"\n" * (PIECE + 1))}),
    "rows that are not packed": forged(WITHOUT_SUMS | {TABLE: ROWS}),
    "rows without their beginning": forged(
        [(name.replace("00001", "00002"), data) for name, data in WITHOUT_SUMS.items()]
    ),
}


def refusal(tmp_path, settings, data: bytes) -> str:
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "kopia.tar").write_bytes(data)
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(tmp_path / "kopia.tar"), replace=True, verbosity=0)
    assert not settings.MEDIA_ROOT.exists()
    return str(refused.value)


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_backup_is_refused_before_anything_is_asked_or_touched(tmp_path, settings, damage):
    assert ("skadad eller ändrad" in (told := refusal(tmp_path, settings, DAMAGED[damage]))) or (
        told.startswith(("Filen är ingen säkerhetskopia", "Säkerhetskopian är inte gjord med portalens SECRET_KEY"))
    )


@pytest.mark.parametrize("forgery", FORGED)
def test_one_whose_seal_is_right_is_still_looked_through(tmp_path, settings, forgery):
    """Whoever has the key could have written it: what does not belong is refused all the same."""
    told = refusal(tmp_path, settings, FORGED[forgery])
    assert ("kopia" in told.lower()) & ("kontrollsumman" not in told) & ("SECRET_KEY" not in told)


def test_another_portals_is_refused_unless_one_says_that_one_knows(tmp_path, settings):
    settings.SECRET_KEY = "en annan nyckel"
    assert "inte gjord med portalens SECRET_KEY" in refusal(tmp_path, settings, GOOD)
    with pytest.raises(RuntimeError, match="Database access not allowed"):  # it went on to ask what is there
        call_command("restore", str(tmp_path / "kopia.tar"), other_key=True, verbosity=0)


def test_one_from_before_the_key_was_changed_is_ours(tmp_path, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "en ny nyckel", [settings.SECRET_KEY]
    (tmp_path / "kopia.tar").write_bytes(GOOD)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        call_command("restore", str(tmp_path / "kopia.tar"), verbosity=0)


def test_files_that_do_not_fit_on_the_disk_are_refused(tmp_path, settings, monkeypatch):
    monkeypatch.setattr("portal.backup.restoring.SPARE", 10**18)
    assert "disken har bara" in refusal(tmp_path, settings, GOOD)
