"""A second factor for whoever sees other people's data or publishes."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.queries import has_second_factor, holds_power

Respond = Callable[[HttpRequest], HttpResponseBase]

SETTLED_UNTIL = "second_factor_settled_until"
SETTLED_FOR_SECONDS = 600
OPEN = ("/health/", settings.STATIC_URL)
STEPS = ("mfa_index", "account_logout", "account_reauthenticate")


def second_factor(respond: Respond) -> Respond:
    """Lead people who hold power and have no second factor to the page that sets one up, and nowhere else.

    What was found is remembered in the session for ten minutes, so most requests cost no query.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not settings.SECOND_FACTOR_ENFORCED or _is_open(request) or _is_settled(request):
            return respond(request)
        messages.warning(
            request,
            _(
                "Your account gives access to other people’s data or to what is published, "
                "so it needs a second step at sign-in. Set one up here; the other pages open afterwards."
            ),
        )
        return HttpResponseRedirect(reverse("mfa_index"))

    return middleware


def forget_second_factor(request: HttpRequest) -> None:
    """Ask again at the next request, since an authenticator came or went."""
    request.session.pop(SETTLED_UNTIL, None)


def _is_open(request: HttpRequest) -> bool:
    """Whether the page asked for is open without a second factor, or nobody is signed in."""
    return request.path.startswith(OPEN) or SESSION_KEY not in request.session


def _is_settled(request: HttpRequest) -> bool:
    if request.session.get(SETTLED_UNTIL, 0) > time.time():
        return True
    if not request.user.is_authenticated or request.path.startswith(tuple(reverse(step) for step in STEPS)):
        return True
    if holds_power(request.user) and not has_second_factor(request.user):
        return False
    request.session[SETTLED_UNTIL] = time.time() + SETTLED_FOR_SECONDS
    return True
