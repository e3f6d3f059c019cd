"""Where a learner meets the tests of a course, and where tutors, authors and coordinators find what they do."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.roles import Role
from assessments.errors import ModulesDone
from assessments.models import Attempt, ExtraAttempt, Question, Quiz
from assessments.queries.course_tests import CourseTests, course_tests, outlined_tests
from assessments.services.attempts import open_attempt
from cms.services.load import load_pack
from courses.models import Course, Module
from enrolments.queries import course_standings
from enrolments.services import enrol_many
from tests.assessments.bank import exam_of, one_of_each
from tests.assessments.test_exam import read_everything, sit
from tests.cms.conftest import PACK, publish_course
from tests.conftest import NOON, make_course

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]
HOUR = timedelta(hours=1)
DOORS = ("notes", "quiz_waiting", "corrections")


@pytest.fixture
def bank(course: Course) -> dict[str, Question]:
    Module.objects.update(has_quiz=False)
    return one_of_each(Module.objects.get(code="T1"))


@pytest.fixture
def with_tests(course: Course, bank: dict[str, Question]) -> dict[str, Quiz]:
    """The three tests of the course, each of one question with a single choice."""
    rule = {"count": 1, "kind": "single"}
    kinds = {"post-test": {"attempts_allowed": 1}, "final-exam": {}, "pre-test": {"attempts_allowed": 1}}
    return {kind: exam_of(course, rule, kind=kind, **columns) for kind, columns in kinds.items()}


def standing_in(learner: User, *, at: Any = NOON) -> CourseTests:
    (found,) = course_tests(learner, courses=course_standings(learner), at=at).values()
    return found


def told(tests: CourseTests) -> list[tuple[str, str, int, str]]:
    """Of each test its kind, what comes next, the attempts left, and whether its door is open."""
    return [(each.quiz.kind, str(each.verdict.next), each.verdict.left, str(each.door)) for each in tests.standings]


def shown(client: Client, url: str) -> str:
    """The text of a page, its tags and spaces taken away."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).split())


def test_the_tests_of_a_course_are_told_from_before_it_to_its_exam(
    with_tests: dict[str, Quiz], enrolled: Enrol, amina: User
) -> None:
    enrolled(amina)
    assert told(standing_in(amina)) == [
        ("pre-test", "open", 1, "open"), ("post-test", "open", 1, "not_yet"), ("final-exam", "open", 3, "not_yet"),
    ]  # fmt: skip

    sit(amina, with_tests["pre-test"], wrong=("single",))
    read_everything(amina)
    sit(amina, with_tests["post-test"], at=NOON + HOUR)
    sit(amina, with_tests["final-exam"], at=NOON + HOUR)

    after = standing_in(amina)
    assert told(after) == [
        ("pre-test", "exhausted", 0, "over"), ("post-test", "exhausted", 0, "open"),
        ("final-exam", "passed", 0, "open"),
    ]  # fmt: skip
    assert after.gain is not None
    assert [int(after.gain.before), int(after.gain.after), int(after.gain.points)] == [0, 100, 100]


def test_one_more_attempt_and_a_pause_are_told_as_the_quiz_tells_them(
    with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, youssef: User
) -> None:
    exam = with_tests["final-exam"]
    read_everything(enrolled(amina))
    for n in range(2):
        sit(amina, exam, wrong=("single",), at=NOON + n * HOUR)
    assert standing_in(amina, at=NOON + 2 * HOUR).standings[2].verdict.opens_at == NOON + 25 * HOUR

    sit(amina, exam, wrong=("single",), at=NOON + 26 * HOUR)
    assert told(standing_in(amina, at=NOON + 27 * HOUR))[2] == ("final-exam", "exhausted", 0, "open")
    ExtraAttempt.objects.create(learner=amina, quiz=exam, reason="Panne.", opened_by=youssef, opened_at=NOON)

    assert told(standing_in(amina, at=NOON + 27 * HOUR))[2] == ("final-exam", "open", 1, "open")


def test_the_tests_of_all_courses_cost_one_query(
    with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, nawal: User, django_assert_num_queries: Any
) -> None:
    sit(enrolled(nawal), with_tests["pre-test"])
    for code in ("U1", "U2"):
        other = make_course(code, professions=["juge-siege"], modules=("T1",))
        exam_of(other, kind="pre-test")
        enrol_many([amina], edition=other.editions.get(), by=None, at=NOON)
    standings = course_standings(enrolled(amina))

    with django_assert_num_queries(1):
        found = course_tests(amina, courses=standings, at=NOON)

    assert sorted(len(each.standings) for each in found.values()) == [1, 1, 3]
    assert [each.attempts for tests in found.values() for each in tests.standings] == [()] * 5
    with django_assert_num_queries(0):
        assert course_tests(amina, courses=[], at=NOON) == {}


def test_a_passer_by_is_told_which_tests_there_are(with_tests: dict[str, Quiz], course: Course) -> None:
    assert [quiz.kind for quiz in outlined_tests(course.pk)] == ["pre-test", "post-test", "final-exam"]


