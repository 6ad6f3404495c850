"""`make test` once everything is installed: the tests' own tools, the quick checks, and then the tests."""

import os
import subprocess
import sys
import tomllib

from portal.local import testtools
from portal.local.install import PROJECT, STEPS, VENV
from portal.local.terminal import Steps, ended_kindly, say

TOTAL = 7
PROCESSES = 3  # one more than most machines of two cores have: browsers and child processes are waited for


def main() -> int:
    """With arguments, they go to pytest and the quick checks are left out."""
    arguments = sys.argv[1:]
    steps = Steps(TOTAL, done=STEPS)
    with steps.step("Ser till att Chromium finns"):
        testtools.install_chromium()
    with steps.step("Ser till att nginx finns"):
        testtools.install_nginx()
    with steps.step("Ser till att HTML-granskaren finns"):
        testtools.install_html_checker()
    failures = quick_checks(steps) if not arguments else {}
    say(f"Steg {TOTAL} av {TOTAL}: Kör testerna")
    tests = subprocess.run([*python("pytest", "-n", str(PROCESSES)), *arguments], cwd=PROJECT, check=False)
    for name, output in failures.items():
        say(f"\nFEL i {name}:\n{output.strip()}")
    return tests.returncode or int(bool(failures))


def quick_checks(steps: Steps) -> dict[str, str]:
    """Runs all that reads the code without running it; returns the output of each check that failed."""
    failures = {}
    environment = {"DEBUG": "1", **os.environ}
    with steps.step("Granskar koden"):
        for name, command in checks().items():
            done = subprocess.run(
                command,
                cwd=PROJECT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            steps.note(f"{name}: {'FEL, se nedan' if done.returncode else 'ok'}")
            if done.returncode:
                failures[name] = done.stdout
    return failures


def checks() -> dict[str, list[str]]:
    """Each check's name with its command, run by the installed Python so that a path with a space is no matter."""
    tools = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8")).get("tool", {})
    templates = sorted(map(str, (PROJECT / "templates").rglob("*.html")))
    found = {
        "formatering": python("ruff", "format", "--check"),
        "lint": python("ruff", "check"),
        "saknade migreringar": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    }
    if templates:
        found["mallarnas form"] = [str(VENV / "bin" / "djade"), "--check", *templates]
    if "importlinter" in tools:
        found["lagren"] = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    if "mypy" in tools:
        found["typer"] = python("mypy")
    return found


def python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
