"""More time for somebody, and an attempt that does not count."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import PersonRequest
from accounts.queries import people_visible_to
from assessments.forms.granting import ExtraTimeForm, ReasonForm
from assessments.models import Attempt
from assessments.queries.waiting import learners_in_charge_of
from assessments.services.granting import grant_extra_time
from assessments.services.granting import void_attempt as void
from lms.lib.errors import Refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extra_time(request: PersonRequest, pk: int) -> HttpResponse:
    """The extra time of a person whom the reader oversees, and a form that grants another."""
    learner = get_object_or_404(people_visible_to(request.user).exclude(pk=request.user.pk), pk=pk)
    form = ExtraTimeForm(request.POST or None)
    if form.is_valid():
        try:
            grant_extra_time(learner, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The extra time of %(person)s is kept.") % {"person": learner.name})
            return redirect("extra_time", pk=pk)
    back = reverse("people:detail", args=[pk])
    granted = learner.accommodations.select_related("granted_by")[:20]
    breadcrumb = [(_("People"), reverse("people:list")), (learner.name, back), (_("Extra time"), None)]
    context = {"learner": learner, "form": form, "granted": granted, "breadcrumb": breadcrumb, "back": back}
    return render(request, "assessments/extra_time.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def void_attempt(request: PersonRequest, pk: int) -> HttpResponse:
    """An attempt of somebody in the reader's charge, and a form that takes it out of the count."""
    attempts = Attempt.objects.select_related("learner", "quiz__module", "quiz__course")
    attempt = get_object_or_404(attempts.filter(learner__in=learners_in_charge_of(request.user)), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            void(attempt, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The attempt is voided; it no longer counts."))
            return redirect("quiz_waiting")
    breadcrumb = [(_("Learners without attempts"), reverse("quiz_waiting")), (_("Void an attempt"), None)]
    return render(
        request, "assessments/void_attempt.html", {"attempt": attempt, "form": form, "breadcrumb": breadcrumb}
    )
