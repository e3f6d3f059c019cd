"""The way in, the dashboard, the health checks, and uploaded files."""

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import get_language


def root(request: HttpRequest) -> HttpResponseRedirect:
    """To the home page in the reader's language: the account's, then the cookie's, then the browser's."""
    language = getattr(request.user, "language", "") or get_language() or "fr"
    response = HttpResponseRedirect(f"/{language[:2]}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


def live(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    connection.ensure_connection()
    cache.get("ready")
    return JsonResponse({"database": "ok"})


@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@login_required
def media(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse("")
