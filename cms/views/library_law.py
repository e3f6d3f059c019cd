"""The articles of law, the table of penalties, and the state of the law."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from cms.citations import lessons_citing
from cms.models import HomePage
from cms.queries import published
from library.forms.filters import LawFilter
from library.queries import penalty_phrases
from library.queries.law import (
    laws_described,
    laws_of,
    penalties_with_articles,
    penalty_of,
    placed_reference,
    references_found,
)
from lms.lib.languages import reading_language
from lms.lib.paging import page_of

ROWS = 50


@login_required
@require_safe
def references(request: PersonRequest) -> HttpResponse:
    """The articles by law, narrowed by the address."""
    laws = laws_described()
    form = LawFilter(request.GET, laws=laws)
    page = page_of(references_found(laws, **form.chosen), request.GET.get("page"), size=ROWS)
    context = {
        "form": form,
        "narrowed": bool(form.chosen),
        "page": page,
        "laws": laws_of(page.object_list),
        "breadcrumb": [_library(), (_("Texts of law"), None)],
    }
    return render(request, "library/references.html", context)


@login_required
@require_safe
def reference(request: PersonRequest, code: str) -> HttpResponse:
    """One article: our words, source and confidence, what it threatens, the lessons that cite it, its neighbours."""
    placed = placed_reference(code)
    if placed is None:
        raise Http404
    found = placed.current
    context = {
        "placed": placed,
        "reference": found,
        "penalty": penalty_of(found),
        "phrases": SimpleLazyObject(penalty_phrases),
        "lessons": lessons_citing(found, language=reading_language()),
        "questions": found.questions.filter(is_retired=False).count(),
        "breadcrumb": [_library(), (_("Texts of law"), reverse("legal_references")), (found.code, None)],
    }
    return render(request, "library/reference.html", context)


@login_required
@require_safe
def penalties(request: PersonRequest) -> HttpResponse:
    """What each article threatens, in one table."""
    context = {
        "rows": penalties_with_articles(),
        "breadcrumb": [_library(), (_("Texts of law"), reverse("legal_references")), (_("Penalties"), None)],
    }
    return render(request, "library/penalties.html", context)


@require_safe
def law_state(request: HttpRequest) -> HttpResponse:
    """To which date the law is described, which laws, and what is uncertain. Open to everybody."""
    home = published(HomePage, language=reading_language()).first()
    laws = laws_described()
    context = {
        "described_on": home.law_described_on if home else None,
        "laws": laws,
        "articles": sum(len(law.references) for law in laws),
        "uncertain": [law for law in laws if law.uncertain],
        "breadcrumb": [(_("State of the law"), None)],
    }
    return render(request, "library/law_state.html", context)


def _library() -> tuple[str, str]:
    return _("Library"), reverse("library")
