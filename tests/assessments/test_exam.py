"""The final exam of a course, tests before and after it, notes marked by tutors, and corrections."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.errors import AttemptAwaited, ModulesFirst, NothingCorrected, NothingToAppraise, ReasonMissing
from assessments.models import Attempt, Choice, Correction, Question, Quiz, Remark, Response
from assessments.queries.appraisals import notes_to_appraise
from assessments.queries.gain import gain_of
from assessments.services.appraising import appraise
from assessments.services.attempts import open_attempt
from assessments.services.corrections import NewKey, correct, preview_correction
from assessments.services.submission import submit
from courses.models import Course, Module
from enrolments.models import Enrolment, ExamPass
from enrolments.services import mark_done
from reporting.queries.recount import recount
from tests.assessments.answering import save
from tests.assessments.bank import exam_of, one_of_each, right_answer
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

SignIn = Callable[[User], Client]
Enrol = Callable[[User], User]
HOUR = timedelta(hours=1)


@pytest.fixture
def bank(course: Course) -> dict[str, Question]:
    Module.objects.update(has_quiz=False)
    return one_of_each(Module.objects.get(code="T1"))


@pytest.fixture
def exam(course: Course, bank: dict[str, Question]) -> Quiz:
    """A final exam of four questions that rules mark."""
    kinds = ("single", "multiple", "true-false", "ordering")
    return exam_of(course, *({"count": 1, "kind": kind} for kind in kinds))


@pytest.fixture
def noted(course: Course, bank: dict[str, Question], youssef: User) -> Quiz:
    """A final exam of one choice and one note, whose course names Youssef as tutor."""
    course.tutors.add(youssef)
    return exam_of(course, {"count": 1, "kind": "single"}, {"count": 1, "kind": "essay"})


def read_everything(learner: User) -> None:
    for module in Module.objects.all():
        for lesson in module.lessons.all():
            mark_done(learner, lesson=lesson, revision=None, at=NOON)


def sit(learner: User, quiz: Quiz, *, wrong: tuple[str, ...] = (), at: Any = NOON) -> Attempt:
    """Answer every question of `quiz` right but those of the kinds `wrong`, and hand it in."""
    attempt = open_attempt(learner, quiz=quiz, at=at)
    questions = Question.objects.filter(pk__in=attempt.questions).exclude(kind__in=wrong)
    save(attempt, {each.pk: right_answer(each) for each in questions}, at=at)  # type: ignore[misc]
    return submit(attempt, at=at)


def test_a_course_with_an_exam_is_completed_by_passing_it(exam: Quiz, enrolled: Enrol, amina: User) -> None:
    enrolled(amina)
    with pytest.raises(ModulesFirst):
        open_attempt(amina, quiz=exam, at=NOON)
    read_everything(amina)
    assert Enrolment.objects.get().completed_at is None

    done = sit(amina, exam, at=NOON + HOUR)

    assert (done.marks, done.passed) == (Decimal(4), True)
    assert Enrolment.objects.get().completed_at == NOON + HOUR
    assert ExamPass.objects.values_list("learner", "course", "cycle", "percent").get() == (
        amina.pk, exam.course_id, 1, Decimal(100),
    )  # fmt: skip
    assert recount().differences == ()


def test_a_failed_exam_completes_nothing(exam: Quiz, enrolled: Enrol, amina: User) -> None:
    read_everything(enrolled(amina))

    done = sit(amina, exam, wrong=("single", "multiple"))

    assert (done.percent, done.passed) == (Decimal(50), False)
    assert (ExamPass.objects.exists(), Enrolment.objects.get().completed_at) == (False, None)


def test_a_course_without_an_exam_is_completed_as_before(
    course: Course, bank: dict[str, Question], enrolled: Enrol, amina: User
) -> None:
    read_everything(enrolled(amina))

    assert Enrolment.objects.get().completed_at == NOON
    assert recount().differences == ()


def test_tests_before_and_after_a_course_share_a_blueprint_block_nothing_and_tell_the_gain(
    course: Course, bank: dict[str, Question], enrolled: Enrol, amina: User
) -> None:
    before = exam_of(course, {"count": 2, "kind": "single"}, kind="pre-test")
    before.blueprint.rules.update(count=1)  # type: ignore[union-attr]
    after = exam_of(course, kind="post-test")
    enrolled(amina)
    sit(amina, before, wrong=("single",))
    with pytest.raises(ModulesFirst):
        open_attempt(amina, quiz=after, at=NOON)
    read_everything(amina)

    last = sit(amina, after, at=NOON + HOUR)

    gain = gain_of(last)
    assert before.blueprint == after.blueprint
    assert gain is not None
    assert (gain.before, gain.after, gain.points) == (Decimal(0), Decimal(100), Decimal(100))
    assert (Enrolment.objects.get().completed_at, ExamPass.objects.exists()) == (NOON, False)


def best(response: Response) -> dict[str, str]:
    criteria = response.question.criteria.all()
    return {str(each.uuid): str(each.levels.order_by("-marks")[0].uuid) for each in criteria}


def test_a_note_waits_for_the_tutor_named_and_its_marks_complete_the_course(
    noted: Quiz, enrolled: Enrol, amina: User, youssef: User
) -> None:
    read_everything(enrolled(amina))
    handed_in = sit(amina, noted)
    assert (handed_in.state, handed_in.marks, handed_in.passed) == ("submitted", None, None)
    with pytest.raises(AttemptAwaited):
        open_attempt(amina, quiz=noted, at=NOON)

    (note,) = notes_to_appraise(youssef)
    appraise(note, levels=best(note), comment="Bien vu.", by=youssef, at=NOON + HOUR)

    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.marks, handed_in.passed) == ("marked", Decimal(2), True)
    assert Enrolment.objects.get().completed_at == NOON + HOUR
    assert list(notes_to_appraise(youssef)) == []
    with pytest.raises(NothingToAppraise):
        appraise(note, levels=best(note), comment="", by=youssef, at=NOON + HOUR)


def test_a_note_left_empty_waits_for_nobody(noted: Quiz, enrolled: Enrol, amina: User, youssef: User) -> None:
    read_everything(enrolled(amina))

    done = sit(amina, noted, wrong=("essay",))

    assert (done.state, done.marks, done.maximum) == ("marked", Decimal(1), Decimal(2))
    assert list(notes_to_appraise(youssef)) == []


def test_only_the_tutors_named_and_administrators_read_notes_and_nobody_their_own(
    noted: Quiz, enrolled: Enrol, amina: User, youssef: User, driss: User, karim: User, administrator: User,
    signed_in: SignIn,
) -> None:  # fmt: skip
    read_everything(enrolled(amina))
    sit(amina, noted)
    note = Response.objects.get(question__kind="essay")

    assert [len(notes_to_appraise(each)) for each in (youssef, administrator)] == [1, 1]
    assert [len(notes_to_appraise(each)) for each in (driss, karim, amina)] == [0, 0, 0]
    for person, expected in ((youssef, [200, 200]), (driss, [403, 404]), (amina, [403, 404])):
        client = signed_in(person)
        assert [
            client.get(reverse("notes")).status_code,
            client.get(reverse("appraise", args=[note.pk])).status_code,
        ] == expected
    noted.course.tutors.add(amina)  # type: ignore[union-attr]
    assert list(notes_to_appraise(amina)) == []


def test_the_tutor_reads_no_name_and_leaves_marks_by_form(
    noted: Quiz, enrolled: Enrol, amina: User, youssef: User, signed_in: SignIn
) -> None:
    read_everything(enrolled(amina))
    attempt = sit(amina, noted)
    note, client = Response.objects.get(question__kind="essay"), signed_in(youssef)
    page = client.get(reverse("appraise", args=[note.pk])).content.decode()
    assert ("protéger l’enfant" in page, amina.last_name in page) == (True, False)
    assert note.question.feedback_fr in page

    client.post(reverse("appraise", args=[note.pk]), {"comment": "sans niveau"})
    assert not note.appraisals.exists()
    client.post(reverse("appraise", args=[note.pk]), {**best(note), "comment": "Complet."})

    attempt.refresh_from_db()
    assert (attempt.state, note.appraisals.get().comment, note.appraisals.get().by) == ("marked", "Complet.", youssef)
    assert "Complet." in signed_in(amina).get(attempt.get_absolute_url()).content.decode()


def right_key(question: Question, letter: str) -> NewKey:
    return NewKey(right={str(each.uuid): each.text_fr == f"Choix {letter}" for each in question.choices.all()})


@pytest.fixture
def narrowly_failed(exam: Quiz, enrolled: Enrol, amina: User, bank: dict[str, Question]) -> Attempt:
    """Two right of four, and choice "a" where the key says "b"."""
    read_everything(enrolled(amina))
    attempt = open_attempt(amina, quiz=exam, at=NOON)
    given = {bank[kind].pk: right_answer(bank[kind]) for kind in ("true-false", "ordering")}
    given[bank["single"].pk] = [str(Choice.objects.get(question=bank["single"], text_fr="Choix a").uuid)]
    save(attempt, given, at=NOON)  # type: ignore[arg-type]
    return submit(attempt, at=NOON)


def test_a_correction_marks_again_keeps_the_old_mark_and_may_give_a_pass(
    narrowly_failed: Attempt, bank: dict[str, Question], exam: Quiz, administrator: User
) -> None:
    assert (narrowly_failed.marks, narrowly_failed.passed) == (Decimal(2), False)
    new = right_key(bank["single"], "a")
    seen = preview_correction(bank["single"], new=new, by=administrator, at=NOON + HOUR)
    assert (seen.concerned, seen.raised, seen.lowered, seen.passes_gained) == (1, 1, 0, 1)
    assert (Correction.objects.exists(), Remark.objects.exists(), ExamPass.objects.exists()) == (False, False, False)

    correct(bank["single"], new=new, reason="Le texte a changé.", by=administrator, at=NOON + HOUR)

    narrowly_failed.refresh_from_db()
    remark = Remark.objects.get()
    assert (narrowly_failed.marks, narrowly_failed.passed, narrowly_failed.state) == (Decimal(3), True, "marked")
    assert (remark.marks_before, remark.marks_after) == (Decimal(2), Decimal(3))
    assert (remark.correction.by, remark.correction.reason) == (administrator, "Le texte a changé.")
    assert Enrolment.objects.get().completed_at == NOON + HOUR
    assert recount().differences == ()


def test_a_pass_once_given_stays_though_the_marks_fall(
    exam: Quiz, enrolled: Enrol, amina: User, bank: dict[str, Question], administrator: User, signed_in: SignIn
) -> None:
    read_everything(enrolled(amina))
    attempt = sit(amina, exam, wrong=("multiple",))
    assert (attempt.marks, attempt.passed) == (Decimal(3), True)

    correct(bank["single"], new=right_key(bank["single"], "a"), reason="Erratum.", by=administrator, at=NOON + HOUR)

    attempt.refresh_from_db()
    assert (attempt.marks, attempt.passed) == (Decimal(2), True)
    page = signed_in(amina).get(attempt.get_absolute_url()).content.decode()
    assert ("Erratum." in page, administrator.name in page) == (True, True)


def test_a_question_taken_out_of_the_marks_costs_and_gives_nothing(
    narrowly_failed: Attempt, bank: dict[str, Question], administrator: User
) -> None:
    effect = correct(bank["single"], new=NewKey(annulled=True), reason="Ambiguë.", by=administrator, at=NOON)

    narrowly_failed.refresh_from_db()
    bank["single"].refresh_from_db()
    assert (narrowly_failed.marks, narrowly_failed.maximum, narrowly_failed.passed) == (Decimal(2), Decimal(3), False)
    assert (len(effect.remarks), bank["single"].is_retired, bank["single"].version) == (1, True, 2)


def test_a_correction_needs_a_reason_and_a_difference(
    narrowly_failed: Attempt, bank: dict[str, Question], administrator: User
) -> None:
    with pytest.raises(ReasonMissing):
        correct(bank["single"], new=right_key(bank["single"], "a"), reason=" ", by=administrator, at=NOON)
    with pytest.raises(NothingCorrected):
        correct(bank["single"], new=right_key(bank["single"], "b"), reason="Rien.", by=administrator, at=NOON)

    assert not Correction.objects.exists()


def test_the_page_shows_what_changes_before_it_is_done(
    narrowly_failed: Attempt, bank: dict[str, Question], course: Course, youssef: User, driss: User, signed_in: SignIn
) -> None:
    course.tutors.add(youssef)
    url = reverse("correction", args=[bank["single"].code])
    form = {"right": [str(Choice.objects.get(question=bank["single"], text_fr="Choix a").uuid)], "reason": "Erratum."}
    assert [signed_in(driss).get(each).status_code for each in (reverse("corrections"), url)] == [403, 404]
    client = signed_in(youssef)
    assert bank["single"].code in client.get(reverse("corrections")).content.decode()

    client.post(url, form)
    assert not Correction.objects.exists()
    client.post(url, {**form, "confirm": "yes"})

    narrowly_failed.refresh_from_db()
    assert (narrowly_failed.marks, Correction.objects.get().by) == (Decimal(3), youssef)


@pytest.mark.parametrize("kind", ["multiple", "true-false", "ordering"])
def test_each_kind_that_rules_mark_has_a_page_of_correction(
    kind: str, narrowly_failed: Attempt, bank: dict[str, Question], administrator: User, signed_in: SignIn
) -> None:
    response = signed_in(administrator).get(reverse("correction", args=[bank[kind].code]))

    assert response.status_code == 200
