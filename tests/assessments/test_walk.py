"""Every response that an attempt gives before it is marked, walked through: no key, mark or explanation is in it.

What may not be told is put into the bank as canaries: explanations, accepted answers, the texts of a rubric, shares of
marks that no other number looks like. Beside the canaries the shape is held: what is right is written exactly like what
is wrong, in pages, fragments, JSON, attributes and headers. A planted leak must make the walk fail.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from assessments.models import Attempt, Kind, Question, Quiz
from assessments.services.attempts import open_attempt
from courses.models import Course, Module
from tests.assessments.bank import CANARY, exam_of, offer, one_of_each, put, right_answer
from tests.assessments.pages import UUID, answer_url
from tests.assessments.test_exam import read_everything, sit
from tests.assessments.test_kinds import fields_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
ODD_SHARE = "37.31337"
WORDS = re.compile(r"\bcorrect\b|is_correct|fraction|is_right|tolerance|37[.,]31|4483(?!,0)|marks_|feedback")
FIELDS = re.compile(r"<(?:label|li|option|input|select)\b[^>]*>")


@pytest.fixture
def whole(course: Course, enrolled: Callable[[User], User], amina: User, youssef: User) -> Attempt:
    """An attempt with a question of every kind, a note and a file among them."""
    module = Module.objects.get(code="T1")
    bank = one_of_each(module)
    bank["multiple"].choices.filter(is_correct=True).update(fraction=ODD_SHARE)
    case = put(module, Kind.CLUSTER, code="DOSSIER")
    offer(put(module, Kind.SINGLE, code="D-1", cluster=case), "abcd", right="c")
    quiz = Quiz.objects.create(module=module, question_count=8)
    attempt = open_attempt(enrolled(amina), quiz=quiz, at=NOON)
    course.tutors.add(youssef)
    return attempt


def said_during(client: Client, attempt: Attempt) -> Iterator[tuple[str, Any]]:
    """Every response of an attempt before it is handed in, by name: right and wrong answers, both languages."""
    for language in ("fr", "ar"):
        page = attempt.get_absolute_url().replace("/fr/", f"/{language}/")
        yield "entry", client.get(attempt.quiz.get_absolute_url().replace("/fr/", f"/{language}/"))
        yield "sheet", client.get(page)
        for question in Question.objects.filter(pk__in=attempt.questions):
            url = answer_url(attempt, question.pk).replace("/fr/", f"/{language}/")
            for posted in ({}, fields_of(question, right_answer(question)), {f"q-{question.pk}": "x"}):
                yield f"answer {question.kind}", client.post(url, posted)
                yield f"late {question.kind}", client.post(url, {**posted, "sequence": "0"})
        yield "answered sheet", client.get(page)
        yield "saved sheet", client.post(page, {"finish": "yes"})
        yield "confirm", client.get(f"{page}submit/")
        yield "start", client.post(attempt.quiz.get_absolute_url().replace("/fr/", f"/{language}/") + "start/")


def leaks_in(name: str, response: Any) -> list[str]:
    """What `response` tells that it may not."""
    told = response.content.decode() + json.dumps(dict(response.headers))
    told = told.encode().decode("unicode_escape", errors="ignore") if "\\u" in told else told
    found = [CANARY] if CANARY in told else []
    main = told.split("<main", 1)[-1]
    return [f"{name}: {word}" for word in found + WORDS.findall(UUID.sub("", main))]


def walk(client: Client, attempt: Attempt) -> list[str]:
    """Every leak of every response of `attempt` before it is handed in."""
    leaks = []
    for name, response in said_during(client, attempt):
        assert response.status_code in {200, 302, 409}, name
        leaks += leaks_in(name, response)
    return leaks


def test_no_response_before_submission_tells_a_key(signed_in: SignIn, amina: User, whole: Attempt) -> None:
    assert walk(signed_in(amina), whole) == []


def test_what_is_right_is_written_like_what_is_wrong(signed_in: SignIn, amina: User, whole: Attempt) -> None:
    page = signed_in(amina).get(whole.get_absolute_url()).content.decode()
    texts = re.compile(r"Choix \w|acte|moyen|recrutement|menace|mobile|Énoncé [\w-]+")

    for question in Question.objects.filter(pk__in=whole.questions):
        offered = [str(each.uuid) for each in question.choices.all()]
        offered += [str(each.uuid) for each in question.pairs.all()]
        block = page.split(f'data-question="{question.pk}"')[1].split("</fieldset>")[0]
        shapes = {texts.sub("", UUID.sub("", tag)) for tag in FIELDS.findall(block) if any(u in tag for u in offered)}
        assert len(shapes) <= 2, (question.kind, shapes)


def test_a_stem_does_not_name_its_answer(signed_in: SignIn, amina: User, whole: Attempt) -> None:
    page = signed_in(amina).get(whole.get_absolute_url()).content.decode()
    question = Question.objects.get(kind="matching")
    stems, answers = zip(*question.pairs.values_list("uuid", "answer_uuid"), strict=True)

    assert not set(stems) & set(answers)
    assert page.count(str(question.pairs.get(position=0).answer_uuid)) == 2  # once in each of the two lists


def test_nothing_is_told_while_a_tutor_has_still_to_mark(
    signed_in: SignIn, enrolled: Callable[[User], User], course: Course, amina: User, youssef: User
) -> None:
    Module.objects.update(has_quiz=False)
    one_of_each(Module.objects.get(code="T1"))
    read_everything(enrolled(amina))
    exam = exam_of(course, {"count": 1, "kind": "single"}, {"count": 1, "kind": "essay"})
    attempt = sit(amina, exam)

    page = signed_in(amina).get(attempt.get_absolute_url())

    assert (attempt.state, leaks_in("result", page)) == ("submitted", [])
    Attempt.objects.filter(pk=attempt.pk).update(state="marked", marks=2, maximum=2, passed=True, marked_at=NOON)
    assert CANARY in signed_in(amina).get(attempt.get_absolute_url()).content.decode()


def test_a_planted_leak_is_found_by_the_walk(
    signed_in: SignIn, amina: User, whole: Attempt, settings: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "assessments" / "kinds"
    folder.mkdir(parents=True)
    leaky = '<p data-why="{{ question.pk|add:0 }}">canari</p><input data-correct="1">'
    (folder / "_numerical.html").write_text(leaky)
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    settings.TEMPLATES = templates

    leaks = walk(signed_in(amina), whole)

    assert {leak.split(": ")[1] for leak in leaks} == {CANARY, "correct"}
    assert {leak.split(": ")[0] for leak in leaks} == {"sheet", "answered sheet"}
