from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course, Module
from enrolments import services
from enrolments.errors import AlreadyEnrolled, LessonClosed, NotAddressed, TooLateToLeave
from enrolments.models import Enrolment, LessonProgress
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def told(response: Any) -> list[str]:
    """The messages that the reader will see."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def outcome(response: Any) -> tuple[int, str, list[str]]:
    return (response.status_code, response.get("Location", ""), told(response))


def test_a_judge_joins_a_course(amina: User, course: Course, signed_in: SignIn) -> None:
    response = signed_in(amina).post("/fr/parcours/mag-t/enrol/")

    enrolment = Enrolment.objects.get()
    assert (enrolment.learner, enrolment.course, enrolment.enrolled_by) == (amina, course, amina)
    assert outcome(response)[:2] == (302, "/fr/parcours/mag-t/")
    assert len(told(response)) == 1


def test_joining_twice_leaves_one_enrolment_and_says_so(amina: User, course: Course, signed_in: SignIn) -> None:
    client = signed_in(amina)
    client.post("/fr/parcours/mag-t/enrol/")

    response = client.post("/fr/parcours/mag-t/enrol/")

    assert Enrolment.objects.count() == 1
    assert told(response)[-1] == str(AlreadyEnrolled())


def test_the_outsider_does_not_join(driss: User, course: Course, signed_in: SignIn) -> None:
    response = signed_in(driss).post("/fr/parcours/mag-t/enrol/")

    assert outcome(response) == (302, "/fr/parcours/mag-t/", [str(NotAddressed())])
    assert not Enrolment.objects.exists()


def test_nobody_joins_a_course_that_is_not_there(amina: User, signed_in: SignIn) -> None:
    assert signed_in(amina).post("/fr/parcours/nowhere/enrol/").status_code == 404


def test_a_judge_leaves_a_course_and_stays_in_the_language_of_the_page(
    amina: User, course: Course, signed_in: SignIn
) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)

    response = signed_in(amina).post(f"/ar/enrolments/{enrolment.pk}/leave/")

    enrolment.refresh_from_db()
    assert enrolment.left_at is not None
    assert outcome(response)[:2] == (302, "/ar/parcours/mag-t/")


def test_nobody_leaves_after_a_first_result(amina: User, course: Course, signed_in: SignIn) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)
    services.record_pass(amina, module=Module.objects.get(code="T1"), percent=enrolment.course.hours, cycle=1, at=NOON)

    response = signed_in(amina).post(f"/fr/enrolments/{enrolment.pk}/leave/")

    enrolment.refresh_from_db()
    assert (enrolment.left_at, told(response)) == (None, [str(TooLateToLeave())])


@pytest.mark.parametrize("number", ["{pk}", "999999", "99999999999999999999"])
def test_the_outsider_leaves_nobodys_course(
    amina: User, driss: User, course: Course, signed_in: SignIn, number: str
) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)

    response = signed_in(driss).post(f"/fr/enrolments/{number.format(pk=enrolment.pk)}/leave/")

    enrolment.refresh_from_db()
    assert (response.status_code, enrolment.left_at) == (404, None)


def test_lessons_marked_done_lead_through_the_module_to_its_quiz_and_home(
    amina: User, course: Course, signed_in: SignIn
) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)
    client = signed_in(amina)

    first = client.post("/fr/lecons/t1-0/done/", {"revision": "7"})
    second = client.post("/fr/lecons/t1-1/done/", {"revision": "8"})
    services.record_pass(amina, module=Module.objects.get(code="T1"), percent=course.hours, cycle=1, at=NOON)
    again = client.post("/fr/lecons/t1-1/done/", {"revision": "9"})

    assert [each["Location"] for each in (first, second, again)] == [
        "/fr/lecons/t1-1/", reverse("quiz", kwargs={"slug": "t1"}), "/fr/dashboard/",
    ]  # fmt: skip
    done = LessonProgress.objects.exclude(done_at=None).order_by("lesson__position")
    assert list(done.values_list("lesson__slug", "revision")) == [("t1-0", 7), ("t1-1", 8)]


@pytest.mark.parametrize("revision", ["", "x", "-1", "1.5", "٧", "9" * 16, "9" * 400])
def test_a_revision_without_sense_is_not_kept(amina: User, course: Course, signed_in: SignIn, revision: str) -> None:
    services.enrol(amina, course=course, by=amina, at=NOON)

    response = signed_in(amina).post("/fr/lecons/t1-0/done/", {"revision": revision})

    assert (response.status_code, LessonProgress.objects.get().revision) == (302, None)


def test_the_outsider_marks_no_lesson_done(driss: User, course: Course, signed_in: SignIn) -> None:
    response = signed_in(driss).post("/fr/lecons/t1-0/done/")

    assert outcome(response) == (302, "/fr/lecons/t1-0/", [str(LessonClosed())])
    assert not LessonProgress.objects.exists()


ADDRESSES = ["/fr/parcours/mag-t/enrol/", "/fr/enrolments/1/leave/", "/fr/lecons/t1-0/done/"]


def test_nobody_joins_by_a_link(amina: User, course: Course, signed_in: SignIn) -> None:
    response = signed_in(amina).get("/fr/parcours/mag-t/enrol/")

    assert outcome(response) == (302, "/fr/parcours/mag-t/", [])
    assert not Enrolment.objects.exists()


def test_whoever_comes_back_from_sign_in_finds_the_page_with_the_button(
    amina: User, course: Course, signed_in: SignIn
) -> None:
    enrolment = services.enrol(amina, course=course, by=amina, at=NOON)
    client = signed_in(amina)

    left = client.get(f"/fr/enrolments/{enrolment.pk}/leave/")
    read = client.get("/fr/lecons/t1-0/done/")

    assert (outcome(left), outcome(read)) == ((302, "/fr/parcours/mag-t/", []), (302, "/fr/lecons/t1-0/", []))
    enrolment.refresh_from_db()
    assert (enrolment.left_at, LessonProgress.objects.count()) == (None, 0)


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_is_not_signed_in_is_led_to_sign_in(course: Course, client: Client, address: str) -> None:
    response = client.post(address)

    assert (response.status_code, response["Location"]) == (302, f"/fr/accounts/login/?next={address}")
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_from_elsewhere_is_refused(amina: User, course: Course, address: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")

    assert strict.post(address).status_code == 403
    assert not Enrolment.objects.exists()
