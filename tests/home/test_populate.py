"""The synthetic population: as many as asked, never twice, taken up where it stopped, and told to the ledger."""

from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import Posting, User
from certificates.models import Certificate
from courses.models import Course, Edition
from enrolments.models import Enrolment, LessonProgress, ModulePass
from lms.management.demo import population
from reporting.queries.recount import recount
from tests.conftest import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def courses(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[Course]:
    """Three courses open since 2023, in slices of ten people."""
    settings.DEBUG = True
    monkeypatch.setattr(population, "SLICE", 10)
    return [make_course(f"P{n}", professions=["juge-siege"], modules=(f"M{n}A", f"M{n}B")) for n in range(3)]


def populate(learners: int, enrolments: int) -> str:
    told = StringIO()
    call_command("populate", learners=learners, enrolments=enrolments, stdout=told)
    return told.getvalue().splitlines()[-1]


def counted() -> dict[str, int]:
    models = (User, Posting, Enrolment, LessonProgress, ModulePass, Certificate)
    return {model.__name__: model.objects.count() for model in models}


def test_it_makes_as_many_as_asked_and_tells_them_to_the_ledger() -> None:
    assert populate(25, 60) == "25 personnes et 60 inscriptions créées."

    completed = 4 * 6 + 2 * 5 + 6  # of four whole slices, two halves, and one whole in the course that is not full
    assert counted() == {
        "User": 25, "Posting": 25, "Enrolment": 60, "LessonProgress": 4 * completed + 2 * (60 - completed),
        "ModulePass": 2 * completed, "Certificate": completed,
    }  # fmt: skip
    assert Counter(Enrolment.objects.values_list("course__code", flat=True)) == {"P0": 25, "P1": 25, "P2": 10}
    assert recount().differences == ()


def test_a_second_run_makes_nothing_and_a_larger_one_what_is_missing() -> None:
    populate(25, 60)

    assert populate(25, 60) == "0 personnes et 0 inscriptions créées."
    assert populate(30, 90) == "5 personnes et 30 inscriptions créées."
    assert recount().differences == ()


def test_a_run_that_was_cut_off_ends_as_one_that_was_not(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = population.Way.bring

    def cut(self: population.Way, learners: Any, *, wave: int, **options: Any) -> None:
        if wave == 1 and self.edition.course.code == "P1":
            raise ConnectionError
        whole(self, learners, wave=wave, **options)

    with monkeypatch.context() as patch:
        patch.setattr(population.Way, "bring", cut)
        with pytest.raises(ConnectionError):
            populate(25, 60)
    assert (User.objects.count(), Enrolment.objects.count()) == (10, 30)

    assert populate(25, 60) == "15 personnes et 30 inscriptions créées."
    assert Enrolment.objects.count() == 60
    assert recount().differences == ()


def test_more_than_everybody_in_every_course_is_refused() -> None:
    with pytest.raises(CommandError, match="demandez de 0 à 75"):
        populate(25, 76)

    assert not User.objects.exists()


def test_an_edition_not_yet_open_takes_nobody() -> None:
    Edition.objects.filter(course__code="P2").update(opens_on=date(2099, 1, 1))

    with pytest.raises(CommandError, match="demandez de 0 à 50"):
        populate(25, 51)


def test_invented_people_are_not_mixed_with_real_ones(settings: Settings, amina: User) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match="base de données vide"):
        populate(1, 1)

    assert list(User.objects.all()) == [amina]
