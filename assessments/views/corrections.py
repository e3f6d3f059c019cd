"""The questions that have been answered, and the page that corrects one."""

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
from assessments.forms.correction import CorrectionForm
from assessments.models import Question
from assessments.queries.corrections import corrects, questions_to_correct
from assessments.services.corrections import Effect, correct, preview_correction
from lms.lib.errors import Refusal
from lms.lib.paging import page_of


@login_required
@require_safe
def corrections(request: PersonRequest) -> HttpResponse:
    """The questions that have been answered, narrowed by a code or words."""
    if not corrects(request.user):
        raise PermissionDenied(_("Only authors, validators and the tutors of a course correct its questions."))
    words = request.GET.get("q", "").strip()[:100]
    page = page_of(questions_to_correct(request.user, words=words), request.GET.get("page"))
    return render(request, "assessments/corrections.html", {"page": page, "words": words})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: PersonRequest, code: str) -> HttpResponse:
    """The key of a question, a form that corrects it, and what that would change before it is done."""
    question = get_object_or_404(questions_to_correct(request.user), code=code)
    form = CorrectionForm(request.POST or None, question=question)
    effect = _act(request, question, form) if form.is_valid() else None
    if effect and "confirm" in request.POST:
        done = _("The question is corrected. Attempts marked again: %(count)s") % {"count": len(effect.remarks)}
        messages.success(request, done)
        return redirect("correction", code=code)
    context = {
        "question": question,
        "form": form,
        "effect": effect,
        "shown": effect.remarks[:50] if effect else (),
        "history": question.corrections.select_related("by").prefetch_related("remarks")[:20],
        "breadcrumb": [(_("Corrections"), reverse("corrections")), (question.code, None)],
    }
    return render(request, "assessments/correction.html", context)


def _act(request: PersonRequest, question: Question, form: CorrectionForm) -> Effect | None:
    """Correct the question where that is confirmed, else say what it would change."""
    now, new = timezone.now(), form.new_key
    try:
        if "confirm" in request.POST:
            return correct(question, new=new, reason=form.cleaned_data["reason"], by=request.user, at=now)
        return preview_correction(question, new=new, by=request.user, at=now)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None
