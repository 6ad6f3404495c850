"""The real nginx with the portal's configuration, in front of a stand-in for the application, which notes all."""

import os
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from portal import front
from portal.local import certificate
from portal.local.testtools import nginx

POLICY = "default-src 'none'; frame-ancestors 'none'"
# What the stand-in answers, by path: status, headers, body.
ANSWERS = {
    "/own/": (200, {"Cache-Control": "private, no-store"}, "own"),
    "/silent/": (200, {}, "silent"),
    "/cookie/": (200, {"Cache-Control": "public, max-age=0", "Set-Cookie": "a=b"}, "cookie"),
    "/fails/": (503, {"Cache-Control": "no-store", "Retry-After": "7"}, "the portal's own words"),
    "/unguarded/": (200, {"Content-Security-Policy": ""}, "bare"),
}
PUBLIC = {"Cache-Control": "public, max-age=0", "Vary": "Accept-Encoding, HX-Request"}


@dataclass
class Asked:
    """A question as it reached the application."""

    line: str
    headers: dict[str, str]
    body: bytes
    by: str


class Application(socketserver.ThreadingUnixStreamServer):
    """Answers at a socket, notes everything, and holds what begins with `holds` until it is told to let go."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(str(path), Answering)
        self.path, self.name = path, name
        self.asked: list[Asked] = []
        self.lets_go = threading.Event()  # what is held is answered when this is set
        self.holds = "nothing"
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def end(self) -> None:
        self.shutdown()
        self.server_close()
        self.path.unlink(missing_ok=True)


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name: str):
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def handle_one_request(self) -> None:
        self.close_connection = True
        super().handle_one_request()

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(Asked(self.requestline, dict(self.headers.items()), body, self.server.name))
        if self.path.startswith(self.server.holds):
            self.server.lets_go.wait(30)
        default = (200, PUBLIC, f"{self.server.name} {self.headers.get('HX-Request', 'page')}")
        status, headers, text = ANSWERS.get(self.path.partition("?")[0], default)
        self.send_response(status)
        for name, value in {"Content-Security-Policy": POLICY, "Content-Length": str(len(text)), **headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode() if self.command != "HEAD" else b"")

    def log_message(self, *_told: object) -> None:
        """Nothing is written among what the tests print."""


@dataclass
class Answer:
    """What a visitor was answered; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Front:
    """A running front server."""

    place: front.Place
    process: subprocess.Popen
    public: Application
    office: Application
    trusted: ssl.SSLContext = field(init=False)

    def __post_init__(self) -> None:
        self.trusted = ssl.create_default_context(cafile=str(self.place.certificate))
        self.trusted.set_alpn_protocols(["http/1.1"])

    @property
    def asked(self) -> list[Asked]:
        return self.public.asked + self.office.asked

    def connect(self, *, tls: bool = True) -> socket.socket:
        plain = socket.create_connection(("127.0.0.1", self.place.https if tls else self.place.http), timeout=20)
        return self.trusted.wrap_socket(plain, server_hostname="127.0.0.1") if tls else plain

    def send(self, raw: bytes, *, tls: bool = True) -> Answer:
        """The answer to these very bytes."""
        with self.connect(tls=tls) as connection:
            connection.sendall(raw)
            method = raw.partition(b" ")[0].decode("latin-1")
            answer = HTTPResponse(connection, method=method)
            answer.begin()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def get(self, path: str, *, method: str = "GET", body: bytes = b"", tls: bool = True, **headers: str) -> Answer:
        named = {"Host": "127.0.0.1", "Connection": "close"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            named["Content-Length"] = str(len(body))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "", ""]
        return self.send("\r\n".join(lines).encode() + body, tls=tls)

    def forget(self) -> None:
        """Begin anew: nothing has been asked, and nothing is held."""
        for application in (self.public, self.office):
            application.asked.clear()
            application.lets_go.clear()
            application.holds = "nothing"

    def at_once(self, path: str, count: int) -> list[bytes]:
        """The last words of so many answers to questions that are all asked before the first is answered."""
        self.public.holds = path
        asking = [self.connect() for _ in range(count)]
        for connection in asking:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        self.public.lets_go.set()
        with ExitStack() as opened:
            return [opened.enter_context(connection).recv(65536).rpartition(b"\n")[2] for connection in asking]

    def log(self, until: str) -> list[str]:
        """The lines of the log, when the one with these words has come."""
        for _ in range(100):
            text = (self.place.work / "access.log").read_text(encoding="utf-8")
            if until in text:
                return text.splitlines()
            time.sleep(0.05)
        raise AssertionError(f"{until} is not in the log")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running_front(home: Path, **how: object) -> Iterator[Front]:
    """nginx with everything in `home`, in front of two stand-ins; the settings must name `home` for static files."""
    work = home / "front"
    work.mkdir()
    place = front.Place(
        work=work,
        addresses=("127.0.0.1",),
        https=free_port(),
        http=free_port(),
        public=home / "public.sock",
        office=home / "office.sock",
        certificate=work / "cert.pem",
        key=work / "key.pem",
        log=work / "access.log",
        user="root" if os.geteuid() == 0 else "",
        **how,
    )
    certificate.ensure(place.certificate, place.key, ["127.0.0.1", "localhost"])
    front.write(place)
    applications = Application(place.public, "public"), Application(place.office, "office")
    command = [nginx(), "-p", str(work), "-c", str(work / "nginx.conf"), "-g", "daemon off;"]
    with (work / "errors").open("wb") as errors:
        process = subprocess.Popen(command, stderr=errors)
    try:
        wait_until_listening(place.https, process, work / "errors")
        yield Front(place, process, *applications)
    finally:
        process.terminate()
        process.wait(10)
        for application in applications:
            application.end()
        shutil.rmtree(work / "pages", ignore_errors=True)


def wait_until_listening(port: int, process: subprocess.Popen, errors: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, errors.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not answer")
