"""An attempt: its questions while it is open, its result and explanations once submitted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import PersonRequest
from assessments.forms import changed_answers, given
from assessments.models import Attempt
from assessments.queries.sheets import asked, reviewed
from assessments.queries.standing import attempts_of, standing_of
from assessments.services.attempts import save_answer, save_answers, submit
from library.queries import penalty_phrases
from lms.lib.errors import Refusal


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: PersonRequest, pk: int) -> HttpResponse:
    """The sheet of an open attempt, saved as a whole by POST; or the result of a submitted one."""
    attempt = get_object_or_404(attempts_of(request.user), pk=pk)
    if request.method == "POST":
        return _save_sheet(request, attempt)
    return _sheet(request, attempt) if attempt.is_open else _result(request, attempt)


@never_cache
@require_POST
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Save one answer and say at what time it was committed: for the script alone, hence no way through sign-in."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    attempt = get_object_or_404(attempts_of(request.user, besides=question), pk=pk)
    chosen = given(request.POST, question=question)
    try:
        response = save_answer(attempt, question=question, chosen=chosen, at=timezone.now())
    except Refusal as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    answered = attempt.answered + bool(response.chosen)
    context = {"response": response, "answered": answered, "asked": len(attempt.drawn)}
    return render(request, "assessments/_saved.html", context)


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
    answers = changed_answers(request.POST, attempt=attempt)
    try:
        save_answers(attempt, answers=answers, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(attempt)
    if "finish" in request.POST:
        return redirect("attempt_submit", pk=attempt.pk)
    messages.success(request, _("Your answers are saved."))
    return redirect(attempt)


def _sheet(request: PersonRequest, attempt: Attempt) -> HttpResponse:
    questions = asked(attempt)
    context = {
        "attempt": attempt,
        "questions": questions,
        "asked": len(questions),
        "answered": sum(question.answered for question in questions),
        "breadcrumb": _breadcrumb(attempt, _("Questions")),
    }
    return render(request, "assessments/attempt.html", context)


def _result(request: PersonRequest, attempt: Attempt) -> HttpResponse:
    standing = standing_of(request.user, quiz=attempt.quiz, cycle=attempt.cycle, at=timezone.now())
    context = {
        "attempt": attempt,
        "questions": reviewed(attempt),
        "standing": standing,
        "penalties": penalty_phrases(),
        "breadcrumb": _breadcrumb(attempt, _("Result")),
    }
    return render(request, "assessments/result.html", context)


def _breadcrumb(attempt: Attempt, here: str) -> list[tuple[str, str | None]]:
    quiz = attempt.quiz
    return [
        (quiz.module.title, quiz.module.get_absolute_url()),
        (_("Quiz"), quiz.get_absolute_url()),
        (here, None),
    ]
