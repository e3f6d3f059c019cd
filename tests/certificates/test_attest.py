"""A certificate of a module on request, and of attendance."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from certificates.errors import ModuleNotPassed
from certificates.models import Certificate
from certificates.services.attest import Attended, attest_attendance, attest_module
from courses.models import Course, Module
from enrolments.models import ModulePass
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SESSION = Attended(
    occasion="session:12",
    title_fr="Entendre un enfant victime",
    title_ar="الاستماع إلى طفل ضحية",
    hours=Decimal("9.5"),
    began_on=date(2026, 11, 18),
    ended_on=date(2026, 11, 19),
)


@pytest.fixture
def module(course: Course) -> Module:
    return Module.objects.get(code="T1")


@pytest.fixture
def passed(amina: User, module: Module) -> ModulePass:
    return ModulePass.objects.create(learner=amina, module=module, cycle=1, passed_at=NOON, percent=Decimal("82.5"))


def test_a_passed_module_is_certified_with_its_result(amina: User, module: Module, passed: ModulePass) -> None:
    certificate = attest_module(amina, module=module, at=NOON + timedelta(days=2))

    kept = Certificate.objects.get()
    assert (kept.kind, kept.occasion, kept.course_title_fr, kept.hours, kept.result_percent, kept.completed_on) == (
        "module", "module:T1:1", "Module T1", Decimal("1.00"), Decimal("82.50"), NOON.date(),
    )  # fmt: skip
    assert (kept.profession_fr, kept.profession_ar, kept.enrolment, kept.valid_until) == (
        "Juge du siège", "قاضية من قضاة الأحكام", None, None,
    )  # fmt: skip
    assert certificate == kept


def test_asking_twice_gives_the_one_there_is_and_a_new_cycle_another(
    amina: User, module: Module, passed: ModulePass
) -> None:
    first = attest_module(amina, module=module, at=NOON)
    assert attest_module(amina, module=module, at=NOON) == first

    ModulePass.objects.create(learner=amina, module=module, cycle=2, passed_at=NOON, percent=Decimal(90))

    assert attest_module(amina, module=module, at=NOON).occasion == "module:T1:2"
    assert Certificate.objects.count() == 2


def test_a_module_that_somebody_else_passed_is_refused(driss: User, module: Module, passed: ModulePass) -> None:
    with pytest.raises(ModuleNotPassed):
        attest_module(driss, module=module, at=NOON)

    assert not Certificate.objects.exists()


def test_attendance_is_certified_once_with_its_days(amina: User, salma: User) -> None:
    first = attest_attendance(amina, attended=SESSION, at=NOON)

    assert attest_attendance(amina, attended=SESSION, at=NOON) == first
    assert (first.kind, first.hours, first.began_on, first.completed_on, first.regime) == (
        "presence", Decimal("9.5"), date(2026, 11, 18), date(2026, 11, 19), "",
    )  # fmt: skip
    assert attest_attendance(salma, attended=SESSION, at=NOON).profession_fr == "Assistante sociale"


def test_the_holder_asks_for_it_on_the_page_of_certificates(
    amina: User, module: Module, passed: ModulePass, signed_in: Callable[[User], Client],
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:  # fmt: skip
    client = signed_in(amina)
    assert f'action="/fr/certificates/modules/{module.pk}/"' in client.get("/fr/certificates/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        client.post(f"/fr/certificates/modules/{module.pk}/")

    page = client.get("/fr/certificates/").content.decode()
    certificate = Certificate.objects.get()
    assert (certificate.rendered_at is not None, certificate.number in page) == (True, True)
    assert f'action="/fr/certificates/modules/{module.pk}/"' not in page


def test_who_did_not_pass_is_told_and_receives_none(
    driss: User, module: Module, passed: ModulePass, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(driss)

    page = client.post(f"/fr/certificates/modules/{module.pk}/", follow=True).content.decode()

    assert str(ModuleNotPassed.sentence) in page
    assert not Certificate.objects.exists()
    assert client.post("/fr/certificates/modules/404/").status_code == 404
