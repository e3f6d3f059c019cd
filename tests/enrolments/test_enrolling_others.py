"""A coordinator enrols somebody in reach; nobody else does."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from courses.models import Course
from enrolments import services
from enrolments.models import Enrolment
from enrolments.queries import course_standings
from tests.conftest import NOON, make_course

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]


def test_a_coordinator_enrols_a_judge_of_the_resort(
    nawal: User, karim: User, course: Course, signed_in: SignIn
) -> None:
    response = signed_in(karim).post(
        f"/fr/people/{nawal.pk}/courses/", {"course": course.pk, "due_on": "2099-01-31"}, follow=True
    )

    enrolment = Enrolment.objects.get()
    assert (enrolment.learner, enrolment.course, enrolment.enrolled_by, enrolment.due_on) == (
        nawal, course, karim, date(2099, 1, 31),
    )  # fmt: skip
    assert response.redirect_chain == [(f"/fr/people/{nawal.pk}/courses/", 302)]
    assert str(course.title_fr) in response.content.decode()


def test_a_coordinator_enrols_somebody_whom_the_course_does_not_address(
    nawal: User, nadia: User, signed_in: SignIn
) -> None:
    other = make_course("AS-T", professions=["assistant-social"], modules=("T3",))

    signed_in(nadia).post(f"/fr/people/{nawal.pk}/courses/", {"course": other.pk})

    assert list(Enrolment.objects.values_list("learner", "course")) == [(nawal.pk, other.pk)]


def test_a_course_already_held_is_not_offered(nawal: User, karim: User, course: Course, signed_in: SignIn) -> None:
    services.enrol(nawal, course=course, by=karim, at=NOON)

    response = signed_in(karim).post(f"/fr/people/{nawal.pk}/courses/", {"course": course.pk})

    assert response.status_code == 200
    assert list(response.context["form"].fields["course"].queryset) == []
    assert Enrolment.objects.count() == 1


def test_a_day_that_is_past_is_refused(nawal: User, karim: User, course: Course, signed_in: SignIn) -> None:
    response = signed_in(karim).post(
        f"/fr/people/{nawal.pk}/courses/", {"course": course.pk, "due_on": "2020-01-01"}
    )  # fmt: skip

    assert list(response.context["form"].errors) == ["due_on"]
    assert not Enrolment.objects.exists()


def test_others_find_nothing_there(amina: User, karim: User, driss: User, course: Course, signed_in: SignIn) -> None:
    address = f"/fr/people/{amina.pk}/courses/"

    answers = [signed_in(person).post(address, {"course": course.pk}).status_code for person in (karim, driss, amina)]

    assert answers == [404, 404, 404]
    assert not Enrolment.objects.exists()


def test_the_queries_do_not_grow_with_courses(
    nawal: User, nadia: User, course: Course, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(nadia)
    services.enrol(nawal, course=course, by=nadia, at=NOON)
    address = f"/fr/people/{nawal.pk}/courses/"
    client.get(address)
    with django_assert_max_num_queries(11):
        client.get(address)
    for n in range(2):
        more = make_course(f"C{n}", professions=["juge-siege"], modules=("T1", "T2"))
        services.enrol(nawal, course=more, by=nadia, at=NOON)

    with django_assert_max_num_queries(11):
        client.get(address)


def test_a_course_may_be_left_whose_module_was_passed_before_the_enrolment(
    amina: User, nadia: User, course: Course, signed_in: SignIn
) -> None:
    from datetime import timedelta
    from decimal import Decimal

    module = course.editions.get().modules.first()
    assert module is not None
    first = make_course("C1", professions=["juge-siege"], modules=(module.code,))
    services.enrol(amina, course=first, by=amina, at=NOON)
    services.record_pass(amina, module=module, percent=Decimal(80), cycle=1, at=NOON)
    services.enrol(amina, course=course, by=amina, at=NOON + timedelta(days=1))

    standings = {each.course.code: each.may_leave for each in course_standings(amina)}

    assert standings == {"C1": False, "MAG-T": True}