@pytest.mark.parametrize("exams", [1, 3])
def test_the_dashboard_leads_to_the_exam_and_says_why_it_is_closed(
    with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, signed_in: SignIn, settings: Settings,
    django_assert_num_queries: Any, exams: int,
) -> None:  # fmt: skip
    session = 0 if settings.SESSION_ENGINE.endswith("cached_db") else 1
    for n in range(exams - 1):
        other = make_course(f"U{n}", professions=["juge-siege"], modules=("T1",))
        exam_of(other)
        enrol_many([amina], edition=other.editions.get(), by=None, at=NOON)
    client = signed_in(enrolled(amina))
    client.get("/fr/dashboard/")

    with django_assert_num_queries(10 + session):
        page = client.get("/fr/dashboard/").content.decode()

    assert page.count('.final-exam/">Examen final</a>') == exams
    text = shown(client, "/fr/dashboard/")
    assert "Examen final S’ouvre une fois tous les modules terminés Fermé 3 tentatives restantes" in text
    assert "Test avant le parcours Ouvert 1 tentative restante" in text


def test_a_test_before_the_course_is_closed_once_its_modules_are_complete(
    with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, signed_in: SignIn
) -> None:
    read_everything(enrolled(amina))
    client = signed_in(amina)

    with pytest.raises(ModulesDone):
        open_attempt(amina, quiz=with_tests["pre-test"], at=NOON)
    assert "Ne pouvait être passé qu’avant la fin des modules Fermé" in shown(client, "/fr/dashboard/")
    page = shown(client, with_tests["pre-test"].get_absolute_url())
    assert "Ce test mesure ce que vous saviez avant le parcours" in page
    assert not Attempt.objects.exists()


def test_the_dashboard_tells_result_and_gain_in_both_languages(
    with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, signed_in: SignIn
) -> None:
    enrolled(amina)
    sit(amina, with_tests["pre-test"], wrong=("single",))
    read_everything(amina)
    sit(amina, with_tests["post-test"], at=NOON + HOUR)
    sit(amina, with_tests["final-exam"], at=NOON + HOUR)
    client = signed_in(amina)

    french, arabic = shown(client, "/fr/dashboard/"), shown(client, "/ar/dashboard/")

    assert "Test avant le parcours 0 sur 1 (0 %) Fait" in french
    assert "Examen final 1 sur 1 (100 %) Réussi" in french
    assert "Avant le parcours 0 %, après 100 %." in french
    assert ("امتحان نهائي 1 من 1 (100%) ناجح" in arabic, "Examen final" in arabic) == (True, False)


@pytest.fixture
def page(course: Course, with_tests: dict[str, Quiz]) -> str:
    """The address of the page of the course."""
    load_pack(PACK)
    publish_course(course)
    return f"/fr/parcours/{course.slug}/"


def test_the_page_of_a_course_leads_its_learners_to_its_tests(
    page: str, with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, driss: User, client: Client,
    signed_in: SignIn, django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    links = [f'href="{quiz.get_absolute_url()}"' for quiz in with_tests.values()]
    passing, outside = client.get(page).content.decode(), signed_in(driss).get(page).content.decode()
    inside = signed_in(enrolled(amina))
    inside.get(page)
    with django_assert_max_num_queries(12):
        own = inside.get(page).content.decode()

    assert [[link in each for link in links] for each in (passing, outside, own)] == [
        [False] * 3, [False] * 3, [True] * 3,
    ]  # fmt: skip
    assert "Examen final Seuil de réussite 75 %" in " ".join(re.sub(r"<[^>]+>", " ", passing).split())


def test_an_attempt_under_way_is_told(
    page: str, with_tests: dict[str, Quiz], enrolled: Enrol, amina: User, signed_in: SignIn
) -> None:
    open_attempt(enrolled(amina), quiz=with_tests["pre-test"], at=NOON)

    assert "Test avant le parcours en cours" in shown(signed_in(amina), page)


def doors(client: Client) -> dict[str, int]:
    """The status of each door of the dashboard, each of which the menu has too."""
    page = client.get("/fr/dashboard/").content.decode()
    menu = page.split('class="account__panel"')[1].split("</details>")[0]
    home = page.split("<main")[1]
    found = [name for name in DOORS if f'href="{reverse(name)}"' in home]
    assert [name for name in DOORS if f'href="{reverse(name)}"' in menu] == found
    return {name: client.get(reverse(name)).status_code for name in found}


def test_each_finds_the_doors_that_open_and_no_other(
    youssef: User, karim: User, driss: User, administrator: User, person: Callable[..., User], signed_in: SignIn,
    settings: Settings,
) -> None:  # fmt: skip
    settings.SECOND_FACTOR_ENFORCED = False
    leila = person("leila@demo.example")
    leila.groups.add(Group.objects.get(name=Role.AUTHOR))

    found = {each.first_name: doors(signed_in(each)) for each in (youssef, karim, leila, administrator, driss)}

    assert found == {
        "Youssef": dict.fromkeys(DOORS, 200), "Karim": {"quiz_waiting": 200}, "Leila": {"corrections": 200},
        "Admin": dict.fromkeys(DOORS, 200), "Driss": {},
    }  # fmt: skip


def test_extra_time_is_granted_from_the_page_of_the_person(karim: User, nawal: User, signed_in: SignIn) -> None:
    client, url = signed_in(karim), reverse("extra_time", args=[nawal.pk])

    page = client.get(reverse("people:detail", args=[nawal.pk])).content.decode()

    assert f'href="{url}"' in page
    assert f'href="{reverse("people:detail", args=[nawal.pk])}"' in client.get(url).content.decode()
