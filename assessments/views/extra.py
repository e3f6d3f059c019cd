"""Another attempt for somebody who has none left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PersonRequest
from assessments.forms.granting import ReasonForm
from assessments.queries.standing import attempts_of, quiz_at, quizzes
from assessments.queries.waiting import learners_in_charge_of, opens_attempts, waiting_attempts
from assessments.services.extra import open_extra_attempt
from lms.lib.errors import Refusal
from lms.lib.paging import page_of


@login_required
@require_safe
def quiz_waiting(request: PersonRequest) -> HttpResponse:
    """The learners in one's charge who have used all their attempts."""
    if not opens_attempts(request.user):
        raise PermissionDenied(_("Only tutors and coordinators open another attempt at a quiz."))
    page = page_of(waiting_attempts(request.user), request.GET.get("page"))
    return render(request, "assessments/waiting.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extra_attempt(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """What a learner did in a quiz, and a form that opens one more attempt, with its reason."""
    quiz = get_object_or_404(quizzes(), quiz_at(slug))
    learner = get_object_or_404(learners_in_charge_of(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            open_extra_attempt(learner, quiz=quiz, reason=reason, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("One more attempt is open for %(person)s.") % {"person": learner.name})
        return redirect("quiz_waiting")
    context = {
        "quiz": quiz,
        "learner": learner,
        "attempts": attempts_of(learner).filter(quiz=quiz).exclude(state="open"),
        "form": form,
        "breadcrumb": [(_("Learners without attempts"), reverse("quiz_waiting")), (learner.name, None)],
    }
    return render(request, "assessments/extra_attempt.html", context)
