"""What the operating system must have: libraries for PDF, and Python's own venv; installed when we may."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

from portal.local.terminal import Refusal

# What WeasyPrint loads (its text/ffi.py), by each name that it tries on Linux and macOS.
PDF_LIBRARIES = [
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
]
PDF_PACKAGES = {
    "apt-get": ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
    "dnf": ["pango", "harfbuzz"],
    "apk": ["pango", "harfbuzz-subset", "fontconfig"],
    "brew": ["pango"],
}
INSTALL = {"apt-get": "apt-get install -y", "dnf": "dnf install -y", "apk": "apk add", "brew": "brew install"}


def missing_packages() -> list[str]:
    """The system's names of the packages that the portal lacks here."""
    manager = package_manager()
    packages = list(PDF_PACKAGES[manager]) if missing_libraries() else []
    if importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python3.{sys.version_info.minor}-venv" if manager == "apt-get" else "python3")
    return packages


def missing_libraries() -> list[str]:
    """The libraries for PDF that can't be loaded, by their names on Linux."""
    return [names[0] for names in PDF_LIBRARIES if not any(_loads(name) for name in names)]


def package_manager() -> str:
    return next((name for name in INSTALL if shutil.which(name)), "apt-get")


def install(packages: list[str], *, purpose: str) -> None:
    """Installs the system's packages when we are root and have apt-get; otherwise raises Refusal with the command."""
    manager = package_manager()
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Refusal(
            f"det saknas paket i operativsystemet för {purpose}.",
            f"{remedy(manager, packages)}\nKör sedan samma kommando igen.",
        )
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if done.returncode:  # a failed update alone may still leave a list to install from
        raise Refusal(
            f"{' '.join(packages)} kunde inte installeras:\n{last_lines(done.stdout)}", remedy(manager, packages)
        )


def remedy(manager: str, packages: list[str]) -> str:
    """The command that installs the packages, for a person to copy."""
    sudo = "" if os.geteuid() == 0 or manager == "brew" else "sudo "
    return f"{sudo}{INSTALL[manager]} {' '.join(packages)}"


def last_lines(text: str, count: int = 8) -> str:
    return "\n".join(text.strip().splitlines()[-count:])


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
