"""Which version of the portal is running."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

UNKNOWN = "okänd"


@cache
def version() -> str:
    """PORTAL_VERSION, which whoever builds an installation sets; else the commit that is checked out, shortened."""
    return settings.PORTAL_VERSION or commit(Path(settings.BASE_DIR) / ".git") or UNKNOWN


def commit(folder: Path) -> str:
    """The commit that a git folder stands at; "" when there is none. Read, since git itself may not be installed."""
    try:
        if folder.is_file():  # a work tree beside its repository
            folder = Path(folder.read_text(encoding="utf-8").removeprefix("gitdir:").strip())
        head = (folder / "HEAD").read_text(encoding="utf-8").strip()
        common = folder / "commondir"
        shared = folder / common.read_text(encoding="utf-8").strip() if common.exists() else folder
        return known(head, shared)[:10]
    except OSError:
        return ""


def known(head: str, shared: Path) -> str:
    if not head.startswith("ref: "):
        return head
    name = head.removeprefix("ref: ")
    if (shared / name).exists():
        return (shared / name).read_text(encoding="utf-8").strip()
    packed = (shared / "packed-refs").read_text(encoding="utf-8")
    found = re.search(rf"^(\w+) {re.escape(name)}$", packed, flags=re.MULTILINE)
    return found[1] if found else ""
