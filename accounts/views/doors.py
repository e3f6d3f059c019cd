"""Wagtail's own sign-in forms accept a password past the second factor, so their addresses lead to allauth."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def to_login(request: HttpRequest, *places: str) -> HttpResponseRedirect:
    """Lead to allauth's sign-in, whatever was posted, keeping where the reader wanted to go."""
    wanted = request.GET.get("next", "")
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    return HttpResponseRedirect(reverse("account_login") + query)
