"""What production needs to know, for `make serve`: taken from the environment, or made once and kept, and told."""

import fcntl
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from portal.local import address
from portal.local.certificate import write_private
from portal.local.terminal import Refusal

HTTPS_PORT, HTTP_PORT = 8443, 8080
LOCAL_NAMES = ["127.0.0.1", "localhost", "[::1]"]
KEY_FILE, LOCK = "secret-key", "serving"


def https_port() -> int:
    return address.port("PORT", HTTPS_PORT, "make serve")


def http_port() -> int:
    return address.port("HTTP_PORT", HTTP_PORT, "make serve")


def host() -> str:
    return os.environ.get("HOST") or "127.0.0.1"


def settings(data: Path, *, tls: bool) -> dict[str, str]:
    """The environment of all programs: what is set, and for the rest what suits one machine. Never DEBUG."""
    port, scheme = (https_port(), "https") if tls else (http_port(), "http")
    made = {
        "ALLOWED_HOSTS": ",".join(LOCAL_NAMES),
        "PUBLIC_URL": f"{scheme}{address.shown(host().partition(',')[0], port).removeprefix('http')}",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or kept_key(data),
    }
    decided = {"DEBUG": "0", "DATA_DIR": str(data), "HTTPS": str(int(tls)), "BEHIND_PROXY": str(int(tls))}
    return {**made, **{name: value for name, value in os.environ.items() if value}, **decided}


def told(environment: Mapping[str, str], data: Path) -> list[str]:
    """What the person should know of what was chosen for the machine."""
    lines = []
    if not environment.get("SECRET_KEY"):
        lines.append(f"Nyckeln finns i {data / KEY_FILE}. Spara en kopia: utan den går inget andra steg att använda.")
    if not environment.get("ALLOWED_HOSTS"):
        lines.append("Bara den här datorn når portalen. Sätt ALLOWED_HOSTS, PUBLIC_URL och HOST för fler.")
    if environment.get("DEBUG") not in (None, "", "0"):
        lines.append("DEBUG gäller inte i drift, och används inte.")
    return lines


def kept_key(data: Path) -> str:
    """The signing key that was made for this machine, readable by its owner alone."""
    file = data / KEY_FILE
    if not file.exists():
        data.mkdir(parents=True, exist_ok=True)
        write_private(file, secrets.token_urlsafe(60).encode())
    return file.read_text(encoding="ascii")


def alone(data: Path) -> IO[str]:
    """Holds the folder for one `make serve` at a time, until it ends, however it ends. Raises Refusal."""
    data.mkdir(parents=True, exist_ok=True)
    lock = (data / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise Refusal(
            f"portalen är redan i drift med mappen {data}.", "stoppa den med Ctrl-C där den startades."
        ) from None
    return lock


def tell_others(lock: IO[str], environment: Mapping[str, str]) -> None:
    """Leaves word of where the portal answers to commands in other windows."""
    lock.truncate(0)
    lock.write(environment["PUBLIC_URL"])
    lock.flush()


def of_what_serves(data: Path) -> dict[str, str]:
    """The settings of the `make serve` that is going with this folder; nothing when there is none."""
    try:
        alone(data).close()
    except Refusal:
        url = (data / LOCK).read_text(encoding="utf-8")
        return {**settings(data, tls=url.startswith("https")), "PUBLIC_URL": url}
    return {}
