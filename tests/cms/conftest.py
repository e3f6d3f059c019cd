"""A small pack with one block of every kind, as a folder of its own in each test, and as a loaded site."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import translation

from accounts.models import User
from accounts.roles import Role
from cms.models import CoursePage
from cms.services.load import load_pack
from cms.services.pen import Report
from courses.models import Course

PACK = Path(__file__).parent / "pack"
NEARBY = '\n::: referral "Près de vous"\n- shelter\n- health\n- reporting\n:::\n'


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


def directory_folder(folder: Path) -> Path:
    """Make `folder` the small pack with two judgments, three services and a pathway, all named in a lesson."""
    if not folder.exists():
        shutil.copytree(PACK, folder)
    for path in (Path(__file__).parent / "directory_pack").glob("*.yaml"):
        shutil.copy(path, folder / "library")
    for lesson in (folder / "modules" / "01-premier").glob("01-tout.*.md"):
        text = lesson.read_text(encoding="utf-8")
        lesson.write_text(
            f"{text}\n::: judgment essai-servitude\n:::\n\n::: judgment essai-brouillon\n:::\n{NEARBY}", "utf-8"
        )
    return folder


@pytest.fixture
def with_directory(pack: Path) -> Path:
    """The folder of that pack, to be broken at will."""
    return directory_folder(pack)


@pytest.fixture
def directory(db: None, with_directory: Path) -> Report:
    """That pack, loaded."""
    return load_pack(with_directory)


@pytest.fixture
def with_practice(with_directory: Path) -> Path:
    """That folder, with a scenario and two files to screen that say all that can be said of one."""
    return Path(shutil.copytree(Path(__file__).parent / "practice_pack", with_directory, dirs_exist_ok=True))


@pytest.fixture
def practice(db: None, with_practice: Path) -> Report:
    """That pack, loaded."""
    return load_pack(with_practice)


@pytest.fixture
def leila(person: Callable[..., User]) -> User:
    """An author."""
    return _member(person("leila@demo.example", name="Leïla Autrice"), Role.AUTHOR)


@pytest.fixture
def hassan(person: Callable[..., User]) -> User:
    """A validator."""
    return _member(person("hassan@demo.example", name="Hassan Relecteur", gender="M"), Role.VALIDATOR)


def _member(user: User, role: Role) -> User:
    user.groups.add(Group.objects.get(name=role))
    return user


def publish_course(course: Course) -> None:
    """Give `course` a live page in French beside that of the pack's course."""
    beside = CoursePage.objects.get(course__slug="essai", locale__language_code="fr")
    page = CoursePage(title=course.title_fr, slug=course.slug, course=course, locale=beside.locale)
    beside.get_parent().add_child(instance=page)
