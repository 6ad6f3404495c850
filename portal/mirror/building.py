"""Making a copy: every public address is asked for, and what has changed since the copy before is written."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from portal.mirror import manifest
from portal.mirror.asking import Answer, ThisPortal, gathered
from portal.mirror.folder import Draft, alone
from portal.mirror.manifest import File, Manifest
from portal.mirror.nginx import configuration
from portal.mirror.pages import Page, styled
from portal.mirror.places import place_of
from portal.models import OldAddress
from portal.public_addresses import public_addresses

NGINX = "nginx.conf"
NOWHERE = "/404.html"  # no address of ours, so it is answered as any unknown one


class Failed(Exception):
    """An address could not be copied, so there is no new copy; the message says which."""


@dataclass
class Outcome:
    """How many files were written, how many are as before and how many are no longer there."""

    written: int = 0
    same: int = 0
    removed: int = 0


def mirror(folder: Path, told: Callable[[int, int], None]) -> Outcome:
    """Make or refresh the copy in the folder. `told` hears how many addresses are done, of how many.

    Raises Failed, portal.mirror.folder.InUse, OSError.
    """
    with alone(folder):
        return Copying(folder, told).run()


class Copying:
    """One run."""

    def __init__(self, folder: Path, told: Callable[[int, int], None]) -> None:
        self.draft = Draft(folder)
        self.before = earlier(self.draft.before)
        self.now = Manifest(settings.PUBLIC_URL)
        self.told, self.portal, self.outcome = told, ThisPortal(), Outcome()
        self.kept: list[str] = []
        self.known = dict.fromkeys(public_addresses())

    def run(self) -> Outcome:
        for address in self._all():
            self._copy(address)
        for old in OldAddress.objects.all_paths():
            self._lead_on(old)
        with self._asked(NOWHERE, 404) as unknown, rendered("503.html") as away:
            self._put(NOWHERE, unknown)
            self._put("/50x.html", away)
        self.outcome.same = len(self.kept)
        self.outcome.removed = len(self.before.files.keys() - self.now.files.keys())
        if self.outcome.written or not self.now.same_as(self.before):
            self._publish()
        return self.outcome

    def _all(self) -> Iterator[str]:
        """The public addresses, and what their pages lead to of style sheets, pictures and pages with more in them."""
        self.left = deque(self.known)
        self.seen = set(self.known)
        done = 0
        while self.left:
            yield self.left.popleft()
            done += 1
            self.told(done, done + len(self.left))

    def _later(self, addresses: list[str]) -> None:
        new = [address for address in dict.fromkeys(addresses) if address not in self.seen]
        self.seen.update(new)
        self.left.extend(new)

    def _copy(self, address: str) -> None:
        with self._asked(address, 200, 404, 410) as answer:
            if answer.status == 200:
                self._put(address, answer)
            elif answer.status == 410:
                self.now.gone.append(address)
                self._put(address, answer, at=f"{address.rstrip('/')}/")  # also of a file: a page that says why

    def _lead_on(self, old: str) -> None:
        """An old address: to the only page that it has become, or to a choice between several."""
        with self._asked(old, 200, 300, 301, 404) as answer:
            if answer.status == 300:
                self._put(old, answer)
        if answer.status == 301:
            self.now.moved[old] = target = answer.headers["location"]
            with rendered("portal/mirror_moved.html", target=target) as page:
                self._put(old, page)

    def _asked(self, address: str, *expected: int) -> Answer:
        answer = self.portal.ask(address)
        if answer.status in expected:
            return answer
        with answer:
            raise Failed(f"{address} svarade {answer.status}.")

    def _put(self, address: str, answer: Answer, at: str = "") -> None:
        body = self._adapted(address, answer)
        place = place_of(at or address)
        sha256, size = measured(body)
        known = self.before.files.get(place)
        told = described(address, answer, size, sha256)
        if known and is_same(known, told, answer) and not self.draft.faults(place, known):
            self.kept.append(place)
            self.now.files[place] = known
        else:
            self.draft.write(place, body)
            self.now.files[place] = replace(told, packed=self.draft.pack(place, told.type, size))
            self.outcome.written += 1

    def _adapted(self, address: str, answer: Answer) -> IO[bytes]:
        if answer.content_type.startswith("text/html"):
            page = Page(answer.body.read().decode(), address, self.known)
            self._later(page.found)
            return BytesIO(page.html.encode())
        if answer.content_type.startswith("text/css"):
            self._later(styled(answer.body.read().decode(), address))
        return answer.body

    def _publish(self) -> None:
        self.draft.new.mkdir(parents=True, exist_ok=True)
        for place in self.kept:
            self.draft.keep(place, self.now.files[place])
        self.now.made = timezone.now().isoformat(timespec="seconds")
        (self.draft.new / NGINX).write_text(configuration(self.now), encoding="utf-8")
        self.now.write(self.draft.new)
        self.draft.publish()


def earlier(folder: Path) -> Manifest:
    """What the copy before holds; nothing when there is none, or none that can be trusted."""
    try:
        return manifest.read(folder) or Manifest(settings.PUBLIC_URL)
    except ValueError:
        return Manifest(settings.PUBLIC_URL)


def described(address: str, answer: Answer, size: int, sha256: str) -> File:
    headers = answer.headers
    return File(
        address=address,
        status=answer.status,
        type=answer.content_type,
        size=size,
        sha256=sha256,
        asked=answer.sha256,
        policy=headers.get("content-security-policy", ""),
        is_shared=headers.get("cross-origin-resource-policy") == "cross-origin",
    )


def is_same(known: File, told: File, answer: Answer) -> bool:
    """Whether the file of the copy before says it already, in whatever order."""
    if answer.is_unordered:
        told = replace(told, size=known.size, sha256=known.sha256)
    return replace(known, packed={}) == told


def rendered(template: str, **known: str) -> Answer:
    page = render_to_string(template, known).encode()
    return gathered(200, [("Content-Type", "text/html; charset=utf-8")], [page])


def measured(body: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size in bytes."""
    body.seek(0)
    sha256 = hashlib.file_digest(body, "sha256").hexdigest()  # type: ignore[arg-type]
    return sha256, body.seek(0, SEEK_END)
