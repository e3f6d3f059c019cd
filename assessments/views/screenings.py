"""The screening exercise: the list, a file with its sheet, the comparison with the key, and agreement."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PersonRequest
from assessments.forms.practice import ScreeningFilter, number_in, seen_in
from assessments.models.screenings import READINGS, ScreeningFile
from assessments.queries.agreement import agreement_on
from assessments.queries.screenings import (
    answers_of,
    compared,
    files_open_to,
    modules_with_screenings,
    open_answer,
    reading_of_key,
    sheet,
)
from assessments.screening.agreement import FLOOR
from assessments.screening.errors import ScreeningClosed
from assessments.screening.rule import Audience
from assessments.services.screenings import save_screening, submit_screening
from lms.lib.errors import Refusal
from lms.lib.paging import page_of


@login_required
@require_safe
def screenings(request: PersonRequest) -> HttpResponse:
    """The files that one may screen."""
    form = ScreeningFilter(request.GET, modules=modules_with_screenings(request.user))
    page = page_of(files_open_to(request.user).filter(**_narrowed(form)), request.GET.get("page"))
    context = {"form": form, "page": page, "narrowed": bool(form.chosen), "breadcrumb": _breadcrumb()}
    return render(request, "screenings/list.html", context)


def _narrowed(form: ScreeningFilter) -> dict[str, object]:
    names = {"module": "modules", "audience": "audience"}
    return {names[name]: value for name, value in form.chosen.items()}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: PersonRequest, slug: str) -> HttpResponse:
    """A file and the indicators to tick in it; by POST saved, or submitted."""
    file = files_open_to(request.user).filter(slug=slug).first()
    if file is None:
        return _locked(request, get_object_or_404(ScreeningFile, slug=slug, is_published=True))
    if request.method == "POST":
        return _keep(request, file)
    answer = open_answer(request.user, file=file)
    ticked = set(answer.ticked.values_list("code", flat=True)) if answer else set()
    context = {
        "file": file,
        "answer": answer,
        "number": answer.number if answer else file.answers.filter(learner=request.user).count() + 1,
        "parts": sheet(file.audience, ticked=ticked),
        "is_child": file.audience == Audience.CHILD,
        "past": page_of(
            answers_of(request.user).filter(file=file, submitted_at__isnull=False), request.GET.get("page")
        ),
        "breadcrumb": _breadcrumb((file.title, None)),
    }
    return render(request, "screenings/file.html", context)


def _keep(request: PersonRequest, file: ScreeningFile) -> HttpResponse:
    seen, now = seen_in(request.POST), timezone.now()
    try:
        if "submit" in request.POST:
            number = number_in(request.POST, "number")
            return redirect(submit_screening(request.user, file=file, seen=seen, number=number, at=now))
        save_screening(request.user, file=file, seen=seen, at=now)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(file)
    messages.success(request, _("What you ticked is saved."))
    return redirect(file)


@never_cache
@login_required
@require_safe
def screening_result(request: PersonRequest, pk: int) -> HttpResponse:
    """A submitted answer beside the experts' key; an open one leads back to its sheet."""
    answer = get_object_or_404(answers_of(request.user), pk=pk)
    if answer.is_open:
        return redirect(answer.file)
    parts = compared(answer)
    context = {
        "answer": answer,
        "parts": parts,
        "experts_reading": READINGS[reading_of_key(answer.file, parts)],
        "breadcrumb": _breadcrumb((answer.file.title, answer.file.get_absolute_url()), (_("Result"), None)),
    }
    return render(request, "screenings/result.html", context)


@login_required
@require_safe
def screening_agreement(request: PersonRequest) -> HttpResponse:
    """How far first answers agree with the key, indicator by indicator: for those who teach, write or coordinate."""
    if not request.user.animates:
        raise PermissionDenied(_("Agreement is shown to tutors, authors and coordinators."))
    audience = Audience.CHILD if request.GET.get("audience") == Audience.CHILD else Audience.ADULT
    context = {
        "agreement": agreement_on(audience),
        "audience": audience,
        "floor": FLOOR,
        "breadcrumb": _breadcrumb((_("Agreement with the experts"), None)),
    }
    return render(request, "screenings/agreement.html", context)


def _locked(request: PersonRequest, file: ScreeningFile) -> HttpResponse:
    context = {"title": file.title, "why": str(ScreeningClosed()), "breadcrumb": _breadcrumb((file.title, None))}
    return render(request, "scenarios/locked.html", context, status=403)


def _breadcrumb(*items: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [
        (_("Scenarios"), reverse("scenarios")),
        (_("Screening exercise"), reverse("screenings") if items else None),
        *items,
    ]
