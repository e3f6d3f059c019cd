"""The case notes that wait for a tutor, and the rubric that marks one. Notes are read without their author's name."""

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
from assessments.forms.appraisal import AppraisalForm
from assessments.queries.appraisals import appraises, criteria_of, notes_to_appraise
from assessments.services.appraising import appraise as mark
from library.queries import penalty_phrases
from lms.lib.errors import Refusal
from lms.lib.paging import page_of


@login_required
@require_safe
def notes(request: PersonRequest) -> HttpResponse:
    """The notes that wait, oldest first."""
    if not appraises(request.user):
        raise PermissionDenied(_("Only the tutors named on a course mark its case notes."))
    page = page_of(notes_to_appraise(request.user), request.GET.get("page"))
    return render(request, "assessments/notes.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appraise(request: PersonRequest, pk: int) -> HttpResponse:
    """One note, the file and question it answers, and the rubric."""
    note = get_object_or_404(notes_to_appraise(request.user), pk=pk)
    form = AppraisalForm(request.POST or None, criteria=criteria_of(note.question_id))
    if form.is_valid():
        levels, comment = form.levels, form.cleaned_data["comment"]
        try:
            mark(note, levels=levels, comment=comment, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The note is marked."))
        return redirect("notes")
    breadcrumb = [(_("Case notes to mark"), reverse("notes")), (_("Note %(number)s") % {"number": note.pk}, None)]
    context = {"note": note, "form": form, "breadcrumb": breadcrumb, "penalties": penalty_phrases()}
    return render(request, "assessments/appraise.html", context)
