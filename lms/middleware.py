"""What happens around every request: the editors' looser policy, and the language that a reader chose."""

from collections.abc import Callable

from csp.constants import UNSAFE_INLINE
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from lms.context import SWITCH
from lms.lib.languages import LANGUAGES

Respond = Callable[[HttpRequest], HttpResponseBase]


def light_pages(respond: Respond) -> Respond:
    """Compress pages: a long one travels in a fifth of its size. Files and documents go as they are.

    Django pads each answer at random, so its length tells nothing of what is in it.
    """
    gzip = GZipMiddleware(respond)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return gzip.process_response(request, response)

    return middleware


def admin_policy(respond: Respond) -> Respond:
    """Wagtail's editor needs inline scripts and styles and pictures from memory; nothing else does."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if request.path.startswith("/cms/"):
            response._csp_update = {  # type: ignore[attr-defined]  # django-csp reads this attribute
                "script-src": [UNSAFE_INLINE],
                "style-src": [UNSAFE_INLINE],
                "img-src": ["blob:"],
            }
        return response

    return middleware


def editors_only(respond: Respond) -> Respond:
    """Tell people who do not edit that `/cms/` is not theirs: Wagtail would lead them to sign-in and back for ever."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/cms/") and request.user.is_authenticated and not request.user.works_in_cms:
            raise PermissionDenied(_("The editing desk is open to authors, validators and administrators."))
        return respond(request)

    return middleware


def own_not_found(respond: Respond) -> Respond:
    """Show our own page for what is not there on a trial installation too, in place of Django's list of addresses."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if settings.DEBUG and response.status_code == 404 and request.resolver_match is None:
            return _not_found(request)
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _not_found(request) if settings.DEBUG and isinstance(exception, Http404) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]  # Django calls this attribute
    return middleware


def _not_found(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html", status=404)


def remembered_language(respond: Respond) -> Respond:
    """Store the language of a followed switch, then send the reader to the page without the mark."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        code = request.GET.get(SWITCH)
        if request.method != "GET" or code not in LANGUAGES:
            return respond(request)
        query = request.GET.copy()
        del query[SWITCH]
        address = escape_uri_path("/" + request.path.lstrip("/")) + (f"?{query.urlencode()}" if query else "")
        response = HttpResponseRedirect(address)
        remember_language(response, code)
        if request.user.is_authenticated and request.user.language != code:
            request.user.language = code
            request.user.save(update_fields=["language"])
        return response

    return middleware


def remember_language(response: HttpResponse, code: str) -> None:
    """Put the language `code` into the reader's cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        httponly=True,
    )
