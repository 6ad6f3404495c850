"""Writes the lock files from pyproject.toml: exact versions with hashes, and no registry's address."""

import subprocess
import sys

from portal.local.install import PROJECT
from portal.local.terminal import Refusal, ended_kindly, say

# Each lock file with what it locks. The tests' file holds the portal's own packages too, at the same versions.
LOCKS = {
    "requirements.txt": ["pyproject.toml"],
    "deploy/storage.txt": ["--group", "pyproject.toml:storage", "--constraints", "requirements.txt"],
    "tests/requirements.txt": [
        "pyproject.toml",
        *["--group", "test", "--group", "storage"],
        *["--constraints", "requirements.txt", "--constraints", "deploy/storage.txt"],
    ],
    "portal/local/installer.txt": ["--group", "pyproject.toml:installer"],
}
FLAGS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--quiet"]
HEADER = ["--custom-compile-command", "make lock"]
NO_ADDRESSES = ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-build-options"]


def main() -> int:
    """Compiles every lock file anew; `upgrade` as argument takes newer versions where pyproject.toml allows them."""
    for name, source in LOCKS.items():
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            *source,
            *FLAGS,
            *HEADER,
            *NO_ADDRESSES,
            "--output-file",
            name,
        ]
        command += ["--upgrade"] if sys.argv[1:] == ["upgrade"] else []
        if subprocess.run(command, cwd=PROJECT, check=False).returncode:
            raise Refusal(f"{name} kunde inte skrivas.", "se meddelandet ovan; pyproject.toml säger vad som ska låsas.")
        say(f"{name} är skriven.")
    return 0


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
