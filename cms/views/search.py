"""Search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from cms.forms import SearchForm
from cms.search.asking import Found, hits
from lms.lib.languages import reading_language
from lms.lib.paging import page_of


@login_required
@require_safe
def search(request: PersonRequest) -> HttpResponse:
    """What the lessons, the library and the news say of some words."""
    form = SearchForm(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "")
    found = Found(
        words,
        first=reading_language(),
        kind=form.cleaned_data.get("kind", ""),
        language=form.cleaned_data.get("language", ""),
    )
    page = page_of(found, request.GET.get("page"), size=20)
    context = {
        "form": form,
        "words": words,
        "page_obj": page,
        "hits": hits(list(page), asked=words, reader=request.user),
    }
    return render(request, "cms/search.html", context)
