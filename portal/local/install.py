"""Prepares a fresh machine with Python's own library alone, then hands over to the installed Python.

`python3 -m portal.local.start run` comes here: system libraries, .venv, and packages from a lock file with
hashes. A stamp in .venv says what is installed, so that the next start skips it all.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from portal.local import address, system
from portal.local.terminal import Refusal, Steps, ended_kindly

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
INSTALLER = PROJECT / "portal" / "local" / "installer.txt"
STEPS = 2  # how many steps are counted here
# What each command needs: its lock file, the module that takes over, and how many steps there are in all.
COMMANDS = {
    "run": ("requirements.txt", "portal.local.run", 6),
    "test": ("tests/requirements.txt", "portal.local.check", 7),
    "serve": ("requirements.txt", "portal.local.serve", 7),
    "account": ("requirements.txt", "portal.local.account", 3),
    "bench": ("requirements.txt", "portal.local.bench", 5),
    "faults": ("tests/requirements.txt", "tests.faults.command", 4),
    "shots": ("tests/requirements.txt", "tests.shots", 7),
    "lock": ("requirements.txt", "portal.local.lock", 2),
}


def start() -> int:
    return ended_kindly(main)


def main() -> int:
    """Installs what the command needs and becomes the module that does the rest."""
    command, *rest = sys.argv[1:] or ["run"]
    lock, module, total = COMMANDS[command]
    if command == "run":
        address.check_free(*address.wanted())
    steps = Steps(total)
    with steps.step("Kontrollerar operativsystemets bibliotek"):
        missing = system.missing_packages()
        if missing:
            system.install(missing, purpose="PDF-filer och Python-paket")
    with steps.step("Installerar Python-paket"):
        install_packages(PROJECT / lock)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", module, *rest])


def install_packages(lock: Path) -> None:
    """Makes .venv hold exactly the versions in the lock file; does nothing when its stamp says so already."""
    stamp = VENV / f"installed-{lock.parent.name if lock.parent != PROJECT else 'portal'}"
    wanted = fingerprint(lock)
    if os.access(PYTHON, os.X_OK) and stamp.exists() and stamp.read_text() == wanted:
        return
    if not works(PYTHON):
        run([sys.executable, "-m", "venv", "--clear", str(VENV)], "en Python-miljö kunde inte skapas")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    run([*pip, "--requirement", str(INSTALLER)], "installationsprogrammet uv kunde inte hämtas")
    # --no-build: without a wheel for this machine it is better to say so than to try a compiler.
    uv = [
        str(PYTHON),
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        str(PYTHON),
        "--no-build",
        "--require-hashes",
    ]
    run([*uv, "--requirement", str(lock)], "paketen kunde inte hämtas")
    stamp.write_text(wanted)


def fingerprint(lock: Path) -> str:
    """Changes when the locked packages do, or the Python that they are installed for."""
    digest = hashlib.sha256(lock.read_bytes() + INSTALLER.read_bytes())
    digest.update(f"{sys.version_info[:2]} {VENV}".encode())
    return digest.hexdigest()


def works(python: Path) -> bool:
    """Whether the environment's Python still runs and is new enough: an upgrade of the system may take it away."""
    if not os.access(python, os.X_OK):
        return False
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", test], capture_output=True, check=False).returncode == 0


def run(command: list[str], problem: str) -> None:
    """Runs one command of the installation. Raises Refusal with its last words when it fails."""
    environment = {"PYTHONUTF8": "1", **os.environ}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise Refusal(
            f"{problem}:\n{system.last_lines(done.stdout)}",
            "kontrollera nätet (bakom en proxy: sätt HTTPS_PROXY) och kör igen; det som redan är hämtat sparas.",
        )
