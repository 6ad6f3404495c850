"""Holding a copy to what it says of itself, and to the living portal."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from portal.mirror import manifest
from portal.mirror.asking import Answer
from portal.mirror.building import NOWHERE
from portal.mirror.folder import CURRENT, PUBLIC, faults, sums
from portal.mirror.manifest import Manifest

SITEMAP = "/sitemap.xml"
OF_THE_COPY = ("/50x.html",)  # nothing that the portal answers


class NoCopy(Exception):
    """There is no copy in the folder that can be read."""


def copy_in(folder: Path) -> Manifest:
    """Raises NoCopy."""
    try:
        found = manifest.read(folder / CURRENT)
    except ValueError:
        found = None
    if found is None:
        raise NoCopy
    return found


def altered(folder: Path, known: Manifest) -> Iterator[str]:
    """Files that are missing, changed or not told of."""
    public, told = folder / CURRENT / PUBLIC, set()
    for place, file in known.files.items():
        told |= sums(place, file).keys()
        yield from (f"{name}: saknas eller har ändrats" for name in faults(public, place, file))
    there = {str(path.relative_to(public)) for path in public.rglob("*") if path.is_file()}
    yield from (f"{name}: hör inte till kopian" for name in sorted(there - told))


def differing(known: Manifest, addresses: Iterable[str], ask: Callable[[str], Answer]) -> Iterator[str | None]:
    """Where the portal answers something else now; None for an address where it does not. One for each address."""
    for file in known.files.values():
        yield None if file.address in (*OF_THE_COPY, *known.moved) else difference(file.address, file, ask)
    copied = {file.address for file in known.files.values()}
    for address in addresses:
        if address not in copied:
            yield missing(address, ask)


def difference(address: str, file: manifest.File, ask: Callable[[str], Answer]) -> str | None:
    with ask(address) as answer:
        if address != NOWHERE and answer.status != file.status:
            return f"{address}: portalen svarar {answer.status}, kopian är av {file.status}"
        return None if answer.sha256 == file.asked else f"{address}: har ändrats i portalen"


def missing(address: str, ask: Callable[[str], Answer]) -> str | None:
    with ask(address) as answer:
        return f"{address}: saknas i kopian" if answer.status == 200 else None


def in_the_site_map(ask: Callable[[str], Answer]) -> list[str]:
    """The addresses that another portal tells of."""
    with ask(SITEMAP) as answer:
        found = re.findall(r"<loc>([^<]+)</loc>", answer.body.read().decode())
    return [urlsplit(unescape(address)).path for address in found]
