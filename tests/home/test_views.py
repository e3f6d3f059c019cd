import gzip
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from courses.models import Lesson
from enrolments import services
from tests.conftest import NOON, make_course

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]

ARABIC_FIRST = "ar-MA,ar;q=0.9,fr;q=0.8"


@pytest.mark.parametrize(
    ("account", "cookie", "header", "home"),
    [
        ("ar", "fr", "fr", "/ar/"),
        ("fr", "ar", ARABIC_FIRST, "/fr/"),
        ("", "ar", "fr", "/ar/"),
        ("", "", ARABIC_FIRST, "/ar/"),
        ("", "", "fr-MA,ar;q=0.5", "/fr/"),
        ("", "", "de", "/fr/"),
        ("", "xx", "", "/fr/"),
        ("", "", "", "/fr/"),
    ],
)
def test_the_root_leads_home_in_the_language_of_account_then_cookie_then_browser(
    amina: User, signed_in: SignIn, account: str, cookie: str, header: str, home: str
) -> None:
    amina.language = account
    amina.save(update_fields=["language"])
    client = signed_in(amina)
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get("/", headers={"accept-language": header})

    assert (response.status_code, response["Location"]) == (302, home)


def test_the_root_leads_a_stranger_home_too(client: Client) -> None:
    response = client.get("/", headers={"accept-language": ARABIC_FIRST})

    assert (response.status_code, response["Location"]) == (302, "/ar/")
    assert {name.strip() for name in response["Vary"].split(",")} >= {"Accept-Language", "Cookie"}


def test_health_says_that_the_process_is_up_and_what_answers(client: Client) -> None:
    live, ready = client.get("/health/live/"), client.get("/health/ready/")

    assert (live.status_code, live.content) == (200, b"ok")
    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "cache": "ok"})


def test_a_cache_that_is_away_is_told_and_not_failed(client: Client, settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "lms.lib.cache.SoftRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
    assert caches["default"].get("anything") is None

    ready = client.get("/health/ready/")

    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "cache": "away"})


def go_through(course_count: int, learner: User) -> None:
    """Enrol `learner` in so many courses, with a first lesson done in each."""
    for n in range(course_count):
        course = make_course(f"C{n}", professions=["juge-siege"], modules=(f"M{n}", "M9"))
        services.enrol(learner, course=course, by=learner, at=NOON)
        services.mark_done(learner, lesson=Lesson.objects.get(slug=f"m{n}-0"), revision=None, at=NOON)


@pytest.mark.parametrize("courses", [1, 3])
def test_the_dashboard_shows_every_course_at_one_price(
    amina: User,
    signed_in: SignIn,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
    courses: int,
) -> None:
    session = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
    go_through(courses, amina)
    client = signed_in(amina)
    client.get("/fr/dashboard/")

    with django_assert_num_queries(10 + session):
        page = client.get("/fr/dashboard/").content.decode()

    assert [f"Cours C{n}" in page for n in range(4)] == [n < courses for n in range(4)]
    assert page.count('class="course-item__title"') == courses
    assert "Amina Exemple" in page


def test_the_dashboard_speaks_arabic(amina: User, signed_in: SignIn) -> None:
    go_through(1, amina)

    page = signed_in(amina).get("/ar/dashboard/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert ["أمينة المثال" in page, "مسار C0" in page, "Amina Exemple" in page, "Cours C0" in page] == [
        True, True, False, False,
    ]  # fmt: skip


def test_the_dashboard_of_a_coordinator_keeps_to_the_bound(
    nadia: User, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(nadia)
    client.get("/fr/dashboard/")

    with django_assert_max_num_queries(12):
        page = client.get("/fr/dashboard/").content.decode()

    assert ["Nadia Nation" in page, "/fr/reporting/" in page, "/fr/people/" in page] == [True, True, True]


def test_the_dashboard_of_the_outsider_is_empty(amina: User, driss: User, signed_in: SignIn) -> None:
    go_through(1, amina)

    page = signed_in(driss).get("/fr/dashboard/").content.decode()

    assert ["Driss Dehors" in page, "Cours C0" in page, "/fr/reporting/" in page] == [True, False, False]


def test_the_dashboard_is_for_whoever_signed_in(client: Client) -> None:
    response = client.get("/ar/dashboard/")

    assert (response.status_code, response["Location"]) == (302, "/ar/accounts/login/?next=/ar/dashboard/")


def test_the_dashboard_of_a_coordinator_who_learns_keeps_to_the_bound(
    nadia: User, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    course = make_course("C1", professions=["juge-siege"], modules=("M1", "M9"))
    services.enrol_many([nadia], edition=course.editions.get(), by=None, at=NOON)
    client = signed_in(nadia)
    client.get("/fr/dashboard/")

    with django_assert_max_num_queries(12):
        client.get("/fr/dashboard/")


def test_a_page_travels_compressed_and_a_file_as_it_is(nadia: User, signed_in: SignIn) -> None:
    client = signed_in(nadia)

    page, table = (
        client.get(f"/fr/reporting/{name}", headers={"accept-encoding": "gzip"}) for name in ("", "coverage.csv")
    )

    assert (page.headers.get("Content-Encoding"), table.headers.get("Content-Encoding")) == ("gzip", None)
    assert b"</html>" in gzip.decompress(page.content)


def test_people_are_called_what_they_are_in_their_profession(amina: User, salma: User, signed_in: SignIn) -> None:
    arabic = signed_in(amina).get("/ar/dashboard/").content.decode()
    french = signed_in(salma).get("/fr/dashboard/").content.decode()

    assert "قاضية من قضاة الأحكام، المحكمة الابتدائية ببني ملال" in arabic
    assert "Assistante sociale, Tribunal de première instance de Tanger" in french
