"""Long things hide; the bounds of the house style, held. Journeys are long stories, and exempt."""

from tests.architecture.tree import ROOT, functions, named, python, templates

MODULE_LINES = 300
FUNCTION_LINES = 40
TEST_LINES = 30
TEMPLATE_LINES = 80


def lines(text: str) -> int:
    return len(text.splitlines())


def test_no_module_is_longer_than_a_reader_holds_in_mind() -> None:
    long = {named(path): count for path in python() if (count := lines(path.read_text())) > MODULE_LINES}

    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{named(path)}: {function.name}": length
        for path in python()
        if "journeys" not in path.parts
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_LINES
    }

    assert long == {}


def test_no_test_is_a_novel() -> None:
    long = {
        f"{named(path)}: {function.name}": length
        for path in python()
        if path.is_relative_to(ROOT / "tests") and "journeys" not in path.parts
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > TEST_LINES
    }

    assert long == {}


def test_no_template_is_longer_than_eighty_lines() -> None:
    long = {named(path): count for path in templates() if (count := lines(path.read_text())) >= TEMPLATE_LINES}

    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "common", "core", "misc", "base", "data", "info"}
    names = {named(path) for path in python() if {path.stem, path.parent.name} & empty}

    assert names == set()
