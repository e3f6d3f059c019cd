"""The services of the reader's region within a lesson, which is otherwise one text for everybody."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from cms.export.folder import export_site
from cms.pack.mistakes import BrokenPack
from cms.services.load import load_pack
from courses.models import Lesson
from enrolments.services import enrol_many
from jurisdictions.models import City, Region
from library.models import ReferralService
from tests.cms.conftest import NEARBY
from tests.cms.writing import lesson_page
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]

SignedIn = Callable[[User], Client]
# Without Redis a session, and the kept body of a lesson, are a query each.
STORED = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
ADDRESS = "Impasse Introuvable"
LESSON = "/fr/lecons/tout/"


@pytest.fixture
def verified(directory: object) -> None:
    """A verified shelter in Tanger and one in Casablanca, beside services that are examples or were never verified."""
    for code, city in (("toit-tanger", "TNG"), ("toit-casa", "CAS")):
        make_service(code, city=City.objects.get(code=city), verified_on=NOON.date())
    make_service("toit-promis", city=City.objects.get(code="TNG"))
    make_service("toit-fictif", city=City.objects.get(code="TNG"), verified_on=NOON.date(), is_example=True)


def make_service(code: str, **facts: object) -> ReferralService:
    return ReferralService.objects.create(
        code=code, kind="shelter", name_fr=f"Foyer {code}", name_ar=f"دار {code}", address=ADDRESS,
        is_address_protected=True, **facts,
    )  # fmt: skip


@pytest.fixture
def learners(amina: User, salma: User) -> None:
    for lesson in Lesson.objects.filter(slug="tout"):
        enrol_many([amina, salma], edition=lesson.module.editions.get(), by=None, at=NOON)


def read(client: Client, address: str = LESSON) -> str:
    return client.get(address).content.decode()


def listed(html: str) -> list[str]:
    """The codes of the services in the lesson, in their order."""
    block = html[html.index("block-referral") :]
    return re.findall(r'/annuaire/([a-z-]+)/"', block[: block.index("La fin.") if "La fin." in block else None])


@pytest.mark.usefixtures("verified", "learners")
def test_each_reader_is_given_the_services_of_the_own_region(amina: User, salma: User, signed_in: SignedIn) -> None:
    shown = {person: read(signed_in(person)) for person in (salma, amina, salma)}

    assert listed(shown[salma]) == ["toit-tanger", "numero-vert"]
    assert listed(shown[amina]) == ["numero-vert"]
    assert "Aucun service vérifié dans la région Béni Mellal-Khénifra" in shown[amina]
    assert not any(ADDRESS in html or "<!--referral" in html for html in shown.values())


@pytest.mark.usefixtures("verified")
def test_an_author_sees_what_a_learner_of_another_region_or_language_would(leila: User, signed_in: SignedIn) -> None:
    address = reverse("wagtailadmin_pages:view_draft", args=[lesson_page("tout").pk])
    client = signed_in(leila)

    shown = {mode: read(client, f"{address}?mode={mode}") for mode in ("fr:MA-01", "ar:MA-06", "fr:", "")}

    assert [listed(html) for html in shown.values()] == [
        ["toit-tanger", "numero-vert"], ["toit-casa", "numero-vert"], ["numero-vert"], ["numero-vert"],
    ]  # fmt: skip
    assert ("دار toit-casa" in shown["ar:MA-06"], "Votre région n’est pas connue" in shown["fr:"]) == (True, True)


def test_a_service_verified_long_ago_says_so(salma: User, learners: None, signed_in: SignedIn) -> None:
    make_service("toit-ancien", region=Region.objects.get(code="MA-01"), verified_on=date(2020, 1, 1))

    shown = read(signed_in(salma))

    assert (listed(shown), "À vérifier de nouveau" in shown) == (["toit-ancien", "numero-vert"], True)


@pytest.mark.parametrize("count", [1, 30])
def test_the_services_cost_the_same_whatever_their_number(
    count: int, salma: User, learners: None, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(count):
        make_service(f"toit-{chr(97 + n % 26)}{n // 26 * 'z'}", city=City.objects.get(code="TNG"), verified_on=NOON)
    client = signed_in(salma)
    read(client)

    with django_assert_num_queries(10 + 2 * STORED):
        shown = read(client)

    assert len(listed(shown)) == min(count + 1, 24)


def test_the_block_goes_out_and_comes_back(tmp_path: Path) -> None:
    export_site(tmp_path / "out")

    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("01-tout.*.md")]
    assert [NEARBY.strip() in text for text in written] == [True, True]


def test_a_kind_that_is_none_is_told_with_its_line(with_directory: Path) -> None:
    path = with_directory / "modules" / "01-premier" / "01-tout.ar.md"
    path.write_text(path.read_text(encoding="utf-8").replace("- shelter", "- palais"), encoding="utf-8")

    with pytest.raises(BrokenPack) as broken:
        load_pack(with_directory)

    mistake = broken.value.mistakes[0]
    line = path.read_text(encoding="utf-8").splitlines().index("- palais") + 1
    assert (mistake.path, mistake.line, "shelter, health" in mistake.sentence) == (
        "modules/01-premier/01-tout.ar.md", line, True,
    )  # fmt: skip
