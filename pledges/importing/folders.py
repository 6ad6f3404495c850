"""Files that a list names: within one folder and nowhere else, and bounded before they are opened."""

from pathlib import Path


def file_in(folder: Path, name: str, *, most_megabytes: int) -> Path:
    """The file. Raises ValueError in Swedish for one outside the folder, that is not there, is empty or too large."""
    root = folder.resolve()
    try:
        path = (root / name).resolve()
        is_file = path.is_relative_to(root) and path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        is_file = False
    if not is_file:
        raise ValueError(f"filen ”{name}” finns inte i mappen.")
    size = path.stat().st_size
    if not size:
        raise ValueError(f"filen ”{name}” är tom.")
    if size > most_megabytes * 2**20:
        raise ValueError(f"filen ”{name}” är större än {most_megabytes} MB och läses inte.")
    return path
