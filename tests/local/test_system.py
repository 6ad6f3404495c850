"""What the operating system lacks is installed, or named with the command that installs it."""

import importlib.util
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from portal.local import system
from portal.local.terminal import Refusal


def test_we_look_for_the_libraries_that_weasyprint_loads():
    source = Path(importlib.util.find_spec("weasyprint").origin).with_name("text") / "ffi.py"
    loaded = set(re.findall(r"'(lib[\w.-]+\.so\.\d+)'", source.read_text()))
    optional = {"libharfbuzz-vector.so.0"}
    assert {names[0] for names in system.PDF_LIBRARIES} == loaded - optional


def test_a_library_that_does_not_exist_is_missing(monkeypatch):
    monkeypatch.setattr(system, "PDF_LIBRARIES", [("libc.so.6", "libSystem.dylib"), ("libfinnsinte.so.1",)])
    assert system.missing_libraries() == ["libfinnsinte.so.1"]


def test_missing_libraries_and_a_missing_venv_are_asked_for_by_debians_names(monkeypatch):
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libpango-1.0.so.0"])
    monkeypatch.setattr(system.importlib.util, "find_spec", lambda name: None)
    version = f"python3.{system.sys.version_info.minor}-venv"
    assert system.missing_packages() == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", version]


def test_an_ordinary_user_gets_the_exact_command(monkeypatch):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    with pytest.raises(Refusal) as refusal:
        system.install(["libpango-1.0-0"], purpose="PDF-filer")
    assert refusal.value.problem == "det saknas paket i operativsystemet för PDF-filer."
    assert refusal.value.remedy.splitlines()[0] == "sudo apt-get install -y libpango-1.0-0"


def test_root_on_debian_has_them_installed(monkeypatch):
    commands = []
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(
        system.subprocess,
        "run",
        lambda command, **_: commands.append(command) or SimpleNamespace(returncode=0, stdout=""),
    )
    system.install(["libpango-1.0-0"], purpose="PDF-filer")
    assert [" ".join(command) for command in commands] == [
        "apt-get update",
        "apt-get install --yes --no-install-recommends libpango-1.0-0",
    ]
