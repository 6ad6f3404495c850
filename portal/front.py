"""The front server (nginx): its configuration filled in, and the pages that it shows of its own accord.

`deploy/nginx/` is the configuration; what is filled in is where things are on this machine and what the settings say.
"""

import ipaddress
import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from portal.policies import security_headers, strict_transport
from portal.uploads import BESIDE_DOCUMENT_MB

SOURCE = settings.BASE_DIR / "deploy" / "nginx"
FILES = ("portal.conf", "server.conf", "nginx.conf")
PAGES = {
    "away": "front/away.html",
    "broken": "500.html",
    "busy": "front/busy.html",
    "large": "portal/too_large.html",
    "long": "front/long.html",
    "missing": "front/missing.html",
    "slow": "front/slow.html",
    "uncertain": "front/uncertain.html",
    "unreadable": "portal/bad_request.html",
}
PROBLEM = {"type": "about:blank", "title": "Svarar inte just nu", "status": 503, "detail": "Försök igen om en stund."}
HOST_NAME = re.compile(r"\.?[a-z0-9]([-.a-z0-9]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
# What nginx would read as more than a part of a path.
SPECIAL = set('"$\\\n;{}*?[')


class Unfit(Exception):
    """A name or path that cannot be written into the configuration; the message says which, in Swedish."""


@dataclass(frozen=True)
class Place:
    """Where the front server is and what is behind it: the folder that it is written to, addresses, ports, sockets."""

    work: Path
    addresses: tuple[str, ...]
    https: int
    http: int
    public: Path
    office: Path
    certificate: Path
    key: Path
    log: Path | None = Path("/dev/stdout")
    user: str = ""  # whom nginx works as, when root starts it
    kept: int = 1  # seconds that a public page is kept
    searches: int = 6  # at once, of the public workers' threads


def write(place: Place) -> None:
    """Write the configuration and the pages to the place's folder. Raises Unfit."""
    words = filled_in(place)
    pages = place.work / "pages_of_its_own"
    pages.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        replace(place.work / name, fill((SOURCE / name).read_text(encoding="utf-8"), words))
    replace(place.work / "guards.conf", guards())
    for name, template in PAGES.items():
        replace(pages / f"{name}.html", render_to_string(template, {"most": settings.DOCUMENT_MAX_MB}))
    replace(pages / "problem.json", json.dumps(PROBLEM, ensure_ascii=False))


def filled_in(place: Place) -> dict[str, str]:
    """Each word of the configuration with what it stands for."""
    paths = {
        "work": place.work,
        "data": settings.STATIC_ROOT.parent,
        "public": place.public,
        "office": place.office,
        "certificate": place.certificate,
        "key": place.key,
    }
    return {
        **{word: checked(path) for word, path in paths.items()},
        **listening(place),
        "names": names(),
        "port": port(),
        "log": f'"{checked(place.log)}" portal' if place.log else "off",
        "errors": "stderr",
        "user": f"user {place.user};" if place.user else "",
        "kept": str(place.kept),
        "searches": str(place.searches),
        "office_megabytes": str(settings.DOCUMENT_MAX_MB + BESIDE_DOCUMENT_MB + 1),
        "guard_maps": guard_maps(),
    }


def fill(text: str, words: dict[str, str]) -> str:
    return re.sub(r"@([a-z_]+)@", lambda found: words[found[1]], text)


def checked(path: Path) -> str:
    if set(str(path)) & SPECIAL:
        raise Unfit(f"nginx klarar inte alla tecken i sökvägen {path}. Välj en annan mapp med DATA_DIR.")
    return str(path)


def listening(place: Place) -> dict[str, str]:
    """Where each kind of server listens. Raises Unfit for what is no address."""
    try:
        found = [ipaddress.ip_address(address) for address in place.addresses]
    except ValueError as error:
        raise Unfit(f"HOST ska vara en IP-adress, eller flera med komma emellan: {error}") from None
    where = [f"[{address}]" if address.version == 6 else str(address) for address in found]
    kinds = {
        "listen_https": f"{place.https} ssl http2",
        "listen_https_default": f"{place.https} ssl http2 default_server",
        "listen_http": str(place.http),
        "listen_http_default": f"{place.http} default_server",
    }
    return {word: "\n    ".join(f"listen {at}:{how};" for at in where) for word, how in kinds.items()}


def names() -> str:
    wrong = [name for name in settings.ALLOWED_HOSTS if not HOST_NAME.fullmatch(name)]
    if wrong:
        raise Unfit(f"ALLOWED_HOSTS innehåller något som inte är ett värdnamn: {wrong[0]}")
    return " ".join(settings.ALLOWED_HOSTS)


def port() -> str:
    """What stands after the name in the portal's own address: nothing, or a colon and its port."""
    at = urlsplit(settings.PUBLIC_URL).port
    return f":{at}" if at and at != 443 else ""


def guard_names() -> dict[str, str]:
    """The headers that the front server says itself where the application has not."""
    return {**security_headers(), "X-Frame-Options": settings.X_FRAME_OPTIONS}


def guard_maps() -> str:
    """An answer of the application says all of it already, and may say it otherwise: then nothing is added."""
    unguarded = 'map $upstream_http_content_security_policy $portal_unguarded {\n    default "";\n    "" 1;\n}\n'
    maps = [
        f'map $portal_unguarded {variable(name)} {{\n    default "";\n    1 "{value}";\n}}\n'
        for name, value in guard_names().items()
    ]
    strict = f'map $portal_unguarded$https $guard_strict {{\n    default "";\n    1on "{strict_transport()}";\n}}'
    return "\n".join([unguarded, *maps, strict])


def guards() -> str:
    lines = [f"add_header {name} {variable(name)} always;" for name in guard_names()]
    return "\n".join([*lines, "add_header Strict-Transport-Security $guard_strict always;", ""])


def variable(header: str) -> str:
    return f"$guard_{header.lower().replace('-', '_')}"


def replace(file: Path, text: str) -> None:
    """Write the file whole or not at all: the one before stays until this one is there."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
