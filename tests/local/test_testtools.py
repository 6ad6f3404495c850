"""The browser and the HTML checker that tests rely on are real, and tell right from wrong."""

import subprocess

import pytest

from portal.local import testtools
from portal.local.terminal import Refusal

PAGE = '<!DOCTYPE html><html lang="sv"><head><title>Prov</title></head><body><h1>Å</h1>{}</body></html>'


def test_chromium_starts():
    assert (
        "Chrom"
        in subprocess.run([testtools.chromium(), "--version"], capture_output=True, text=True, check=True).stdout
    )


def test_without_chromium_the_remedy_is_a_command(monkeypatch):
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.setattr(testtools.shutil, "which", lambda name: None)
    with pytest.raises(Refusal) as refusal:
        testtools.chromium()
    assert "install -y chromium" in refusal.value.remedy
    assert "CHROME_PATH=" in refusal.value.remedy


def test_the_html_checker_finds_the_error_and_only_in_the_wrong_file(tmp_path):
    folder = tmp_path / "å b"
    folder.mkdir()
    (folder / "rätt.html").write_text(PAGE.format("<p>Hej</p>"), encoding="utf-8")
    (folder / "fel.html").write_text(PAGE.format("<p>Hej</div>"), encoding="utf-8")
    assert testtools.html_errors([folder / "rätt.html", folder / "fel.html"]) == ["fel.html:1: Stray end tag “div”."]
