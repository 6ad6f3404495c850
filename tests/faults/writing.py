"""Those who write: each in a thread of its own, through the real back office, and each write with a mark of its own."""

import html
import http.client
import random
import re
import threading
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from tests.portal.raw_pdfs import CATALOG, PAGES, raw

TOKEN = "a" * 32
GIVES_UP = 0.2  # of those who got no answer: they close the window instead of trying again
PAUSE = 0.5  # seconds, since the cleaning of an upload takes a process of its own
TRIES = 400
VERSION = re.compile(r'name="_version" value="(\d+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class End(StrEnum):
    """How a write ended, as its writer knows it."""

    SAVED = "saved"  # it was told so
    REFUSED = "refused"  # it was told that it was not
    UNKNOWN = "unknown"  # nobody answered, and it was left at that


@dataclass
class Write:
    """A write and its mark, which is nowhere else."""

    kind: str
    mark: str
    row: int | None = None  # the row that it changes, for those that change one
    end: End = End.UNKNOWN


@dataclass
class Journal:
    """What all writers know: their writes in the order that they ended, and how they were answered."""

    writes: list[Write] = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)
    read: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    saved: int = 0
    busy: int = 0


class Writer(threading.Thread):
    """Writes until it is told to stop. Once told to `cut`, it hangs up before it has heard the answer."""

    def __init__(self, port: int, session: str, journal: Journal, seed: str) -> None:
        super().__init__(daemon=True)
        self.port, self.session, self.journal = port, session, journal
        self.chance = random.Random(seed)
        self.ending, self.cut = threading.Event(), threading.Event()
        self.count = 0

    def run(self) -> None:
        while not self.ending.is_set():
            self.count += 1
            write = self.write(f"{self.name}-{self.count}")
            self.journal.writes.append(write)

    def write(self, mark: str) -> Write:
        raise NotImplementedError

    def deliver(self, write: Write, address: str, fields: dict, *, number: bool = True, file: bytes = b"") -> Write:
        """Send the form until it is answered; sometimes leave it when it was not."""
        if number:
            fields = {**fields, "_form_number": f"nummer-{write.mark:-<20}"}
        for _ in range(TRIES):
            status = self.post(address, fields, file)
            if status == 302:
                write.end = End.SAVED
                self.journal.saved += 1
                return write
            if status in (400, 403, 404, 409, 200):
                write.end = End.REFUSED
                return write
            if status not in (0, 502, 503, 507):
                self.journal.wrong.append(f"{write.mark} was answered {status}")
            if self.ending.is_set() or self.chance.random() < GIVES_UP:
                return write
            time.sleep(0.02)
        self.journal.wrong.append(f"{write.mark} was never answered")
        return write

    def post(self, address: str, fields: dict, file: bytes = b"") -> int:
        """The status of the answer; 0 when there was none."""
        body, kind = multipart(fields, file) if file else (urllib.parse.urlencode(fields).encode(), FORM)
        status = self.request("POST", address, body, {"X-CSRFToken": TOKEN, "Content-Type": kind})[0]
        self.journal.answers[status] += 1
        return status

    def request(
        self, method: str, address: str, body: bytes | None = None, headers: dict | None = None, *, cookie: bool = True
    ) -> tuple[int, str]:
        """The status and the text of the answer; 0 and nothing when there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.journal.busy += 1
        try:
            known = {"Cookie": f"portal={self.session}; csrf={TOKEN}"} if cookie else {}
            connection.request(method, address, body, known | (headers or {}))
            if self.cut.is_set():
                self.cut.clear()
                return 0, ""
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            self.journal.busy -= 1
            connection.close()


FORM = "application/x-www-form-urlencoded"


def multipart(fields: dict, file: bytes) -> tuple[bytes, str]:
    parts = [
        f'--grans\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = '--grans\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    parts += [f"{head}Content-Type: application/pdf\r\n\r\n".encode(), file, b"\r\n--grans--\r\n"]
    return b"".join(parts), "multipart/form-data; boundary=grans"


class Editor(Writer):
    """Changes a theme of its own, over and over, each time on what it read."""

    def __init__(self, *args, theme: dict) -> None:
        super().__init__(*args)
        self.theme, self.version = theme, 1

    def write(self, mark: str) -> Write:
        address = f"/admin/pledges/theme/{self.theme['pk']}/change/"
        fields = {"name": self.theme["name"], "slug": self.theme["slug"], "explanation": mark, "_save": "1"}
        write = Write("edit", mark, row=self.theme["pk"])
        self.deliver(write, address, fields | {"_version": str(self.version)})
        if write.end is End.SAVED:
            self.version += 1
        else:
            self.read_again(address)
        return write

    def read_again(self, address: str) -> None:
        for _ in range(TRIES):
            found = VERSION.search(self.request("GET", address)[1])
            if found:
                self.version = int(found[1])
                return
            time.sleep(0.02)


class Maker(Writer):
    """Makes new methods."""

    def write(self, mark: str) -> Write:
        fields = {"name": f"Metod {mark}", "slug": f"metod-{mark}", "explanation": mark, "_save": "1"}
        return self.deliver(Write("make", mark), "/admin/pledges/method/add/", fields)


class Reader(Writer):
    """Reads what has been published, over and over: it is there, or the portal says that it cannot answer now."""

    def __init__(self, *args, addresses: dict[int, str]) -> None:
        super().__init__(*args)
        self.addresses = addresses

    def run(self) -> None:
        while not self.ending.wait(0.01):
            public = [write.row for write in self.journal.writes if (write.kind, write.end) == ("publish", End.SAVED)]
            address = self.addresses[self.chance.choice(public)] if public else "/nyheter/"
            status, page = self.request("GET", address, cookie=False)
            self.journal.read[status] += 1
            if status not in (0, 200, 503) or (status == 200 and "</html>" not in page):
                self.journal.wrong.append(f"{address} was answered {status}")


class CarelessMaker(Writer):
    """Makes new methods as a program without form numbers would: whatever got no answer is sent again as new."""

    def write(self, mark: str) -> Write:
        write = Write("make", mark)
        self.attempt = 0
        return self.deliver(write, "/admin/pledges/method/add/", {"explanation": mark, "_save": "1"}, number=False)

    def post(self, address: str, fields: dict, file: bytes = b"") -> int:
        self.attempt += 1
        own = f"{fields['explanation']}-{self.attempt}"
        return super().post(address, {**fields, "name": f"Metod {own}", "slug": f"metod-{own}"})


class Uploader(Writer):
    """Uploads documents with a PDF each."""

    municipality = "Gislaved"

    def write(self, mark: str) -> Write:
        self.ending.wait(PAUSE)
        fields = {"municipality": self.municipality, "title": mark, "kind": "other", "_save": "1"}
        return self.deliver(Write("upload", mark), "/admin/pledges/document/add/", fields, file=pdf(mark))


def pdf(mark: str) -> bytes:
    """A small file, which no other upload has."""
    return raw(CATALOG % b"", *PAGES, head=f"%{mark}\n".encode())


class Publishers(Writer):
    """Two who publish the same news at the same moment, both having opened its page before."""

    def __init__(self, *args, other: str, news: list[int]) -> None:
        super().__init__(*args)
        self.other, self.news = other, news

    def write(self, mark: str) -> Write:
        if not self.news:
            self.ending.wait()
            return Write("nothing", mark, end=End.REFUSED)
        write = Write("publish", mark, row=self.news.pop())
        address = f"/admin/pledges/newsitem/{write.row}/publicera/"
        fields = self.opened(address)
        second = Writer(self.port, self.other, self.journal, mark)
        ends = [Write("publish", mark), Write("publish", mark)]
        helper = threading.Thread(target=second.deliver, args=(ends[1], address, fields), kwargs={"number": False})
        helper.start()
        self.deliver(ends[0], address, fields, number=False)
        helper.join()
        saved = End.SAVED in {one.end for one in ends}
        write.end = End.SAVED if saved else End.UNKNOWN
        return write

    def opened(self, address: str) -> dict:
        for _ in range(TRIES):
            found = dict(HIDDEN.findall(self.request("GET", address)[1]))
            if "seen" in found:
                return {name: html.unescape(value) for name, value in found.items() if name in ("seen", "_version")}
            time.sleep(0.02)
        return {}
