"""The house rules that no linter knows: sizes, first lines, where questions are asked, what templates hold."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

ROOT = Path(__file__).resolve().parents[2]
APPS = ["portal", "pledges", "followups"]  # in order: each may know those before it
CODE = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONG_FILES = [
    *CODE,
    *TEMPLATES,
    *(ROOT / "tests").rglob("*.py"),
    *(ROOT / "static").rglob("*.css"),
    *(ROOT / "static").rglob("*.js"),
]


def named(paths):
    return {"argvalues": paths, "ids": [str(path.relative_to(ROOT)) for path in paths]}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_over_300_lines():
    lengths = {str(p.relative_to(ROOT)): len(p.read_text(encoding="utf-8").splitlines()) for p in LONG_FILES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_function_is_over_25_lines():
    """Counted without docstring and signature: what a reader must hold in mind."""
    long = {}
    for path in CODE:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
                if lines > 25:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_every_module_says_first_what_it_is_for():
    silent = [
        str(p.relative_to(ROOT))
        for p in CODE
        if p.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(p))
    ]
    assert silent == []


def test_nothing_is_called_utils_helpers_or_common():
    assert [str(p) for p in CODE if p.stem in {"utils", "helpers", "common", "misc"}] == []


ASKING = re.compile(r"\.(filter|exclude|annotate|aggregate|order_by|select_related|prefetch_related|raw|extra)\(")


@pytest.mark.parametrize(
    "path", **named([p for p in CODE if not {"querysets", "querysets.py"} & {*p.parts} and "models.py" not in p.name])
)
def test_questions_to_the_database_are_asked_in_querysets_alone(path):
    """`super().get_queryset().filter(` of a library's own class is a question too."""
    asked = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if ASKING.search(line)]
    assert asked == []


# Writes that pass by `save`, and so by history and guard: each with its reason.
PASSING_BY = {
    "followups/admin/follow_up.py": "empty answers of a follow-up that is being made",
    "followups/generating/editions.py": "a generated country, for which nobody acts",
    "followups/generating/reports.py": "the same",
    "followups/generating/rows.py": "the same",
    "followups/publishing.py": "where each activity stands, which follows from what was published",
    "followups/querysets/__init__.py": "the log of reminders, which nobody edits",
    "followups/querysets/exports.py": "how far exports have come, which nobody edits",
    "pledges/querysets/following.py": "what is sent to whom, which nobody edits",
    "pledges/threads.py": "under which address a promise is followed, which publishing decides",
    "pledges/importing/sweden.py": "loaded data, for which nobody acts",
    "portal/timers.py": "how commands went, which nobody edits",
    "portal/search/indexing.py": "what can be found, which follows from what was published",
    "pledges/querysets/scope.py": "the version itself, which history raises",
}


def test_no_write_passes_by_history_unless_it_is_known():
    write = r"\.(?:update|bulk_update|bulk_create)\("
    writing = re.compile(rf"objects\b[^\n]*{write}|self\.filter\([^\n]*{write}|execute\(f?.(?:UPDATE|DELETE|INSERT)")
    found = {str(p.relative_to(ROOT)) for p in CODE if writing.search(p.read_text(encoding="utf-8"))}
    assert found == set(PASSING_BY)


def test_foreign_keys_point_down_the_stack():
    upwards = [
        f"{model._meta.label}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and field.related_model._meta.app_label in APPS
        and APPS.index(field.related_model._meta.app_label) > APPS.index(app)
    ]
    assert upwards == []


def test_models_are_never_looked_up_by_name_to_get_round_the_layers():
    looked_up = [str(p.relative_to(ROOT)) for p in CODE if "get_model(" in p.read_text(encoding="utf-8")]
    assert looked_up == []


PUBLIC_TEMPLATES = [path for path in TEMPLATES if "admin" not in path.parts]


@pytest.mark.parametrize("path", **named(TEMPLATES))
def test_templates_hold_no_script_and_no_style_of_their_own(path):
    """The content security policy would refuse them. A PDF's running texts are page rules, so those have style."""
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) == []
    assert "pdf" in path.parts or re.findall(r"<style\b", text) == []
    assert re.findall(r"\s(?:style|on[a-z]+)=", text) == []
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", **named(PUBLIC_TEMPLATES))
def test_addresses_are_never_written_by_hand(path):
    """But for "/" itself, on pages that must not fail when addresses cannot be looked up."""
    written = re.findall(r"""(?:href|action|hx-get)=["'](/[^"'{]+)""", path.read_text(encoding="utf-8"))
    assert written == []


@pytest.mark.parametrize("path", **named([p for p in TEMPLATES if p.parent.name == "components"]))
def test_each_component_declares_its_parameters_on_its_first_line(path):
    assert path.read_text(encoding="utf-8").startswith("{# ")


def test_comments_are_few():
    """Between none and six lines in a hundred: comments say why, names say what."""
    lines = [line.strip() for path in CODE for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    share = sum(line.startswith("#") for line in lines) / len(lines)
    assert share < 0.06


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    wrong = re.compile(
        r"pypi\.org|pythonhosted|registry\.npmjs|registry\.yarnpkg|deb\.debian|/home/[a-z]|/root/|/work/"
    )
    found = []
    for path in tracked():
        if path.suffix in {".woff2", ".ttf", ".otf", ".png", ".pdf"} or path == Path(__file__) or not path.exists():
            continue
        found += [
            f"{path.relative_to(ROOT)}: {hit}"
            for hit in wrong.findall(path.read_text(encoding="utf-8", errors="replace"))
        ]
    assert found == []
