"""The installer needs nothing but Python, installs once, and again when the lock file changes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from portal.local import install, start
from portal.local.terminal import Refusal


def test_it_runs_before_anything_is_installed():
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import portal.local.install, sys; print('django' in sys.modules)"],
        cwd=install.PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


def test_an_old_python_understands_the_file_that_refuses_it():
    ast.parse(Path(start.__file__).read_text(encoding="utf-8"), feature_version=(3, 4))


def test_an_old_python_is_told_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    assert start.main() == 1
    assert "portalen behöver Python 3.11 eller nyare, men python3 är 3.9" in capsys.readouterr().err


def test_an_old_python_gives_way_to_a_newer_one_beside_it(monkeypatch):
    handed_over = []
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(start.sys, "argv", ["start", "run"])
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None)

    def become(*arguments: object) -> None:
        handed_over.append(arguments)
        raise SystemExit

    monkeypatch.setattr(start.os, "execv", become)
    with pytest.raises(SystemExit):
        start.main()
    assert handed_over == [("/usr/bin/python3.12", ["/usr/bin/python3.12", "-m", "portal.local.start", "run"])]


@pytest.fixture
def empty_venv(tmp_path, monkeypatch) -> list[list[str]]:
    """A .venv whose Python is this one; returns the commands that an installation would have run."""
    commands: list[list[str]] = []
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(install, "VENV", tmp_path)
    monkeypatch.setattr(install, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(install, "works", lambda python: True)
    monkeypatch.setattr(install, "run", lambda command, problem: commands.append(command))
    return commands


def test_a_second_start_installs_nothing(empty_venv, tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("django==5.2.19")
    install.install_packages(lock)
    assert len(empty_venv) == 2
    install.install_packages(lock)
    assert len(empty_venv) == 2


def test_a_changed_lock_file_is_installed_with_its_hashes(empty_venv, tmp_path):
    lock = tmp_path / "requirements.txt"
    for version in ("5.2.19", "5.2.20"):
        lock.write_text(f"django=={version}")
        install.install_packages(lock)
    assert [command[2:4] for command in empty_venv] == [["pip", "install"], ["uv", "pip"]] * 2
    assert all("--require-hashes" in command for command in empty_venv)


def test_a_failed_installation_is_not_taken_for_a_finished_one(empty_venv, tmp_path, monkeypatch):
    lock = tmp_path / "requirements.txt"
    lock.write_text("django==5.2.19")

    def fail(command: list[str], problem: str) -> None:
        raise Refusal(problem)

    with monkeypatch.context() as no_network:
        no_network.setattr(install, "run", fail)
        with pytest.raises(Refusal):
            install.install_packages(lock)
    install.install_packages(lock)
    assert len(empty_venv) == 2


def test_a_command_that_fails_shows_its_last_words_and_a_remedy():
    with pytest.raises(Refusal) as refusal:
        install.run([sys.executable, "-c", "print('inget nät'); raise SystemExit(2)"], "paketen kunde inte hämtas")
    assert refusal.value.problem == "paketen kunde inte hämtas:\ninget nät"
    assert "HTTPS_PROXY" in refusal.value.remedy


def test_an_environment_whose_python_is_gone_does_not_work(tmp_path):
    (tmp_path / "python").symlink_to(tmp_path / "uppgraderad-bort")
    assert install.works(tmp_path / "python") is False
    assert install.works(Path(sys.executable)) is True
