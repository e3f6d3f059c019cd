"""What the pack promises of exams: each course has one, and a test before and after it that share a blueprint."""

from collections import Counter

from assessments.models import Kind
from cms.pack import question_facts as said
from cms.pack.bank import _meets
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


def drawn_from(pack: Pack, blueprint: said.Blueprint) -> set[str]:
    """The modules of every question that some rule of `blueprint` may draw."""
    return {
        module.slug
        for module in pack.modules
        for question in module.questions
        if any(_meets(draw, module.slug, question, pack) for draw in blueprint.draws)
    }


def test_a_test_asks_only_what_each_edition_it_closes_teaches(morocco: Pack) -> None:
    known = blueprints(morocco)
    for course in morocco.courses:
        tests = sat_in(morocco, course)
        closed = [each for each in course.editions if each.number >= tests["final-exam"].from_edition]
        taught = set.intersection(*(set(each.modules) for each in closed))

        assert drawn_from(morocco, known[tests["final-exam"].blueprint]) == taught, course.code
        assert drawn_from(morocco, known[tests["pre-test"].blueprint]) <= taught, course.code


def test_a_test_is_short_and_an_exam_weighs_most_what_protects(morocco: Pack) -> None:
    known = blueprints(morocco)
    for test in morocco.bank.tests:
        asked: Counter[str] = Counter()
        for draw in known[test.blueprint].draws:
            if draw.kind != Kind.ESSAY:
                asked[draw.module] += draw.count

        assert asked.total() in QUESTIONS[test.kind], test.blueprint
        assert 2 * sum(asked[module] for module in HEART) >= asked.total(), test.blueprint


def notes_of(blueprint: said.Blueprint) -> dict[str, int]:
    """How many case notes `blueprint` draws, by their tag."""
    return {draw.tag: draw.count for draw in blueprint.draws if draw.kind == Kind.ESSAY}


def test_the_exam_of_each_long_course_draws_one_case_note_and_no_other_test_does(morocco: Pack) -> None:
    known = blueprints(morocco)

    noted = {(test.course, test.kind): notes_of(known[test.blueprint]) for test in morocco.bank.tests}

    assert {test: notes for test, notes in noted.items() if notes} == {
        ("magistrats-continue", "final-exam"): {"du-signalement-au-jugement": 1},
        ("assistants-sociaux-continue", "final-exam"): {"accueil-et-orientation": 1},
        ("attaches-justice-initiale", "final-exam"): {"": 1},
    }
