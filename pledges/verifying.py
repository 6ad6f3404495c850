"""What must hold of all that has been published, for `manage.py verify`."""

from collections.abc import Iterator

from pledges.editions import fingerprint
from pledges.models import Edition, PledgeEdition, SealedEdition
from portal.backup.verifying import Verified, verified


def editions() -> Verified:
    return verified("Löftens utgåvor", altered(PledgeEdition))


def sealed_editions() -> Verified:
    return verified("Förseglade utgåvor", altered(SealedEdition))


def altered(model: type[Edition | SealedEdition]) -> Iterator[str]:
    """For each edition whether it says what it said when it was published."""
    rows = model.objects.values_list("pk", "content", "content_sha256")
    for key, content, sha256 in rows.iterator(chunk_size=200):
        is_same = fingerprint(content) == sha256
        yield "" if is_same else f"{model._meta.verbose_name} {key}: innehållet är inte det som publicerades."
