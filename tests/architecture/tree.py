"""The files that are ours: what git tracks, and what it would track if it were added."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "lms", "jurisdictions", "accounts", "library", "courses", "enrolments", "assessments", "certificates", "reporting",
    "cms",
)  # fmt: skip
_IGNORED = re.compile(r"/(\.[^/]+_cache|\.venv|\.git|var|__pycache__|node_modules)/")


@cache
def files(suffix: str = "") -> tuple[Path, ...]:
    """Every file of ours whose name ends in `suffix`, in order."""
    listed = _listed_by_git() or [path for path in ROOT.rglob("*") if path.is_file()]
    return tuple(sorted(path for path in listed if path.name.endswith(suffix) and not _IGNORED.search(str(path))))


def _listed_by_git() -> list[Path]:
    """What git knows; nothing where the tree was unpacked without it."""
    if not (ROOT / ".git").exists():
        return []
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python() -> tuple[Path, ...]:
    """Every Python file that somebody wrote: migrations are made."""
    return tuple(path for path in files(".py") if path.parent.name != "migrations")


def templates() -> tuple[Path, ...]:
    """Every template, pages and letters."""
    return tuple(path for suffix in (".html", ".txt") for path in files(suffix) if "templates" in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
