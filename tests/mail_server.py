"""A mail server on loopback that speaks just enough SMTP (RFC 5321) to take letters, or to refuse them."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 klar")
        for line in iter(self.rfile.readline, b""):
            word = line.decode().strip().upper()
            if word.startswith("RCPT") and line.decode().split("<")[1].split(">")[0] in self.server.refused:
                self.say("550 okand")
            elif word == "DATA":
                self.say("354 skriv")
                self.server.letters.append(email.message_from_bytes(self.read_letter(), policy=default))
                self.say("250 mottaget")
            elif word == "QUIT":
                return self.say("221 slut")
            else:
                self.say("250 ok")
        return None

    def read_letter(self) -> bytes:
        lines = [line.removeprefix(b".") for line in iter(self.rfile.readline, b".\r\n")]
        return b"".join(lines).replace(b"\r\n", b"\n")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`letters` are those that it has taken; it refuses letters to the addresses in `refused`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()
        super().__init__(("127.0.0.1", 0), _Session)

    @property
    def port(self) -> int:
        return self.server_address[1]

    def to(self) -> list[str]:
        return sorted(letter["To"] for letter in self.letters)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
