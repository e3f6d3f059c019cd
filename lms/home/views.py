"""The way in, the dashboard, the health checks, and uploaded files."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.http import PersonRequest
from lms.home.queries import home_of
from lms.lib.files import send

# What anybody may fetch: the pictures of public pages. Documents want sign-in; the rest has views of its own.
PUBLIC = ("images/", "original_images/")
SIGNED_IN = ("documents/",)


def root(request: HttpRequest) -> HttpResponseRedirect:
    """To the home page in the reader's language: the account's, then the cookie's, then the browser's."""
    language = getattr(request.user, "language", "") or get_language() or "fr"
    response = HttpResponseRedirect(f"/{language[:2]}/")
    response["Vary"] = "Accept-Language, Cookie"
    return response


def live(request: HttpRequest) -> HttpResponse:
    """The process is up."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> JsonResponse:
    """What is configured answers; the cache's loss costs speed and is told, not failed."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        cache.set("ready", "yes", 10)
        cached = cache.get("ready") == "yes"
    except DatabaseError:
        return JsonResponse({"database": "away"}, status=503)
    return JsonResponse({"database": "ok", "cache": "ok" if cached else "away"})


@login_required
def dashboard(request: PersonRequest) -> HttpResponse:
    """Where I left, what is due, how far I am; for a coordinator also the courts' figures."""
    return render(request, "home/dashboard.html", {"home": home_of(request.user, at=timezone.now())})


def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """An uploaded file, to whoever may see it, in the range asked for."""
    path = _uploaded(name)
    if path is None:
        raise Http404
    place = path.relative_to(Path(settings.MEDIA_ROOT).resolve()).as_posix()
    if place.startswith(SIGNED_IN) and not request.user.is_authenticated:
        raise PermissionDenied(_("Sign in to open this document."))
    return send(request, path, internal=f"/protected/{place}")


def _uploaded(name: str) -> Path | None:
    """The file that `name` leads to, where that is one that this view gives out, whatever the way there."""
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        path = (root / name).resolve()
        given_out = path.is_file() and path.relative_to(root).as_posix().startswith(PUBLIC + SIGNED_IN)
    except (ValueError, OSError):  # outside of the root, a NUL, a name too long for the file system
        return None
    return path if given_out else None
