"""Files that a list names: within one folder and nowhere else, and bounded before they are opened."""

import unicodedata
from pathlib import Path


def file_in(folder: Path, name: str, *, most_megabytes: int) -> Path:
    """The file. Raises ValueError in Swedish for one outside the folder, that is not there, is empty or too large."""
    path = found_in(folder.resolve(), name.replace("\\", "/"))
    if path is None:
        raise ValueError(f"filen ”{name}” finns inte i mappen.")
    size = path.stat().st_size
    if not size:
        raise ValueError(f"filen ”{name}” är tom.")
    if size > most_megabytes * 2**20:
        raise ValueError(f"filen ”{name}” är större än {most_megabytes} MB och läses inte.")
    return path


def found_in(root: Path, name: str) -> Path | None:
    """The file of that name. Some systems write å as one sign, others as a and a ring (Unicode's NFC and NFD)."""
    for written in dict.fromkeys((name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))):
        try:
            path = (root / written).resolve()
            if path.is_relative_to(root) and path.is_file():
                return path
        except OSError:  # a name that no file can have
            return None
    return None
