"""One question of each kind, with everything that may not be told before it is marked named by a canary."""

from decimal import Decimal

from assessments.models import (
    AcceptedAnswer,
    Blueprint,
    Choice,
    Criterion,
    DrawRule,
    Kind,
    Level,
    Pair,
    Question,
    Quiz,
)
from courses.models import Course, Module

CANARY = "canari"


def put(module: Module, kind: str, *, code: str = "", worth: int = 1, cluster: Question | None = None) -> Question:
    """A question of `kind`, without its key."""
    code = code or f"K-{kind.upper()}"[:20]
    return Question.objects.create(
        module=module, code=code, kind=kind, max_marks=worth, cluster=cluster, text_fr=f"Énoncé {code}",
        text_ar=f"سؤال {code}", feedback_fr=f"{CANARY} {code}", feedback_ar=f"{CANARY} {code}",
    )  # fmt: skip


def offer(question: Question, texts: str, *, right: str = "", fractions: dict[str, int] | None = None) -> None:
    """Choices named by the letters of `texts`, in this order."""
    for n, letter in enumerate(texts):
        Choice.objects.create(
            question=question, position=n, is_correct=letter in right, text_fr=f"Choix {letter}",
            text_ar=f"جواب {letter}", feedback_fr=f"{CANARY} {letter}", feedback_ar=f"{CANARY} {letter}",
            fraction=None if fractions is None else fractions.get(letter, 0),
        )  # fmt: skip


def one_of_each(module: Module, *, essay: bool = True) -> dict[str, Question]:
    """A question of each kind that is answered, by kind; the essay is left out on request."""
    kinds = [kind for kind in Kind.values if kind != Kind.CLUSTER and (essay or kind != Kind.ESSAY)]
    bank = {kind: put(module, kind) for kind in kinds}
    offer(bank["single"], "abcd", right="b")
    offer(bank["multiple"], "abcd", right="bd", fractions={"b": 50, "d": 50, "a": -50})
    offer(bank["true-false"], "ab", right="a")
    offer(bank["ordering"], "abcd")
    for n, (stem, answer) in enumerate([("acte", "recrutement"), ("moyen", "menace"), ("", "mobile")]):
        Pair.objects.create(
            question=bank["matching"], position=n, stem_fr=stem, stem_ar=stem and f"{stem} ع", answer_fr=answer,
            answer_ar=f"{answer} ع",
        )  # fmt: skip
    AcceptedAnswer.objects.create(question=bank["numerical"], number=Decimal(4483), tolerance=Decimal(1))
    AcceptedAnswer.objects.create(question=bank["short-answer"], text=f"{CANARY}trompeur", language="fr")
    AcceptedAnswer.objects.create(question=bank["short-answer"], text="الإكراه", language="ar")
    if essay:
        rubric(bank["essay"])
    return bank


def rubric(question: Question) -> None:
    """Two criteria of two levels, worth four marks in all."""
    for n, title in enumerate(("Faits", "Droit")):
        criterion = Criterion.objects.create(
            question=question, position=n, title_fr=f"{CANARY} {title}", title_ar=f"{CANARY} {title} ع"
        )
        for marks in (0, 2):
            Level.objects.create(
                criterion=criterion, position=marks, marks=marks, text_fr=f"{CANARY} niveau {marks}", text_ar="مستوى"
            )


def right_answer(question: Question) -> object:
    """An answer that earns every mark, in the shape of its kind; a note that a tutor will mark."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.TRUE_FALSE:
            return sorted(str(each.uuid) for each in question.choices.filter(is_correct=True))
        case Kind.ORDERING:
            return [str(each.uuid) for each in question.choices.order_by("position")]
        case Kind.MATCHING:
            return {str(each.uuid): str(each.answer_uuid) for each in question.pairs.exclude(stem_fr="")}
        case Kind.NUMERICAL:
            return "4483,0"
        case Kind.SHORT_ANSWER:
            return "إكراه"
    return "Il faut d’abord protéger l’enfant."


def exam_of(course: Course, *rules: dict[str, object], kind: str = "final-exam", **columns: object) -> Quiz:
    """A quiz of `course` that draws by `rules`, and closes it where it is an exam."""
    blueprint, made = Blueprint.objects.get_or_create(code="essai", defaults={"name_fr": "Essai", "name_ar": "تجربة"})
    if made:
        for n, rule in enumerate(rules):
            DrawRule.objects.create(blueprint=blueprint, position=n, **rule)
    if kind == "final-exam":
        Course.objects.filter(pk=course.pk).update(has_exam=True)
        course.refresh_from_db()
    terms = {"pass_mark_percent": 75, **columns}
    return Quiz.objects.create(kind=kind, course=course, blueprint=blueprint, **terms)
