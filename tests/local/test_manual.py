"""docs/drift.md names commands and settings that exist."""

import re

import pytest

from portal.local.install import PROJECT

MANUAL = (PROJECT / "docs" / "drift.md").read_text(encoding="utf-8")
CODE = "".join(file.read_text(encoding="utf-8") for file in (PROJECT / "portal").rglob("*.py"))


def test_our_make_targets_are_described_and_every_described_one_exists():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    described = set(re.findall(r"`make (\w+)", MANUAL))
    existing = set(re.findall(r"^(\w+):", makefile, flags=re.MULTILINE))
    assert {"run", "test", "account", "lock"} <= described <= existing


@pytest.mark.parametrize("name", re.findall(r"^\| `([A-Z_]+)`", MANUAL, flags=re.MULTILINE))
def test_every_described_setting_is_read_somewhere(name):
    assert f'"{name}"' in CODE


@pytest.mark.parametrize("name", ["postgres", "postgres.log", "postgres-home"])
def test_every_described_file_is_written_somewhere(name):
    assert f".data/{name}" in MANUAL
    assert f'"{name}"' in CODE


def test_the_system_account_is_the_one_that_is_made():
    from portal.local.server_user import ACCOUNT, SYSTEM_HOME

    assert f"`{ACCOUNT}`" in MANUAL
    assert f"`{SYSTEM_HOME}`" in MANUAL
