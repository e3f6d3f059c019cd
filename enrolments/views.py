"""Joining and leaving a course, and saying that a lesson is read.

Each changes by POST alone. Somebody whose session ended meanwhile comes back from sign-in by GET, and is led
to the page that has the button.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import PersonRequest
from accounts.models import User
from courses.models import Course, Lesson
from enrolments.queries import live_enrolments, next_in_module
from enrolments.services import enrol as enrol_in
from enrolments.services import leave as leave_course
from enrolments.services import mark_done
from lms.lib.errors import Refusal


@login_required
def enrol(request: PersonRequest, slug: str) -> HttpResponseRedirect:
    """Join a course from the catalogue."""
    course = get_object_or_404(Course, slug=slug)
    if request.method != "POST":
        return redirect(course)
    try:
        enrol_in(request.user, course=course, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You are enrolled. Begin whenever you like."))
    return redirect(course)


@login_required
def leave(request: PersonRequest, pk: int) -> HttpResponseRedirect:
    """Leave a course before a first result."""
    enrolment = get_object_or_404(live_enrolments(request.user), pk=pk)
    if request.method != "POST":
        return redirect(enrolment.course)
    try:
        leave_course(enrolment, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You have left the course. What you have read is kept if you come back."))
    return redirect(enrolment.course)


@login_required
def lesson_done(request: PersonRequest, slug: str) -> HttpResponseRedirect:
    """Mark a lesson as read, then lead to what comes next in its module."""
    lesson = get_object_or_404(Lesson.objects.select_related("module"), slug=slug)
    if request.method != "POST":
        return redirect(lesson)
    try:
        mark_done(request.user, lesson=lesson, revision=_revision(request), at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(lesson)
    return redirect(_after(request.user, lesson))


def _revision(request: HttpRequest) -> int | None:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _after(learner: User, lesson: Lesson) -> str:
    """The next unread lesson of the module, else its quiz where it is not passed, else the dashboard."""
    step = next_in_module(learner, module=lesson.module)
    return step.url if step else reverse("dashboard")
