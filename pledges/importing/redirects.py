"""Lets the addresses that old pages had lead to their kommuner's pages here. What leads somewhere already is let be."""

from collections.abc import Iterable, Iterator

from pledges.models import Municipality
from portal.models import OldAddress, User

from .old_addresses import Move, carry_out, old_path
from .page_rows import PageRow


def lead_here(rows: Iterable[PageRow], *, by: User) -> Iterator[str]:
    """Write the redirects of the rows, telling in Swedish how many they are and of the rows that got none."""
    homes: dict[str, dict[Municipality, PageRow]] = {}
    for row in rows:
        try:
            if row.address:
                homes.setdefault(old_path(row.address), {})[row.municipality] = row
        except ValueError as error:
            yield f"Rad {row.number}: ingen omdirigering, för {error}"
    known = OldAddress.objects.known(homes)
    new = [move for path, home in homes.items() if path not in known for move in moves(path, home)]
    yield f"Omdirigeringar: {len(carry_out(new, by=by).new)} nya. Ledde redan någonstans: {len(known)}."


def moves(path: str, home: dict[Municipality, PageRow]) -> Iterator[Move]:
    """To the kommun, or to each of those that shared the page, with what is there."""
    for municipality, row in home.items():
        if path == municipality.get_absolute_url():
            continue
        label = f"Medborgarlöften i {municipality.name}" if len(home) > 1 else ""
        yield Move(path, municipality.get_absolute_url(), label, row.number)
