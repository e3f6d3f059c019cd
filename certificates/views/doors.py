"""Who may look at the certificates of others."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from accounts.http import PersonRequest

P = ParamSpec("P")
Response = TypeVar("Response", bound=HttpResponseBase)
View = Callable[Concatenate[PersonRequest, P], Response]


def for_overseers(view: View[P, Response]) -> View[P, Response]:
    """Open `view` to people who oversee a court; others are told that it is not theirs."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> Response:
        if not request.user.oversees_people:
            raise PermissionDenied(_("The certificates of others are open to coordinators and administrators."))
        return view(request, *args, **kwargs)

    return cast("View[P, Response]", login_required(guarded))
