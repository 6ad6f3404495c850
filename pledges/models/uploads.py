"""Where uploaded files are kept: under names that nobody can guess and that no uploader chooses."""

import secrets
from pathlib import PurePath

PHOTO_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})


def document_path(instance, filename: str) -> str:
    """A new name for a document's PDF; the title, not the file's own name, is what people see."""
    return f"documents/{secrets.token_hex(16)}.pdf"


def photo_path(instance, filename: str) -> str:
    """A new name for a photo, which keeps its kind when that is one of ours."""
    suffix = PurePath(filename).suffix.lower()
    return f"photos/{secrets.token_hex(16)}{suffix if suffix in PHOTO_SUFFIXES else ''}"
