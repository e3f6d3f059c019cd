"""The pack that ships, read once."""

from pathlib import Path

import pytest
import yaml

from cms.pack.facts import Pack
from cms.pack.reading import read_pack

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def morocco() -> Pack:
    """The pack of Morocco; reading it already refuses what does not fit together."""
    professions = yaml.safe_load((ROOT / "accounts" / "data" / "professions.yaml").read_text(encoding="utf-8"))
    return read_pack(ROOT / "content" / "morocco", professions={each["code"] for each in professions})
