"""The glossary of the pack, with what the test of terms excepts (`glossary_exceptions.yaml`)."""

import re
from pathlib import Path
from typing import Any

import yaml

from tests.content.measures import Term

PACK = Path(__file__).parents[2] / "content" / "morocco"
EXCEPTIONS = Path(__file__).with_name("glossary_exceptions.yaml")


def exceptions() -> dict[str, Any]:
    """What the file of exceptions says: domains left out, other forms of terms, single lessons."""
    said: dict[str, Any] = yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8"))
    return said


def glossary() -> list[Term]:
    """Every term that lessons are held to, with its accepted Arabic forms."""
    said = exceptions()
    rows = yaml.safe_load((PACK / "library" / "terms.yaml").read_text(encoding="utf-8"))
    left_out = {code for each in said["left_out"] for code in each["terms"]}
    forms = {each["term"]: each["forms"] for each in said["other_forms"]}
    return [
        Term(row["term"]["fr"], (*re.split(r"[،,]\s*", row["term"]["ar"]), *forms.get(row["code"], ())))
        for row in rows
        if row["code"] not in left_out and row["domain"] != "plateforme"
    ]
