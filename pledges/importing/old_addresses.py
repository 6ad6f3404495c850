"""Reads where old addresses lead from a CSV file, and carries it out: the whole file or nothing, as often as one likes.

Columns: `gammal adress` (a path, or a whole address of which the path counts), `ny adress` (a path here) and `vad`
(what is there; needed where an old address leads to several). The file decides for the old addresses that it names.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.urls import Resolver404, resolve

from pledges import revisions
from pledges.models import Municipality
from portal.models import OldAddress, User

from .csv_files import Columns, CsvRow, Unreadable, read_rows

COLUMNS = Columns(("gammal adress", "ny adress", "vad"))
LONGEST = 500  # characters of an address
OURS_ALONE = ("admin", "konto", "static", "halsa", ".well-known")


@dataclass(frozen=True)
class Move:
    """That an old path leads to a target, and what is there. As the row of the number in the file says."""

    path: str
    target: str
    label: str
    row: int


@dataclass
class Done:
    """What a file changes, or would: the moves that are new or have a new label, and the old rows that go."""

    new: list[Move] = field(default_factory=list)
    relabelled: list[Move] = field(default_factory=list)
    gone: list[OldAddress] = field(default_factory=list)
    unchanged: int = 0

    def __str__(self) -> str:
        return (
            f"Nya: {len(self.new)}. Ny beskrivning: {len(self.relabelled)}. "
            f"Tas bort: {len(self.gone)}. Oförändrade: {self.unchanged}."
        )


def read(data: bytes) -> list[Move]:
    """The moves of a file, each once. Raises Unreadable with all that is wrong."""
    moves, problems = [], []
    for row in read_rows(data, COLUMNS):
        try:
            moves.append(_move(row))
        except ValueError as error:
            problems.append(f"Rad {row.number}: {error}")
    moves = list({(move.path, move.target): move for move in moves}.values())
    problems += [*_nowhere(moves), *_in_rings(moves), *_without_words(moves)]
    if problems:
        raise Unreadable(problems)
    return moves


@transaction.atomic
def carry_out(moves: Iterable[Move], *, by: User, pretend: bool = False) -> Done:
    """Let the old addresses lead where the moves say, and nowhere else. With `pretend` nothing is written."""
    moves = list(moves)
    had = {(one.path, one.target): one for one in OldAddress.objects.from_any({move.path for move in moves})}
    done = Done()
    for move in moves:
        one = had.pop((move.path, move.target), None)
        if one is None:
            done.new.append(move)
        elif one.label != move.label:
            done.relabelled.append(move)
        else:
            done.unchanged += 1
    done.gone = list(had.values())
    if not pretend:
        _write(done, by=by)
    return done


def _write(done: Done, *, by: User) -> None:
    for one in done.gone:
        revisions.record(one, revisions.Verb.DELETED, by=by)
        one.delete()
    for move in (*done.new, *done.relabelled):
        one, is_new = OldAddress.objects.update_or_create(
            path=move.path, target=move.target, defaults={"label": move.label}
        )
        verb = revisions.Verb.CREATED if is_new else revisions.Verb.SAVED
        revisions.record(one, verb, by=by, content=revisions.described(one))


def _move(row: CsvRow) -> Move:
    old, new, label = (row[column] for column in COLUMNS.required)
    if len(label) > 200:
        raise ValueError("det som står under ”vad” är längre än 200 tecken.")
    return Move(old_path(old), new_path(new), label, row.number)


def old_path(text: str) -> str:
    """The path of an old address, as the portal meets it. Raises ValueError in Swedish."""
    parts = _split(text, "gammal adress")
    if parts.scheme not in ("", "http", "https") or not (parts.netloc or parts.path.startswith("/")):
        raise ValueError(f"den gamla adressen ”{text}” ska börja med / eller https://.")
    if parts.query:
        raise ValueError(f"den gamla adressen ”{text}” har ett frågetecken. Portalen ser bara det som står före.")
    path = _plain(unquote(parts.path), text)
    path = path if path.endswith("/") else f"{path}/"
    if path == "/" or path.startswith("//"):
        raise ValueError(f"den gamla adressen ”{text}” har ingen sökväg.")
    if path.split("/")[1] in OURS_ALONE:
        raise ValueError(f"den gamla adressen ”{text}” börjar som en av portalens egna.")
    return path


def new_path(text: str) -> str:
    """The address of a page here. Raises ValueError in Swedish for any other."""
    parts = _split(text, "ny adress")
    if parts.scheme or parts.netloc or not text.startswith("/") or text.startswith("//"):
        raise ValueError(f"den nya adressen ”{text}” ska vara en sida här och börja med ett snedstreck.")
    _plain(text, text)
    try:
        match = resolve(unquote(parts.path))
    except Resolver404:
        raise ValueError(f"den nya adressen ”{text}” leder ingenstans.") from None
    if match.namespaces or parts.path.split("/")[1] in OURS_ALONE:
        raise ValueError(f"den nya adressen ”{text}” är ingen sida för alla.")
    return text


def _split(text: str, column: str):
    if not text:
        raise ValueError(f"kolumnen ”{column}” är tom.")
    try:
        return urlsplit(text)
    except ValueError:
        raise ValueError(f"”{text}” är ingen adress.") from None


def _plain(path: str, text: str) -> str:
    """The path, if it can be one. Backslashes are slashes to some browsers, and so a way out."""
    if len(path) > LONGEST - 1:
        raise ValueError(f"adressen är längre än {LONGEST} tecken.")
    if "\\" in path or "\ufffd" in path or not path.isprintable():
        raise ValueError(f"adressen ”{ascii(text)[1:-1]}” har tecken som inte kan stå i en adress.")
    return path


def _nowhere(moves: list[Move]) -> list[str]:
    """Targets in kommuner that do not exist: their addresses look like all others."""
    first = {move: unquote(move.target).split("/")[1] for move in moves}
    asked = {move: resolve(unquote(urlsplit(move.target).path)).kwargs.get("slug") == first[move] for move in moves}
    known = {one.slug for one in Municipality.objects.with_slugs(set(first.values()))}
    return [
        f"Rad {move.row}: det finns ingen kommun på adressen /{first[move]}/."
        for move in moves
        if asked[move] and first[move] not in known
    ]


def _in_rings(moves: list[Move]) -> list[str]:
    """Targets that are old addresses themselves."""
    olds = {move.path for move in moves} | OldAddress.objects.known({move.target for move in moves})
    return [
        f"Rad {move.row}: ”{move.target}” är själv en gammal adress. Skriv dit den leder."
        for move in moves
        if move.target in olds
    ]


def _without_words(moves: list[Move]) -> list[str]:
    """Those of several from one address that do not say what they are."""
    counts = Counter(move.path for move in moves)
    return [
        f"Rad {move.row}: ”{move.path}” leder till flera sidor. Skriv under ”vad” vad som finns på var och en."
        for move in moves
        if counts[move.path] > 1 and not move.label
    ]
