"""Where nginx is on this machine, whom it may work as, and whether what is behind it answers."""

import grp
import os
import pwd
import shutil
import socket
from pathlib import Path

from portal.local import system
from portal.local.server_user import ServerUser

# Not in the path of an ordinary user.
SYSTEM_FOLDERS = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"
FILES = ["nginx.conf", "portal.conf", "server.conf", "guards.conf"]  # what `manage.py write_front` writes
ACCOUNTS = ["www-data", "nginx", "nobody"]


def program() -> str | None:
    """The path of nginx, or None."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{SYSTEM_FOLDERS}")


def working_as(folder: Path) -> str:
    """Whom nginx's processes work as: ourselves (""), or when root starts it somebody who can do less.

    Root itself where the folder is closed to all others.
    """
    if os.geteuid() != 0:
        return ""
    for name in ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        if ServerUser(account.pw_uid, account.pw_gid).may_enter(folder):
            return f"{name} {grp.getgrgid(account.pw_gid).gr_name}"
    return "root"


def remedy() -> str:
    return system.remedy(system.package_manager(), ["nginx"])


def is_ready(place: str | tuple[str, int], name: str) -> bool:
    """Whether the application at the socket or address says, to one who calls it by name, that it is ready."""
    try:
        with socket.socket(socket.AF_UNIX if isinstance(place, str) else socket.AF_INET) as asking:
            asking.settimeout(3)
            asking.connect(place)
            asking.sendall(f"GET /halsa/redo HTTP/1.0\r\nHost: {name}\r\n\r\n".encode())
            return asking.recv(64).split(b" ")[1:2] == [b"200"]
    except OSError:
        return False


def listens(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(3)
        return probe.connect_ex((host, port)) == 0
