"""One stylesheet for both directions: sides are named by the line's start and end, never left and right."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import files, named

# The printed certificate is a page of fixed geometry for xhtml2pdf, which knows no logical property.
PRINTED = "certificates/templates/certificates/document/style.css"

PHYSICAL = re.compile(
    r"""
    (?<![-\w])(?:
        (?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)*
      | border-(?:top|bottom)-(?:left|right)-radius
      | (?:left|right)
    )\s*:
    | (?<![-\w])(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b
    """,
    re.X,
)
COMMENT = re.compile(r"/\*.*?\*/", re.S)


def faults(css: str) -> list[str]:
    """The physical properties and the too young functions of a style sheet."""
    css = COMMENT.sub("", css)
    return PHYSICAL.findall(css) + re.findall(r"light-dark\(", css)


def sheets() -> list[Path]:
    return [path for path in files(".css") if named(path) != PRINTED]


def test_no_style_sheet_names_a_side_of_the_page() -> None:
    assert sheets()
    assert {named(path): found for path in sheets() if (found := faults(path.read_text()))} == {}


@pytest.mark.parametrize(
    "fault",
    [
        "p { margin-left: 1rem }",
        "p{padding-right:0}",
        "p { left: 0 }",
        "p { position: absolute; right : 0 }",
        "p { text-align: left }",
        "p { float: right }",
        "p { border-left: 1px solid }",
        "p { border-left-color: red }",
        "p { border-top-left-radius: 1px }",
        "p { color: light-dark(white, black) }",
    ],
)
def test_a_planted_fault_is_found(fault: str) -> None:
    assert len(faults(fault)) == 1


@pytest.mark.parametrize(
    "sheet",
    [
        "p { margin-inline-start: 1rem; inset-inline: 0; text-align: start; float: inline-start }",
        "p { border-start-start-radius: 1px; grid-area: left }",
        "/* not margin-left: 0 */",
        "p { background-position: left top; transform-origin: left }",
        "p { --left: 0; border-inline-start: 1px solid }",
    ],
)
def test_a_logical_sheet_is_let_through(sheet: str) -> None:
    assert faults(sheet) == []


def test_every_sheet_is_imported_by_the_main_one() -> None:
    folder = next(path.parent for path in sheets() if path.name == "main.css" and "lms" in path.parts)
    imported = set(re.findall(r'@import url\("([^"]+)"\) layer\([a-z]+\);', (folder / "main.css").read_text()))

    assert imported == {path.name for path in folder.glob("*.css")} - {"main.css"}
