"""The entry to a quiz: what awaits, what was done, and one button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from assessments.errors import NotEnrolled
from assessments.models import Quiz
from assessments.queries.standing import cycle_for, quiz_at, quizzes, standing_of
from assessments.services.attempts import open_attempt
from assessments.services.submission import end_by_clock
from lms.lib.errors import Refusal


@login_required
@require_safe
def quiz(request: PersonRequest, slug: str) -> HttpResponse:
    """How many questions, which pass mark, which attempts were made, and whether the next may begin."""
    quiz = get_object_or_404(quizzes(), quiz_at(slug))
    cycle = cycle_for(request.user, quiz=quiz)
    if cycle is None:
        return _locked(request, quiz)
    standing = standing_of(request.user, quiz=quiz, cycle=cycle, at=timezone.now())
    if standing.open_attempt and standing.open_attempt.is_over(timezone.now()):
        end_by_clock(standing.open_attempt, at=timezone.now())
        standing = standing_of(request.user, quiz=quiz, cycle=cycle, at=timezone.now())
    context = {"quiz": quiz, "standing": standing, "breadcrumb": _breadcrumb(quiz)}
    return render(request, "assessments/quiz.html", context)


@login_required
def quiz_start(request: PersonRequest, slug: str) -> HttpResponseRedirect:
    """Begin an attempt, or go back to the open one."""
    quiz = get_object_or_404(quizzes(), quiz_at(slug))
    if request.method != "POST":  # somebody comes back from sign-in
        return redirect(quiz)
    try:
        attempt = open_attempt(request.user, quiz=quiz, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(quiz)
    return redirect(attempt)


def _locked(request: PersonRequest, quiz: Quiz) -> HttpResponse:
    context = {"quiz": quiz, "why": str(NotEnrolled()), "breadcrumb": _breadcrumb(quiz)}
    return render(request, "assessments/locked.html", context, status=403)


def _breadcrumb(quiz: Quiz) -> list[tuple[str, str | None]]:
    return [(quiz.title, quiz.holder.get_absolute_url()), (quiz.name, None)]
