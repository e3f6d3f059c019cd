"""The cast and the clock.

Amina judges in Béni Mellal, Salma is a social worker in Tanger, Nawal judges in Mohammedia, Youssef is a tutor,
Karim coordinates the Casablanca resort, Nadia the nation; Driss is the outsider who may see nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from xdist.scheduler import LoadScopeScheduling

from accounts.middleware import SETTLED_UNTIL
from accounts.models import Posting, Profession, Reach, User
from accounts.roles import Role
from accounts.services.reference import load_professions
from courses.models import Course, Edition, EditionModule, Lesson, Module
from jurisdictions.models import Court, Resort
from jurisdictions.services import load_map
from lms.lib.dates import CASABLANCA

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the test's own thread

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=CASABLANCA)
PASSWORD = "formation-2026"
OUTSIDE = {"db", "transactional_db", "django_db_setup", "site", "settings", "client", "caplog"}


class JourneysTogether(LoadScopeScheduling):
    """One worker has all journeys, and begins with them; any other test goes to whoever is free."""

    def _split_scope(self, nodeid: str) -> str:
        return "journeys" if "/journeys/" in nodeid else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether:
    return JourneysTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that commit, for they leave empty tables behind, and those that read no table."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            item.add_marker(pytest.mark.commits)
        if marker is item.get_closest_marker("redis") is None and OUTSIDE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The judicial map and the professions are there in every test, as in every installation."""
    with django_db_blocker.unblock():
        if not Court.objects.exists():
            load_map()
            load_professions()


@pytest.fixture(autouse=True)
def _reference_data(request: pytest.FixtureRequest) -> None:
    """A test that commits leaves empty tables behind; the next one finds map and professions all the same."""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        request.getfixturevalue("transactional_db")
        if not Court.objects.exists():
            load_map()
            load_professions()


@pytest.fixture(autouse=True)
def _begin_in_french() -> Iterator[None]:
    """Whatever language the last request of the test before was made in."""
    with override("fr"):
        yield


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Make a person with a name in both scripts, and a posting when a court is given."""

    def make(
        email: str, *, name: str = "", name_ar: str = "", gender: str = "F", court: str = "",
        profession: str = "juge-siege", since: date = date(2020, 1, 1), **fields: Any,
    ) -> User:  # fmt: skip
        first, _, last = (name or email.split("@")[0].title() + " Exemple").partition(" ")
        first_ar, _, last_ar = (name_ar or "اسم عائلة").partition(" ")
        user = User.objects.create_user(
            email, first_name=first, last_name=last, first_name_ar=first_ar, last_name_ar=last_ar, gender=gender,
            **fields,
        )  # fmt: skip
        if court:
            Posting.objects.create(
                person=user,
                court=Court.objects.get(code=court),
                profession=Profession.objects.get(code=profession),
                starts_on=since,
            )
        return user

    return make


@pytest.fixture
def amina(person: Callable[..., User]) -> User:
    return person("amina@demo.example", name="Amina Exemple", name_ar="أمينة المثال", court="TPI-BML")


@pytest.fixture
def salma(person: Callable[..., User]) -> User:
    return person(
        "salma@demo.example", name="Salma Modèle", name_ar="سلمى النموذج", court="TPI-TNG",
        profession="assistant-social",
    )  # fmt: skip


@pytest.fixture
def nawal(person: Callable[..., User]) -> User:
    return person("nawal@demo.example", name="Nawal Témoin", name_ar="نوال الشاهد", court="TPI-MOH")


@pytest.fixture
def youssef(person: Callable[..., User]) -> User:
    user = person("youssef@demo.example", name="Youssef Tuteur", gender="M")
    user.groups.add(_group(Role.TUTOR))
    return user


@pytest.fixture
def karim(person: Callable[..., User]) -> User:
    user = person("karim@demo.example", name="Karim Ressort", gender="M")
    Reach.objects.create(person=user, level=Reach.Level.RESORT, resort=Resort.objects.get(code="CAS"))
    return user


@pytest.fixture
def nadia(person: Callable[..., User]) -> User:
    user = person("nadia@demo.example", name="Nadia Nation")
    Reach.objects.create(person=user, level=Reach.Level.NATION)
    return user


@pytest.fixture
def olga(person: Callable[..., User]) -> User:
    user = person("olga@demo.example", name="Olga Observe")
    user.groups.add(_group(Role.OBSERVER))
    return user


@pytest.fixture
def driss(person: Callable[..., User]) -> User:
    return person("driss@demo.example", name="Driss Dehors", gender="M")


@pytest.fixture
def administrator(person: Callable[..., User]) -> User:
    return person("admin@demo.example", name="Admin Platforme", is_staff=True, is_superuser=True)


def _group(role: Role) -> Any:
    from django.contrib.auth.models import Group

    return Group.objects.get(name=role)


@pytest.fixture
def course(db: None) -> Course:
    """A course for judges: two modules of two lessons, open since 2023."""
    return make_course("MAG-T", professions=["juge-siege", "magistrat-parquet"], modules=("T1", "T2"))


def make_course(code: str, *, professions: list[str], modules: tuple[str, ...], regime: str = "continuing") -> Course:
    """Make a course named by `code` whose first edition orders `modules`, making those that do not exist."""
    course = Course.objects.create(
        code=code, slug=code.lower(), title_fr=f"Cours {code}", title_ar=f"مسار {code}", regime=regime, hours="3.25"
    )
    course.professions.set(Profession.objects.filter(code__in=professions))
    edition = Edition.objects.create(course=course, number=1, opens_on=date(2023, 11, 1))
    for position, module_code in enumerate(modules):
        EditionModule.objects.create(edition=edition, module=make_module(module_code), position=position)
    return course


def make_module(code: str, *, lessons: int = 2) -> Module:
    module, made = Module.objects.get_or_create(
        code=code,
        defaults={"slug": code.lower(), "title_fr": f"Module {code}", "title_ar": f"وحدة {code}", "minutes": 60},
    )
    for n in range(lessons if made else 0):
        Lesson.objects.create(
            module=module,
            slug=f"{code.lower()}-{n}",
            title_fr=f"Leçon {n}",
            title_ar=f"درس {n}",
            position=n,
            minutes=15,
        )
    return module


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Sign somebody in without the form, as one whose second factor was asked."""

    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[SETTLED_UNTIL] = time.time() + 3600
        session.save()
        return client

    return sign_in
