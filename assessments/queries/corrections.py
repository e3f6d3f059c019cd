"""Which questions somebody may correct, and how they were answered."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from assessments.models import Attempt, Kind, Question, Remark, Response
from courses.models import Edition

HANDED_IN = (Attempt.State.SUBMITTED, Attempt.State.EXPIRED, Attempt.State.MARKED)


def questions_to_correct(person: User, *, words: str = "") -> QuerySet[Question]:
    """The questions that have been answered and whose key `person` may correct, with module: one query.

    Authors and validators correct every question; a tutor, those of the modules of the courses that name them,
    and of the exams of these. `words` are of the code or the text. Each row carries `sat`, how many attempts
    handed in hold it.
    """
    questions = Question.objects.exclude(kind=Kind.CLUSTER)
    if words:
        sought = Q(code__icontains=words) | Q(text_fr__icontains=words) | Q(text_ar__icontains=words)
        questions = questions.filter(sought)
    if not person.works_in_cms:
        taught = Edition.objects.filter(course__tutors=person, modules=OuterRef("module"))
        questions = questions.filter(Exists(taught))
    handed_in = Q(responses__attempt__state__in=HANDED_IN)
    return (
        questions.annotate(sat=Count("responses", filter=handed_in))
        .filter(sat__gt=0)
        .select_related("module")
        .order_by("module__code", "code")
    )


def corrects(person: User) -> bool:
    """Whether `person` corrects any question: two queries at most."""
    return person.judges_questions or person.courses_tutored.exists()


def responses_concerned(question: Question) -> QuerySet[Response]:
    """The answers to `question` in attempts handed in, with their attempt and its quiz, in the order of learners."""
    handed_in = Response.objects.filter(question=question, attempt__state__in=HANDED_IN)
    return handed_in.select_related("attempt__quiz__module", "attempt__quiz__course", "attempt__learner").order_by(
        "attempt__learner", "attempt"
    )


def with_corrections(attempts: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """The `attempts`, each with `was_corrected`: whether a correction changed its marks."""
    return attempts.annotate(was_corrected=Exists(Remark.objects.filter(attempt=OuterRef("pk"))))


def remarks_of(attempt: Attempt) -> QuerySet[Remark]:
    """What corrections changed in the marks of `attempt`, oldest first: one query."""
    return Remark.objects.filter(attempt=attempt).select_related("correction__by").order_by("correction__at", "pk")
