"""The pages of the desk that Wagtail does not have."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from accounts.http import PersonRequest
from cms.desk.lists import BY_KEY
from cms.desk.wagtail_words import SCRIPT_WORDS
from lms.lib.paging import page_of


@require_safe
def waiting_list(request: PersonRequest, key: str) -> HttpResponse:
    """One list of the desk, in pages."""
    shown = BY_KEY.get(key)
    if shown is None or not shown.is_for(request.user):
        raise Http404
    page = page_of(shown.found(request.user), request.GET.get("p"))
    context = {"list": shown, "page": page, "rows": shown.rows(page.object_list, request.user)}
    return render(request, "cms/desk/list.html", context)


class ScriptWords(JavaScriptCatalog):
    """What Wagtail's scripts say, with the words that its own catalogues lack."""

    def get_catalog(self) -> dict[str, Any]:
        catalog: dict[str, Any] = super().get_catalog()
        return {**catalog, **{word: gettext(word) for word in SCRIPT_WORDS}}


@require_safe
def script_words(request: HttpRequest) -> HttpResponse:
    """The catalogue of Wagtail's scripts in the language of the account."""
    response: HttpResponse = get_localized_response(ScriptWords.as_view(packages=["wagtail.admin"]), request)
    return response
