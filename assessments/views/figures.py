"""How the questions of a quiz behave: the list of quizzes, the figures of one, and one question with its choices."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PersonRequest
from assessments.analysis.figures import FLOOR
from assessments.analysis.readings import reliability_reading
from assessments.models import Analysis, QuestionFigures, Quiz
from assessments.queries.figures import (
    all_figures,
    figures_of,
    learns_still,
    option_lines,
    quizzes_analysed,
    readings_of,
)
from assessments.queries.standing import quiz_at
from assessments.services.analysing import VERSIONS, ask_analysis
from courses.models import Course
from lms.lib.paging import page_of
from lms.lib.sheets import csv_of

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]
VERSION_NAMES: dict[str, str | Promise] = {
    "": gettext_lazy("All languages"),
    "fr": gettext_lazy("French"),
    "ar": gettext_lazy("Arabic"),
    "mixed": pgettext_lazy("language version", "Both languages in one sitting"),
}
ORDER_NAMES: dict[str, str | Promise] = {
    "code": gettext_lazy("By code"),
    "facility": gettext_lazy("Hardest first"),
    "discrimination": gettext_lazy("Least telling first"),
}


def for_those_who_judge(view: View[P]) -> View[P]:
    """Open `view` to tutors, authors, validators, coordinators and administrators."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.animates:
            raise PermissionDenied(_("Item analysis is open to tutors, authors and coordinators."))
        return view(request, *args, **kwargs)

    return cast(View[P], login_required(guarded))


@require_safe
@for_those_who_judge
def analyses(request: PersonRequest) -> HttpResponse:
    """The quizzes that anybody sat, narrowed to those of a course."""
    course = request.GET.get("course", "").strip()[:100]
    page = page_of(quizzes_analysed(course=course), request.GET.get("page"))
    courses = Course.objects.order_by("code")
    return render(request, "assessments/analyses.html", {"page": page, "courses": courses, "course": course})


@require_safe
@for_those_who_judge
def analysis(request: PersonRequest, slug: str) -> HttpResponse:
    """The figures of each question of a quiz, in a language version, and how far its marks may be trusted."""
    quiz = _quiz(request, slug)
    kept = _analysis(quiz)
    version, order = _chosen(request, "version", VERSIONS), _chosen(request, "sort", tuple(ORDER_NAMES), "code")
    page = page_of(figures_of(kept, version=version, order=order), request.GET.get("page")) if kept else None
    trusted = kept.reliability_in(version) if kept else None
    context = {
        "quiz": quiz,
        "analysis": kept,
        "awaited": kept is not None and kept.is_awaited(timezone.now()),
        "page": page,
        "lines": [(row, readings_of(row)) for row in page] if page else [],
        "trusted": trusted,
        "trust": reliability_reading(trusted) if trusted else None,
        "version": version,
        "order": order,
        "versions": VERSION_NAMES.items(),
        "orders": ORDER_NAMES.items(),
        "floor": FLOOR,
        "breadcrumb": [(_("Item analysis"), reverse("analyses")), (str(quiz), None)],
    }
    return render(request, "assessments/analysis.html", context)


@require_safe
@for_those_who_judge
def question_figures(request: PersonRequest, slug: str, code: str) -> HttpResponse:
    """One question in each language version, with its distractor table."""
    quiz = _quiz(request, slug)
    rows = get_object_or_404(Analysis, quiz=quiz).rows.filter(question__code=code).select_related("question")
    found = {row.version: row for row in rows}
    chosen = get_object_or_404(rows, version=_chosen(request, "version", VERSIONS))
    context = {
        "quiz": quiz,
        "row": chosen,
        "readings": readings_of(chosen),
        "options": option_lines(chosen),
        "rows": [(VERSION_NAMES[version], found[version]) for version in VERSIONS if version in found],
        "versions": [(version, name) for version, name in VERSION_NAMES.items() if version in found],
        "version": chosen.version,
        "floor": FLOOR,
        "breadcrumb": [
            (_("Item analysis"), reverse("analyses")), (str(quiz), reverse("analysis", args=[slug])), (code, None),
        ],
    }  # fmt: skip
    return render(request, "assessments/question_figures.html", context)


@require_POST
@for_those_who_judge
def analysis_compute(request: PersonRequest, slug: str) -> HttpResponse:
    """Have the figures computed by the worker."""
    ask_analysis(_quiz(request, slug), at=timezone.now())
    messages.success(request, _("The figures are being computed. Load the page again in a minute."))
    return redirect("analysis", slug=slug)


@require_safe
@for_those_who_judge
def analysis_csv(request: PersonRequest, slug: str) -> HttpResponse:
    """The same figures as a file, each language version in lines of its own."""
    quiz = _quiz(request, slug)
    kept = get_object_or_404(Analysis, quiz=quiz)
    headers = {"Content-Disposition": f'attachment; filename="figures-{quiz.address}.csv"'}
    rows: list[list[object]] = [_heading(), *(_line(row) for row in all_figures(kept))]
    return HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _heading() -> list[object]:
    return [
        _("Question"), _("Language version"), pgettext("number of answers", "n"), _("Facility"),
        _("Standard deviation"), _("Discrimination"), _("Discriminative efficiency"), _("Point-biserial"),
        _("What it says"),
    ]  # fmt: skip


def _line(row: QuestionFigures) -> list[object]:
    told = (row.facility, row.deviation, row.discrimination, row.efficiency, row.point_biserial)
    rounded = [None if each is None else round(each, 4) for each in told]
    says = " ".join(str(reading.sentence) for reading in readings_of(row))
    return [row.question.code, str(VERSION_NAMES[row.version]), row.n, *rounded, says]


def _quiz(request: PersonRequest, slug: str) -> Quiz:
    """The quiz at an address; refused to whoever has yet to pass it, since its figures tell its key."""
    quiz = get_object_or_404(Quiz.objects.select_related("module", "course", "analysis"), quiz_at(slug))
    if learns_still(request.user, quiz=quiz):
        raise PermissionDenied(_("You have yet to pass this quiz: its figures would tell you its key."))
    return quiz


def _analysis(quiz: Quiz) -> Analysis | None:
    return cast(Analysis | None, getattr(quiz, "analysis", None))


def _chosen(request: PersonRequest, name: str, known: tuple[str, ...], default: str = "") -> str:
    value = request.GET.get(name, default)
    return value if value in known else default
