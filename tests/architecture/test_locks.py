"""Two locks, run and test: every package by version and hash, no address anywhere."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

REQUIREMENTS = ROOT / "requirements"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(\[[\w,-]+\])?==[^\s;]+( ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def lock(name: str) -> list[str]:
    return (REQUIREMENTS / name).read_text().splitlines()


def wanted(path: Path) -> set[str]:
    """The packages that a list asks for, those of the lists it includes too."""
    names = set()
    for line in path.read_text().splitlines():
        if included := re.match(r"-r (\S+)", line):
            names |= wanted(path.parent / included[1])
        elif found := re.match(r"[A-Za-z0-9._-]+", line):
            names.add(normal(found[0]))
    return names


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(name: str) -> set[str]:
    return {normal(found[1]) for line in lock(name) if (found := PINNED.match(line))}


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_a_lock_holds_versions_and_hashes_and_no_address(name: str) -> None:
    strange = [
        line for line in lock(name) if not (PINNED.match(line) or HASH.match(line) or re.match(r"^    #( |$)", line))
    ]

    assert strange == []
    assert "://" not in (REQUIREMENTS / name).read_text()


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_package_of_a_lock_has_a_hash(name: str) -> None:
    lines = lock(name)
    bare = [
        line
        for line, after in zip(lines, [*lines[1:], ""], strict=True)
        if PINNED.match(line) and not HASH.match(after)
    ]

    assert bare == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_a_lock_holds_what_its_list_asks_for(name: str) -> None:
    assert wanted(REQUIREMENTS / f"{name}.in") - pinned(f"{name}.txt") == set()


def test_what_runs_is_what_is_tested() -> None:
    tested = {line for line in lock("test.txt") if PINNED.match(line)}

    assert {line for line in lock("run.txt") if PINNED.match(line)} - tested == set()


def test_the_source_archive_that_tests_read_is_of_the_version_and_hash_in_the_lock() -> None:
    """One package is fetched as it was published too, for schemas that its installed form leaves out."""
    only, package, digest = lock("sources.txt")
    tested = lock("test.txt")
    at = tested.index(package)

    assert (only, PINNED.match(package) is not None) == ("--no-binary openbadgeslib", True)
    assert digest.rstrip(" \\") in [line.rstrip(" \\") for line in tested[at + 1 : at + 3]]


def test_no_other_lock_is_kept() -> None:
    assert [path.name for path in ROOT.glob("*.lock")] == []
