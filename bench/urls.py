"""The platform's addresses and the bare authenticated view that every other page is measured against."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from lms.urls import handler400, handler403, handler404, handler500
from lms.urls import urlpatterns as platform

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@login_required
def bare(request: HttpRequest) -> HttpResponse:
    """A session, a user, and one line."""
    return HttpResponse(f"<p>{request.user.pk}</p>")


urlpatterns = [path("bench/bare/", bare), *platform]
