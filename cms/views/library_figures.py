"""The figures that may be quoted."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from cms.citations import lessons_citing_each
from library.queries.figures import figures_visible_to
from lms.lib.languages import reading_language
from lms.lib.paging import page_of


@login_required
@require_safe
def figures(request: PersonRequest) -> HttpResponse:
    """Each figure with its definition, source and caveat, and the lessons that quote it."""
    page = page_of(figures_visible_to(request.user), request.GET.get("page"))
    lessons = lessons_citing_each(list(page.object_list), language=reading_language())
    context = {
        "page": page,
        "rows": [(figure, lessons[figure.pk]) for figure in page.object_list],
        "breadcrumb": [(_("Library"), reverse("library")), (_("Figures"), None)],
    }
    return render(request, "library/figures.html", context)
