"""What the pack promises of exams: each course has one, and a test before and after it that share a blueprint."""

from collections import Counter

from cms.pack import question_facts as said
from cms.pack.facts import Course, Pack

QUESTIONS = {"final-exam": range(20, 31), "pre-test": range(10, 13), "post-test": range(10, 13)}
# Where a learner comes to recognise, to protect and to refer.
HEART = {
    "formes-d-exploitation", "detecter-et-identifier", "ecouter-et-accueillir", "enfants-victimes",
    "proteger-orienter-accompagner",
}  # fmt: skip


def sat_in(pack: Pack, course: Course) -> dict[str, said.Test]:
    return {each.kind: each for each in pack.bank.tests if each.course == course.slug}


def blueprints(pack: Pack) -> dict[str, said.Blueprint]:
    return {each.code: each for each in pack.bank.blueprints}


def test_each_course_has_an_exam_and_tests_before_and_after_that_share_a_blueprint(morocco: Pack) -> None:
    for course in morocco.courses:
        tests = sat_in(morocco, course)

        assert tests.keys() == QUESTIONS.keys(), course.code
        assert tests["pre-test"].blueprint == tests["post-test"].blueprint != tests["final-exam"].blueprint
        exam = tests["final-exam"]
        assert (exam.pass_mark_percent, exam.attempts, exam.review) == (75, 3, "when-settled"), course.code
        assert tests["pre-test"].review == "never", course.code


def test_a_test_asks_only_what_each_edition_it_closes_teaches(morocco: Pack) -> None:
    known = blueprints(morocco)
    for course in morocco.courses:
        tests = sat_in(morocco, course)
        closed = [each for each in course.editions if each.number >= tests["final-exam"].from_edition]
        taught = set.intersection(*(set(each.modules) for each in closed))

        assert {draw.module for draw in known[tests["final-exam"].blueprint].draws} == taught, course.code
        assert {draw.module for draw in known[tests["pre-test"].blueprint].draws} <= taught, course.code


def test_a_test_is_short_and_an_exam_weighs_most_what_protects(morocco: Pack) -> None:
    known = blueprints(morocco)
    for test in morocco.bank.tests:
        asked: Counter[str] = Counter()
        for draw in known[test.blueprint].draws:
            asked[draw.module] += draw.count

        assert asked.total() in QUESTIONS[test.kind], test.blueprint
        assert 2 * sum(asked[module] for module in HEART) >= asked.total(), test.blueprint
