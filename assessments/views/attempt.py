"""An attempt: its questions while it is open, its result and explanations once it is marked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import PersonRequest
from assessments.forms.sheets import changed_answers
from assessments.models import Attempt, Quiz
from assessments.queries.asked import asked, in_groups
from assessments.queries.corrections import remarks_of, with_corrections
from assessments.queries.gain import gain_of
from assessments.queries.reviewed import reviewed
from assessments.queries.standing import Standing, attempts_of, standing_of
from assessments.services.answers import save_answers
from assessments.services.submission import end_by_clock, submit
from library.queries import penalty_phrases
from lms.lib.errors import Refusal


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: PersonRequest, pk: int) -> HttpResponse:
    """The sheet of an open attempt, saved as a whole by POST; or the result of one that is handed in."""
    attempt = get_object_or_404(with_corrections(attempts_of(request.user)), pk=pk)
    if request.method == "POST":
        return _save_sheet(request, attempt)
    attempt = end_by_clock(attempt, at=timezone.now())
    return _sheet(request, attempt) if attempt.is_open else _result(request, attempt)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attempt_submit(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask whether to submit, naming the questions left without an answer; by POST submit."""
    attempt = get_object_or_404(attempts_of(request.user), pk=pk)
    if request.method == "POST":
        submit(attempt, at=timezone.now())
    if request.method == "POST" or not attempt.is_open:
        return redirect(attempt)
    questions = asked(attempt)
    context = {
        "attempt": attempt,
        "asked": len(questions),
        "unanswered": [question for question in questions if not question.answered],
        "breadcrumb": _breadcrumb(attempt, _("Submission")),
    }
    return render(request, "assessments/confirm.html", context)


def _save_sheet(request: PersonRequest, attempt: Attempt) -> HttpResponseRedirect:
    given = changed_answers(request.POST, attempt=attempt)
    try:
        saved = save_answers(attempt.pk, learner=request.user, given=given, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(attempt)
    if saved.overtaken:
        messages.warning(request, _("Some answers were changed on another page or device since. The later ones stay."))
        return redirect(attempt)
    if "finish" in request.POST:
        return redirect("attempt_submit", pk=attempt.pk)
    messages.success(request, _("Your answers are saved."))
    return redirect(attempt)


def _sheet(request: PersonRequest, attempt: Attempt) -> HttpResponse:
    questions = asked(attempt)
    context = {
        "attempt": attempt,
        "groups": in_groups(attempt, questions),
        "asked": len(questions),
        "answered": sum(question.answered for question in questions),
        "breadcrumb": _breadcrumb(attempt, _("Questions")),
    }
    return render(request, "assessments/attempt.html", context)


def _result(request: PersonRequest, attempt: Attempt) -> HttpResponse:
    standing = standing_of(request.user, quiz=attempt.quiz, cycle=attempt.cycle, at=timezone.now())
    explained = attempt.is_marked and _explains(attempt.quiz, standing)
    context = {
        "attempt": attempt,
        "explained": explained,
        "questions": reviewed(attempt) if explained else [],
        "standing": standing,
        "penalties": penalty_phrases() if explained else {},
        "corrected": remarks_of(attempt) if getattr(attempt, "was_corrected", False) else (),
        "gain": gain_of(attempt) if attempt.is_marked and attempt.quiz.kind == Quiz.Kind.POST_TEST else None,
        "breadcrumb": _breadcrumb(attempt, _("Result")),
    }
    return render(request, "assessments/result.html", context)


def _explains(quiz: Quiz, standing: Standing) -> bool:
    """Whether the review policy lets the answers be explained now."""
    match quiz.review:
        case Quiz.Review.AT_ONCE:
            return True
        case Quiz.Review.WHEN_SETTLED:
            return standing.is_settled
    return False


def _breadcrumb(attempt: Attempt, here: str) -> list[tuple[str, str | None]]:
    quiz = attempt.quiz
    return [
        (quiz.title, quiz.holder.get_absolute_url()),
        (quiz.name, quiz.get_absolute_url()),
        (here, None),
    ]
