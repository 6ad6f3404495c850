"""One file per kommun with its pledges and follow-ups; each is loaded whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from pledges.importing.municipality_files import FILE, load_municipality, loading_of
from pledges.importing.problems import ImportProblem
from pledges.importing.shapes import entries
from pledges.importing.vocabulary import load_vocabulary
from pledges.importing.yaml_files import read_yaml
from pledges.publishing import Refused
from portal.models import User

from .follow_ups import load_follow_up
from .shapes import FOLLOW_UP

WITH_FOLLOW_UPS = FILE.with_keys(follow_ups=entries(FOLLOW_UP))
VOCABULARY = "vocabulary.yaml"


def municipality_files(folder: Path) -> list[Path]:
    """The folder's files of kommuner, in order. Raises ImportProblem when there are none."""
    found = sorted(path for path in folder.glob("*.yaml") if path.name != VOCABULARY)
    if not found:
        raise ImportProblem(folder, None, "mappen har inga filer med medborgarlöften.")
    return found


def load_folder(folder: Path, robot: User) -> Iterator[tuple[str, dict[str, int]]]:
    """Load the vocabulary and then each kommun's file; yields what was new for each as it is done.

    Raises ImportProblem at the first file that cannot be loaded; those before it stay loaded.
    """
    files = municipality_files(folder)
    if (folder / VOCABULARY).exists():
        new = load_vocabulary(folder / VOCABULARY)
        yield "Ordlistor", {"ord": new} if new else {}
    for path in files:
        yield load_file(path, folder.name, robot)


@transaction.atomic
def load_file(path: Path, prefix: str, robot: User) -> tuple[str, dict[str, int]]:
    """Load one kommun's file as a whole; returns the kommun's name and how many of each kind were new."""
    read = WITH_FOLLOW_UPS.read(path, read_yaml(path))
    loading = loading_of(prefix, path, read, robot)
    try:
        load_municipality(loading, read)
        for follow_up in read.get("follow_ups", []):
            load_follow_up(loading, follow_up)
    except Refused as refused:
        raise ImportProblem(path, None, str(refused)) from None
    return loading.municipality.name, loading.created
