"""The pages of item analysis: who may read them, what they show, and that the worker computes."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from assessments.analysis.figures import item_figures
from assessments.analysis.stream import tally_of
from assessments.models import Analysis, Attempt, Choice, Question, QuestionFigures, Quiz, Response
from assessments.services.analysing import analyse, ask_analysis
from assessments.tasks import analyse_quiz
from courses.models import Course
from enrolments.services import record_pass
from tests.conftest import NOON, make_module

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]
LANGUAGES = ("fr", "fr", "ar")


def sat_by(quiz: Quiz, *, people: int, first: int = 0) -> None:
    """One marked sheet of every question of `quiz` for each of so many people; the able ones do well."""
    questions = list(Question.objects.filter(module=quiz.module).order_by("pk").prefetch_related("choices"))
    learners = User.objects.bulk_create(
        User(email=f"a{first + n}@demo.example", first_name="A", last_name=str(n)) for n in range(people)
    )
    for n, learner in enumerate(learners):
        attempt = Attempt.objects.create(
            learner=learner, quiz=quiz, number=1, state="marked", drawn=[], opened_at=NOON, submitted_at=NOON,
            marked_at=NOON, marks=0, maximum=len(questions), passed=False,
        )  # fmt: skip
        Response.objects.bulk_create(
            response(attempt, question, right=(n * 7 + place * 3) % 10 < 9 - 2 * place + n % 4, n=n)
            for place, question in enumerate(questions)
        )


def response(attempt: Attempt, question: Question, *, right: bool, n: int) -> Response:
    choices: list[Choice] = sorted(question.choices.all(), key=lambda each: (not each.is_correct, each.position))
    chosen = choices[0] if right else choices[-1 - n % 2]
    return Response(
        attempt=attempt, question=question, answer=[str(chosen.uuid)], is_answered=True, language=LANGUAGES[n % 3],
        saved_at=NOON, marks=int(right), maximum=1,
    )  # fmt: skip


@pytest.fixture
def leila(person: Callable[..., User], settings: Any) -> User:
    """An author."""
    settings.SECOND_FACTOR_ENFORCED = False
    user = person("leila@demo.example")
    user.groups.add(Group.objects.get(name=Role.AUTHOR))
    return user


@pytest.fixture
def analysed(quiz: Quiz) -> Analysis:
    """The quiz of T1, sat by ninety people and analysed."""
    sat_by(quiz, people=90)
    return analyse(quiz, at=NOON)


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_what_is_kept_is_what_the_pass_computes(analysed: Analysis) -> None:
    sums = tally_of(analysed.quiz)

    rows = {(row.version, row.question_id): row.figures for row in analysed.rows.all()}

    assert rows == {
        (version, question): item_figures(each)
        for version in ("", "fr", "ar")
        for question, each in sums.items_in(version).items()
    }
    told = [analysed.reliability_in(version) for version in ("", "fr", "ar", "mixed")]
    assert [each and (each.n, each.kind) for each in told] == [(90, "kr20"), (60, "kr20"), (30, "kr20"), None]


def test_analysing_again_takes_the_place_of_what_was(analysed: Analysis) -> None:
    sat_by(analysed.quiz, people=10, first=90)

    again = analyse(analysed.quiz, at=NOON)

    assert (again.pk, Analysis.objects.count()) == (analysed.pk, 1)
    assert set(QuestionFigures.objects.filter(version="").values_list("n", flat=True)) == {100}


def test_the_worker_is_asked_once_while_the_figures_are_awaited(
    quiz: Quiz, django_capture_on_commit_callbacks: Any
) -> None:
    sat_by(quiz, people=3)
    with django_capture_on_commit_callbacks() as asked:
        ask_analysis(quiz, at=NOON)
        ask_analysis(quiz, at=NOON)
    assert (len(asked), Analysis.objects.get().is_awaited(NOON)) == (1, True)

    analyse_quiz(quiz.pk)
    analyse_quiz(quiz.pk + 1)

    assert (Analysis.objects.get().is_awaited(NOON), QuestionFigures.objects.filter(version="").count()) == (False, 5)


def test_a_request_has_the_figures_computed_and_the_page_says_so(
    quiz: Quiz, leila: User, signed_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    sat_by(quiz, people=30)
    client, url = signed_in(leila), reverse("analysis", args=[quiz.address])
    assert "n’ont pas encore été calculés" in shown(client, url)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("analysis_compute", args=[quiz.address]))

    assert (answer.status_code, answer["Location"]) == (302, url)
    assert Analysis.objects.get().rows.filter(version="").count() == 5


def test_the_page_tells_each_question_and_how_far_the_marks_may_be_trusted(
    analysed: Analysis, leila: User, signed_in: SignIn
) -> None:
    client, url = signed_in(leila), reverse("analysis", args=[analysed.quiz.address])
    rows = list(analysed.rows.filter(version="").order_by("question__code").select_related("question"))

    page, arabic = shown(client, url), shown(client, url.replace("/fr/", "/ar/"))

    for row in rows:
        figure = f"{row.facility:.2f}".replace(".", ",")
        assert f"{row.question.code} 90 {figure}" in page
    assert ("KR-20" in page, "Provisoire" in page, "Ce que disent les chiffres" in page) == (True, True, True)
    assert [row.question.code in arabic for row in rows] == [True] * 5
    assert "Ce que disent les chiffres" not in arabic


def test_below_the_floor_no_figure_is_told(quiz: Quiz, leila: User, signed_in: SignIn) -> None:
    sat_by(quiz, people=29)
    analyse(quiz, at=NOON)
    question = Question.objects.get(code="T1-Q0")

    page = shown(signed_in(leila), reverse("analysis", args=[quiz.address]))
    own = shown(signed_in(leila), reverse("question_figures", args=[quiz.address, question.code]))

    assert "T1-Q0 29 – – – – Trop peu de réponses" in page
    assert ("à partir de 30 réponses" in own, question.choices.get(is_correct=True).text_fr in own) == (True, False)


def test_a_question_shows_who_took_which_choice(analysed: Analysis, leila: User, signed_in: SignIn) -> None:
    question = Question.objects.get(code="T1-Q0")
    row = analysed.rows.get(question=question, version="fr")
    url = reverse("question_figures", args=[analysed.quiz.address, question.code])

    page = shown(signed_in(leila), f"{url}?version=fr")

    right = question.choices.get(is_correct=True)
    taken = next(each for each in row.taken if each.key == str(right.uuid))
    assert f"{right.text_fr} bonne {taken.n} {taken.share * 100:.0f} %" in page.replace("\u00a0", " ")
    assert "Sans réponse – 0 0 %" in page.replace("\u00a0", " ")
    assert ("Toutes les langues 90" in page, "Français 60" in page, "Arabe 30" in page) == (True, True, True)


def test_the_file_holds_every_version_of_every_question(analysed: Analysis, leila: User, signed_in: SignIn) -> None:
    answer = signed_in(leila).get(reverse("analysis_csv", args=[analysed.quiz.address]))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer["Content-Disposition"] == 'attachment; filename="figures-t1.csv"'
    assert [row[:3] for row in rows[1:4]] == [
        ["T1-Q0", "Toutes les langues", "90"], ["T1-Q0", "Arabe", "30"], ["T1-Q0", "Français", "60"],
    ]  # fmt: skip
    assert len(rows) == 16


@pytest.mark.parametrize("quizzes", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    quiz: Quiz, karim: User, signed_in: SignIn, assert_queries: Any, quizzes: int
) -> None:
    sat_by(quiz, people=1)
    for n in range(quizzes - 1):
        other = Quiz.objects.create(module=make_module(f"X{n}"), question_count=1)
        sat_by(other, people=1, first=10 + n)
    client = signed_in(karim)
    client.get(reverse("analyses"))

    with assert_queries(7):
        page = client.get(reverse("analyses")).content.decode()

    assert page.split("<main")[1].count('/figures/">') == quizzes


def test_the_page_costs_the_same_whatever_it_holds(
    analysed: Analysis, leila: User, signed_in: SignIn, assert_queries: Any
) -> None:
    client, url = signed_in(leila), reverse("analysis", args=[analysed.quiz.address])
    client.get(url)

    with assert_queries(7):
        client.get(url)


def test_the_list_is_narrowed_to_a_course(quiz: Quiz, course: Course, leila: User, signed_in: SignIn) -> None:
    sat_by(quiz, people=1)
    client, link = signed_in(leila), f'href="{reverse("analysis", args=[quiz.address])}"'

    found = [link in client.get(f"{reverse('analyses')}?course={each}").content.decode() for each in ("mag-t", "zz")]

    assert found == [True, False]


def test_only_those_who_judge_questions_read_them_and_nobody_who_has_yet_to_pass(
    analysed: Analysis, leila: User, karim: User, youssef: User, amina: User, driss: User, enrolled: Enrol,
    signed_in: SignIn,
) -> None:  # fmt: skip
    slug = analysed.quiz.address
    urls = [
        reverse("analysis", args=[slug]), reverse("analysis_csv", args=[slug]),
        reverse("question_figures", args=[slug, "T1-Q0"]),
    ]  # fmt: skip
    for each, expected in ((leila, 200), (karim, 200), (youssef, 200), (amina, 403), (driss, 403)):
        client = signed_in(each)
        assert [client.get(url).status_code for url in [reverse("analyses"), *urls]] == [expected] * 4

    client = signed_in(enrolled(karim))
    assert [client.get(url).status_code for url in urls] == [403] * 3
    record_pass(karim, module=analysed.quiz.module, percent=80, cycle=1, at=NOON)  # type: ignore[arg-type]
    assert [client.get(url).status_code for url in urls] == [200] * 3
