"""A Python of the portal that stays open, so that a journey is set up in milliseconds instead of seconds."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import contextlib, io, json, sys, traceback
import django
sys.argv[0] = "manage.py"  # what it logs goes beside its answers, as of a command
django.setup()
for line in sys.stdin:
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {})
        answer = {"said": said.getvalue()}
    except Exception:
        answer = {"failed": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
"""


class Shell:
    """Runs code against the portal of an environment; opened when first used."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = {**environment, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        self.process: subprocess.Popen | None = None

    def run(self, code: str) -> str:
        """What the code prints. Fails the test when the code fails."""
        if not self.process:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            self.process = subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=ROOT, env=self.environment, **pipes)
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "failed" not in answer, answer["failed"]
        return answer["said"]

    def close(self) -> None:
        if self.process:
            self.process.communicate(timeout=20)
