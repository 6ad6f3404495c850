"""README is true: its commands, files and settings exist, and no setting is left out."""

import re
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_make_commands_are_targets_that_all_have_a_line():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", README)) == targets


def test_its_management_commands_exist_and_all_of_ours_are_named():
    ours = {name for name, app in get_commands().items() if app in {"portal", "pledges", "followups"}}
    assert set(re.findall(r"manage\.py ([a-z_]+)", README)) == ours


def test_every_file_and_folder_that_it_names_exists():
    named = re.findall(r"`((?:portal|pledges|followups|templates|static|fixtures|tests|docs)/[^`\s]*)`", README)
    named += re.findall(r"\]\(((?!http)[^)#]+)\)", README)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert len(named) > 25


def test_its_settings_are_those_that_the_code_reads():
    reading = [ROOT / "portal/env.py", ROOT / "portal/settings.py", *ROOT.glob("portal/**/configuration.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in reading)
    read = set(re.findall(r"""(?:_env\.\w+|env\.(?:string|integer|flag|names))\("([A-Z_]+)\"""", code))
    table = README.partition("## Settings")[2].partition("\n## ")[0]
    told = {
        name
        for cell in re.findall(r"^\| ([^|]+) \|", table, flags=re.MULTILINE)
        for name in re.findall("`([A-Z_]+)`", cell)
    }
    assert told == read | {"PORT", "HOST", "CHROME_PATH", "HTTP_PORT", "TLS_CERT", "TLS_KEY", "WEB_WORKERS"}


def test_its_words_are_the_models():
    from django.apps import apps

    words = set(
        re.findall(
            r"^\| [^|]+ \| `(\w+)` \|", README.partition("## Words")[2].partition("\n## ")[0], flags=re.MULTILINE
        )
    )
    models = {model.__name__ for app in ("pledges", "followups") for model in apps.get_app_config(app).get_models()}
    assert words - models == {"Tertial", "Edition", "Approval"}
