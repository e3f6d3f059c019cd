"""Completed enrolments, certificates, and what a printed document says."""

import shutil
import socket
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from certificates.badges.keys import forget_keys, make_demo_key
from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.preserve import document_of
from certificates.signing.authority import Authority, authority, forget_authority
from certificates.signing.demo import make_demo_authority
from courses.models import Course
from enrolments.models import Enrolment
from tests.conftest import NOON

# A drawing of two shapes, which may stand for any logo.
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><style>.a{fill:#224488}</style>'
    b'<path class="a" d="M0 0h100v60H0z"/><circle cx="50" cy="30" r="20" fill="#fff"/></svg>'
)


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


@pytest.fixture
def issued(aminas: Certificate) -> Certificate:
    """Amina's certificate with its document, which is not signed."""
    document_of(aminas, at=NOON)
    return aminas


Keys = Callable[[int, Path], Path]
PASSPHRASE = "verrou-7261"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Give a folder a demonstration authority with an RSA key of so many bits, or with P-256; each is made once."""
    made: dict[int, Path] = {}

    def give(rsa_bits: int, folder: Path) -> Path:
        if rsa_bits not in made:
            made[rsa_bits] = tmp_path_factory.mktemp("authority")
            make_demo_authority(made[rsa_bits] / "demo.p12", at=NOON, passphrase=PASSPHRASE, rsa_bits=rsa_bits)
        for name in ("demo.p12", "root.pem"):
            shutil.copy2(made[rsa_bits] / name, folder / name)
        return folder

    return give


@pytest.fixture
def signatory(keys: Keys, tmp_path: Path, settings: Any) -> Iterator[Authority]:
    """An authority of our own, with an elliptic-curve key, which the platform signs with."""
    yield from signing_with(keys(0, tmp_path), settings)


def signing_with(folder: Path, settings: Any) -> Iterator[Authority]:
    """Let the platform sign with the authority in `folder`."""
    settings.SIGNING_PKCS12, settings.SIGNING_PASSPHRASE = str(folder / "demo.p12"), PASSPHRASE
    forget_authority()
    found = authority()
    assert found is not None
    yield found
    forget_authority()


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


_watches: list[set[str]] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _watches and event in {"socket.getaddrinfo", "open"}:
        _watches[-1].add(str(arguments[0]))


sys.addaudithook(_note)  # once and for good: a hook cannot be taken away


@pytest.fixture
def asked() -> Iterator[set[str]]:
    """The hosts looked up and the files opened meanwhile, whoever does it in this process."""
    _watches.append(set())
    yield _watches[-1]
    _watches.pop()


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


SITE = "https://formation.example"


@pytest.fixture(scope="session")
def badge_keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two keys that badges may be signed with, made once."""
    folder = tmp_path_factory.mktemp("badges")
    paths = folder / "first.pem", folder / "second.pem"
    for path in paths:
        make_demo_key(path)
    return paths


@pytest.fixture
def badges(badge_keys: tuple[Path, Path], settings: Any) -> Iterator[None]:
    """The platform signs badges with the first key, at an address of its own, and is no trial."""
    settings.BADGE_KEY, settings.BASE_URL, settings.DEBUG = str(badge_keys[0]), SITE, False
    forget_keys()
    yield
    forget_keys()


@pytest.fixture
def held(amina: User, completed: Callable[..., Enrolment]) -> Certificate:
    """Amina's certificate with its document, issued an hour ago by the clock that verifiers read."""
    at = timezone.now() - timedelta(hours=1)
    certificate = issue(completed(amina, at=at), at=at)
    document_of(certificate, at=at)
    return certificate


@pytest.fixture
def look_up() -> Callable[[str], bytes]:
    """What anybody without an account reads at an address of the platform; no other address is called."""

    def read(address: str) -> bytes:
        assert address.startswith(SITE)
        return Client().get(address.removeprefix(SITE)).content

    return read
