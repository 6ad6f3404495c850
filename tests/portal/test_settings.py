"""Settings fail closed: production is the default, and what is unsafe is refused with the remedy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "k9-" + "abcdefghij0123456789" * 3,
    "ALLOWED_HOSTS": "loften.example",
    "DATABASE_URL": "postgres://portal:x@127.0.0.1:1/portal",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "LD_LIBRARY_PATH"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_finds_nothing_in_production_settings():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert (done.returncode, done.stdout + done.stderr) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize(
    ("changed", "remedy"),
    [
        ({"SECRET_KEY": ""}, "secrets.token_urlsafe"),
        ({"SECRET_KEY": "kort"}, "secrets.token_urlsafe"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS=medborgarloften.example"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS=medborgarloften.example"),
        ({"DATABASE_URL": "sqlite:///portal.db"}, "postgres://"),
    ],
)
def test_unsafe_settings_are_refused_with_the_remedy(changed, remedy):
    done = manage("check", **{**PRODUCTION, **changed})
    assert done.returncode != 0
    assert remedy in done.stderr


def test_the_key_of_development_is_refused_in_production():
    from portal.env import DEVELOPMENT_KEY

    assert manage("check", **{**PRODUCTION, "SECRET_KEY": DEVELOPMENT_KEY}).returncode != 0
