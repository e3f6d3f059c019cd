"""Joining and leaving a course, enrolling somebody else, and saying that a lesson is read.

Each changes by POST alone. Somebody whose session ended meanwhile comes back from sign-in by GET, and is led
to the page that has the button.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from accounts.models import User
from accounts.queries import people_visible_to
from courses.models import Course, Lesson
from enrolments.forms import NewEnrolment
from enrolments.queries import course_standings, live_enrolments, next_in_module, updates_still_asked
from enrolments.services import enrol as enrol_in
from enrolments.services import leave as leave_course
from enrolments.services import mark_done
from enrolments.services import move as move_to_newest
from lms.lib.dates import day_of
from lms.lib.errors import Refusal
from lms.lib.paging import page_of


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
def move(request: PersonRequest, pk: int) -> HttpResponseRedirect:
    """Go on in the newest edition of a course, keeping all that is passed."""
    enrolment = get_object_or_404(live_enrolments(request.user), pk=pk)
    if request.method != "POST":
        return redirect(enrolment.course)
    try:
        move_to_newest(enrolment, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You are now in the newest edition. All that you have passed counts there."))
    return redirect(enrolment.course)


@login_required
def courses_of_person(request: PersonRequest, pk: int) -> HttpResponse:
    """The courses of a person whom the reader oversees, and a form that enrols them in another."""
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    now = timezone.now()
    form = NewEnrolment(request.POST or None, learner=person, today=day_of(now))
    if request.method == "POST" and form.is_valid():
        try:
            enrol_in(person, **form.cleaned_data, by=request.user, at=now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is enrolled.") % {"name": person.name})
            return redirect("courses_of_person", pk=pk)
    standings = course_standings(person)
    context = {"person": person, "form": form, "standings": standings, "today": day_of(now)}
    return render(request, "enrolments/courses_of_person.html", context)


@login_required
@require_safe
def updates(request: PersonRequest) -> HttpResponse:
    """The lessons that the reader is asked to read again after a change of law."""
    page = page_of(updates_still_asked(request.user), request.GET.get("page"))
    return render(request, "enrolments/updates.html", {"page": page})


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
