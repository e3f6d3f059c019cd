"""The way in, the dashboard, the health checks, and uploaded files."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from accounts.http import PersonRequest
from lms.home.queries import home_of
from lms.lib.files import send

# What anybody may fetch: the pictures of public pages, the logos that certificates bear.
# Documents want sign-in; the rest has views of its own.
PUBLIC = ("images/", "original_images/", "certificates/logos/")
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


def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the open lesson and the job aid for when the network is away.

    It stands at the root, since a service worker serves no more than what lies below its own address.
    """
    path = finders.find("lms/sw.js")
    script = Path(path).read_text() if isinstance(path, str) else ""
    response = HttpResponse(script, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


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
    if place.startswith(SIGNED_IN) and not _may_open(request, place):
        raise PermissionDenied(_("This document is kept for a smaller circle of readers."))
    return send(request, path, internal=f"/protected/{place}")


def _may_open(request: HttpRequest, place: str) -> bool:
    """Whether the collection of the document stored at `place` lets this reader in: two queries."""
    document = get_document_model().objects.filter(file=place).select_related("collection").first()
    if document is None:
        return True
    return all(each.accept_request(request) for each in document.collection.get_view_restrictions())


def _uploaded(name: str) -> Path | None:
    """The file that `name` leads to, where that is one that this view gives out, whatever the way there."""
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        path = (root / name).resolve()
        given_out = path.is_file() and path.relative_to(root).as_posix().startswith(PUBLIC + SIGNED_IN)
    except (ValueError, OSError):  # outside of the root, a NUL, a name too long for the file system
        return None
    return path if given_out else None
