import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from django.conf import settings

from tests.architecture.tree import APPS, ROOT, named, parsed, python

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def imports(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_every_app_of_ours_is_checked() -> None:
    installed = {name.split(".")[0] for name in settings.INSTALLED_APPS}
    ours = {name for name in installed if (ROOT / name).is_dir()}
    ordered = {name.strip() for layer in CONTRACTS["contracts"][0]["layers"] for name in layer.split("|")}

    assert set(CONTRACTS["root_packages"]) == ours == set(APPS)
    assert {name.split(".")[0] for name in ordered} == ours
    assert set(CONTRACTS["contracts"][1]["containers"]) == ours - {"lms"}


def test_imports_run_in_one_direction() -> None:
    linted = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert linted.returncode == 0, linted.stdout


def test_one_module_alone_cleans_html() -> None:
    assert [named(path) for path in python() if "bleach" in imports(path)] == ["lms/lib/html.py"]


def test_the_platform_imports_no_test_and_no_bench() -> None:
    ours = [path for path in python() if path.relative_to(ROOT).parts[0] in APPS]

    assert [named(path) for path in ours if imports(path) & {"tests", "bench", "pytest"}] == []


def test_the_tree_of_translations_is_no_package() -> None:
    assert list((ROOT / "locale").rglob("*.py")) == []
