"""Who has used all attempts, and who may open one more for whom."""

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Posting, User
from accounts.queries import people_visible_to
from accounts.roles import Role
from assessments.models import Attempt, ExtraAttempt, Quiz
from enrolments.models import Enrolment, ExamPass, ModulePass


def opens_attempts(person: User) -> bool:
    """Whether `person` opens attempts for anybody: tutors, coordinators, administrators. Two queries at most."""
    return person.oversees_people or Role.TUTOR in person.roles


def learners_in_charge_of(person: User) -> QuerySet[User]:
    """The people for whom `person` may open another attempt, never themselves.

    A coordinator's are those who serve in reach. A tutor's are all learners in this first version, since
    no table says yet whose tutor somebody is.
    """
    learners = User.objects.all() if Role.TUTOR in person.roles else people_visible_to(person)
    return learners.exclude(pk=person.pk)


def waiting_attempts(person: User) -> QuerySet[Attempt]:
    """The last attempt of each learner in charge of `person` who has none left and has not passed, oldest first.

    Each row carries its learner with `serving` (the present posting and its court), quiz and module: two queries.
    """
    same = {"learner": OuterRef("learner"), "quiz": OuterRef("quiz")}
    later = Attempt.objects.filter(
        Q(cycle__gt=OuterRef("cycle")) | Q(cycle=OuterRef("cycle"), number__gt=OuterRef("number")), **same
    )
    opened = ExtraAttempt.objects.filter(**same, cycle=OuterRef("cycle")).order_by().values("quiz")
    since = {"learner": OuterRef("learner"), "cycle__gte": OuterRef("cycle")}
    passed = ModulePass.objects.filter(module=OuterRef("quiz__module"), **since)
    examined = ExamPass.objects.filter(course=OuterRef("quiz__course"), **since)
    learning = Enrolment.objects.filter(
        Q(edition__modules=OuterRef("quiz__module")) | Q(course=OuterRef("quiz__course")),
        learner=OuterRef("learner"), left_at=None,
    )  # fmt: skip
    voided = Attempt.objects.filter(**same, cycle=OuterRef("cycle"), state=Attempt.State.VOIDED).order_by()
    serving = Posting.objects.filter(ends_on=None).select_related("court__city")
    return (
        Attempt.objects.filter(
            Exists(learning),
            ~Exists(later),
            ~Exists(passed),
            ~Exists(examined),
            state=Attempt.State.MARKED,
            passed=False,
            quiz__kind__in=[Quiz.Kind.MODULE, Quiz.Kind.EXAM],
        )
        .filter(learner__in=learners_in_charge_of(person))
        .annotate(opened=Coalesce(Subquery(opened.annotate(rows=Count("pk")).values("rows")), 0))
        .annotate(voided=Coalesce(Subquery(voided.values("quiz").annotate(rows=Count("pk")).values("rows")), 0))
        .filter(number__gte=F("quiz__attempts_allowed") + F("opened") + F("voided"))
        .select_related("learner", "quiz__module", "quiz__course")
        .prefetch_related(Prefetch("learner__postings", serving, to_attr="serving"))
        .order_by("submitted_at", "pk")
    )
