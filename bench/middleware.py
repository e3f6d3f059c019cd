"""Tell how many queries an answer took, to whoever asks by a header."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


def count_queries(respond: Respond) -> Respond:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "X-Count-Queries" not in request.headers:
            return respond(request)
        count = 0

        def counted(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*arguments)

        with connection.execute_wrapper(counted):
            response = respond(request)
        response["X-Queries"] = str(count)
        return response

    return middleware
