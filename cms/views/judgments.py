"""Case law: the list and one decision."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from cms.citations import lessons_citing
from library.forms.directory import JudgmentFilter
from library.queries import penalty_phrases
from library.queries.judgments import judgment_read_by, judgments_listed
from lms.lib.languages import reading_language
from lms.lib.paging import page_of


@require_safe
@login_required
def judgments(request: PersonRequest) -> HttpResponse:
    """The decisions that the filters of the address ask for."""
    form = JudgmentFilter(request.GET)
    chosen = form.chosen
    context = {
        "form": form,
        "page": page_of(judgments_listed(request.user, **chosen), request.GET.get("page")),
        "narrowed": bool(chosen),
        "breadcrumb": [(_("Library"), reverse("library")), (_("Case law"), None)],
    }
    return render(request, "cms/judgments.html", context)


@require_safe
@login_required
def judgment(request: PersonRequest, code: str) -> HttpResponse:
    """One decision, with its articles and the lessons that name it."""
    found = judgment_read_by(request.user, code=code)
    if found is None:
        raise Http404
    context = {
        "judgment": found,
        "lessons": lessons_citing(found, language=reading_language()),
        "phrases": SimpleLazyObject(penalty_phrases),
        "breadcrumb": [
            (_("Library"), reverse("library")), (_("Case law"), reverse("judgments")), (found.title, None),
        ],
    }  # fmt: skip
    return render(request, "cms/judgment.html", context)
