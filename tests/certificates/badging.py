"""What others say of a badge: the JSON Schemas of 1EdTech, and a library that is not ours."""

import json
import sys
import tarfile
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jwt
import pytest
from jsonschema import Draft201909Validator

ARCHIVE = f"openbadgeslib-{version('openbadgeslib')}"


@cache
def validator(name: str) -> Draft201909Validator:
    """Return the validator of the 1EdTech schema `name`, read from the source archive that `make test` fetches."""
    path = Path(sys.prefix) / "sources" / f"{ARCHIVE}.tar.gz"
    if not path.exists():
        pytest.fail(f"{path} is missing: run `make test` once, which fetches it.")
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"{ARCHIVE}/tests/fixtures/ob_schemas/ob_v3p0_{name}_schema.json")
        assert file is not None
        schema = json.load(file)
    return Draft201909Validator(schema, format_checker=Draft201909Validator.FORMAT_CHECKER)


def faults(name: str, document: object) -> list[str]:
    """Return what the schema `name` has against `document`."""
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(document)]


def opened(token: str) -> dict[str, Any]:
    """Return the payload of `token`, whoever signed it."""
    payload: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return payload
