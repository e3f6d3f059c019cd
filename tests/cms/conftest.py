"""A small pack with one block of every kind, as a folder of its own in each test, and as a loaded site."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from cms.services.load import load_pack
from cms.services.pen import Report

PACK = Path(__file__).parent / "pack"


@pytest.fixture(autouse=True)
def one_factor(settings: Any) -> None:
    """Authors and validators come in without the second step, which tests/accounts is about."""
    settings.SECOND_FACTOR_ENFORCED = False


@pytest.fixture
def in_english() -> Iterator[None]:
    """Sentences as they are written in the source, whatever the catalogues say."""
    translation.deactivate_all()
    yield
    translation.activate("fr")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The folder of the small pack, to be broken at will."""
    return Path(shutil.copytree(PACK, tmp_path / "pack"))


@pytest.fixture
def edit(pack: Path) -> Callable[[str, str, str], None]:
    """Put another text in the place of one in a file of the pack."""

    def replace(name: str, old: str, new: str) -> None:
        text = (pack / name).read_text(encoding="utf-8")
        assert old in text
        (pack / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def loaded(db: None, pack: Path) -> Report:
    """The small pack, loaded."""
    return load_pack(pack)
