"""Completed enrolments, certificates, and what a printed document says."""

import socket
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from accounts.models import User
from certificates.models import Certificate
from certificates.services.issue import issue
from courses.models import Course
from enrolments.models import Enrolment
from tests.conftest import NOON


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def completed(course: Course) -> Callable[..., Enrolment]:
    """Make an enrolment in the course, completed at `at`, that no signal has told."""

    def make(learner: User, *, at: datetime | None = NOON, cycle: int = 1) -> Enrolment:
        return Enrolment.objects.create(
            learner=learner, edition=course.editions.get(), course=course, cycle=cycle, enrolled_at=NOON,
            completed_at=at,
        )  # fmt: skip

    return make


@pytest.fixture
def aminas(amina: User, completed: Callable[..., Enrolment]) -> Certificate:
    """The certificate of Amina, a judge in Béni Mellal."""
    return issue(completed(amina), at=NOON)


class Listener:
    """A door on this machine that notes who knocks."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self.port: int = self._door.getsockname()[1]

    def heard(self) -> list[Any]:
        """Who has knocked since."""
        try:
            visitor, address = self._door.accept()
        except BlockingIOError:
            return []
        visitor.close()
        return [address]

    def close(self) -> None:
        self._door.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    door = Listener()
    yield door
    door.close()


def unsaved(**facts: Any) -> Certificate:
    """A certificate that is in no table, with the `facts` that differ from Amina's."""
    own: dict[str, Any] = {
        "number": "7K3M-0Q9X-B2TD",
        "holder_name_fr": "Amina Exemple",
        "holder_name_ar": "أمينة المثال",
        "profession_fr": "Juge du siège",
        "profession_ar": "قاض من قضاة الأحكام",
        "court_fr": "Tribunal de première instance de Béni Mellal",
        "court_ar": "المحكمة الابتدائية ببني ملال",
        "course_title_fr": "Magistrats, formation continue",
        "course_title_ar": "القضاة، التكوين المستمر",
        "regime": "continuing",
        "hours": Decimal("3.25"),
        "modules": [{"fr": "Comprendre la traite", "ar": "فهم الاتجار بالبشر"}],
        "completed_on": NOON.date(),
        "valid_until": NOON.date().replace(year=2029),
        "issued_at": NOON,
    }
    return Certificate(**own | facts)


def plain(text: str) -> str:
    """`text` as it can be compared with a text layer: NFKC, without vowel signs, spaces or marks of direction."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in {"Mn", "Cf", "Zs", "Cc"})
    return "".join(kept).replace("\u0640", "")


def words_of(pdf: bytes) -> list[str]:
    """The words of each page's text layer in turn, as `plain` writes them."""
    document = pypdfium2.PdfDocument(pdf)
    return [plain(word) for page in document for word in page.get_textpage().get_text_bounded().split()]
