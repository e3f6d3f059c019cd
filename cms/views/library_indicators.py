"""The guides of indicators, an indicator, the aid, and what is untested."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from accounts.models import User
from cms.citations import lessons_citing
from cms.matrix import indicators_in_matrix, matrix_of
from library.forms.filters import GuideFilter, MatrixFilter
from library.models import Guide, Indicator
from library.queries.indicators import guides_held, guides_spread_out, indicators_of, placed_indicator
from lms.lib.languages import reading_language
from lms.lib.paging import page_of

GUIDE_ROWS = 100
MATRIX_ROWS = 50


@login_required
@require_safe
def guides(request: PersonRequest) -> HttpResponse:
    """The guides, each a list of its own."""
    context = {
        "guides": guides_held(),
        "may_see_matrix": _may_see_matrix(request.user),
        "breadcrumb": [_library(), (_("Guides of indicators"), None)],
    }
    return render(request, "library/guides.html", context)


@login_required
@require_safe
def guide(request: PersonRequest, code: str) -> HttpResponse:
    """The indicators of one guide, narrowed by the address."""
    found = get_object_or_404(guides_held(), code=code)
    weighed = found.weighed > 0  # type: ignore[attr-defined]  # annotated
    form = GuideFilter(request.GET, dimensions=found.dimensions.all(), weighed=weighed)
    context = {
        "guide": found,
        "others": guides_held().exclude(pk=found.pk),
        "form": form,
        "narrowed": bool(form.chosen),
        "page": page_of(indicators_of(found, **form.chosen), request.GET.get("page"), size=GUIDE_ROWS),
        "breadcrumb": [_library(), _guides(), (found.name, None)],
    }
    return render(request, "library/guide.html", context)


@login_required
@require_safe
def indicator(request: PersonRequest, code: str) -> HttpResponse:
    """One indicator: its guide and edition, its neighbours, the lessons that cite it, how many questions test it."""
    placed = placed_indicator(code)
    if placed is None:
        raise Http404
    found = placed.current
    held = found.dimension.guide
    context = {
        "placed": placed,
        "indicator": found,
        "guide": held,
        "lessons": lessons_citing(found, language=reading_language()),
        "questions": found.questions.filter(is_retired=False).count(),
        "breadcrumb": [
            _library(), _guides(), (held.name, reverse("indicator_guide", kwargs={"code": held.code})),
            (found.code, None),
        ],
    }  # fmt: skip
    return render(request, "library/indicator.html", context)


@login_required
@require_safe
def aid(request: PersonRequest) -> HttpResponse:
    """The job aid: a situation, then its signs. One page that holds everything, so that it can be kept offline."""
    context = {"guides": guides_spread_out(), "breadcrumb": [_library(), (_("Indicators at hand"), None)]}
    return render(request, "library/aid.html", context)


@login_required
@require_safe
def matrix(request: PersonRequest, code: str = "") -> HttpResponse:
    """Which indicators of a guide are taught and tested, for those who write and those who oversee."""
    if not _may_see_matrix(request.user):
        raise PermissionDenied(_("What is taught and tested is shown to those who write the courses or oversee them."))
    guides = list(guides_held())
    chosen = _chosen(guides, code)
    form = MatrixFilter(request.GET)
    untested = bool(form.chosen)
    rows = indicators_in_matrix(chosen, untested_only=untested) if chosen else Indicator.objects.none()
    page = page_of(rows, request.GET.get("page"), size=MATRIX_ROWS)
    context = {
        "guides": guides,
        "guide": chosen,
        "form": form,
        "untested": untested,
        "page": page,
        "rows": matrix_of(page.object_list, language=reading_language()),
        "breadcrumb": [_library(), _guides(), (_("Taught and tested"), None)],
    }
    return render(request, "library/matrix.html", context)


def _chosen(guides: list[Guide], code: str) -> Guide | None:
    """The guide with `code`, the first of all where none is named."""
    if not code:
        return guides[0] if guides else None
    for each in guides:
        if each.code == code:
            return each
    raise Http404


def _may_see_matrix(person: User) -> bool:
    return person.works_in_cms or person.oversees_people


def _library() -> tuple[str, str]:
    return _("Library"), reverse("library")


def _guides() -> tuple[str, str]:
    return _("Guides of indicators"), reverse("indicator_guides")
