"""The glossary."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from library.forms.filters import TermFilter
from library.queries.terms import initial, place_of, terms_found
from lms.lib.paging import page_of

ROWS = 100


@login_required
@require_safe
def terms(request: PersonRequest) -> HttpResponse:
    """The terms in the order of the reader's alphabet, narrowed by the address."""
    form = TermFilter(request.GET)
    page = page_of(terms_found(**form.chosen), request.GET.get("page"), size=ROWS)
    context = {
        "form": form,
        "narrowed": bool(form.chosen),
        "page": page,
        "rows": [(initial(term), term) for term in page.object_list],
        "breadcrumb": [(_("Library"), reverse("library")), (_("Glossary"), None)],
    }
    return render(request, "library/terms.html", context)


@login_required
@require_safe
def term(request: PersonRequest, code: str) -> HttpResponse:
    """The stable address of a term leads to its place in the glossary, on whichever page that is."""
    place = place_of(code, terms_found())
    if place is None:
        raise Http404
    page = f"?page={place // ROWS + 1}" if place >= ROWS else ""
    return redirect(f"{reverse('terms')}{page}#{code}")
