"""A person's own account: what is known of them, how they sign in, and the download of all that is kept."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache

from accounts.http import PersonRequest
from accounts.own_data import kept_about
from accounts.queries import has_second_factor, holds_power, posting_on
from lms.lib.dates import day_of


@login_required
@never_cache
def account(request: PersonRequest) -> HttpResponse:
    protected = has_second_factor(request.user)
    context = {
        "posting": posting_on(request.user, day=day_of(timezone.now())),
        "protected": protected,
        "second_factor_owed": holds_power(request.user) and not protected,
        "enforced": settings.SECOND_FACTOR_ENFORCED,
    }
    return render(request, "people/account.html", context)


@login_required
@never_cache
def own_data(request: PersonRequest) -> JsonResponse:
    """All that is kept about the person who asks, as a file: the right of access of law 09-08, article 7."""
    return JsonResponse(
        kept_about(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="rempart-my-data.json"'},
    )


@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey: a page of its own, so that the password's page carries no script for it."""
    if request.user.is_authenticated:
        return redirect("dashboard")
    wanted = format_html('<input type="hidden" name="next" value="{}">', request.GET.get("next", ""))
    return render(request, "account/passkey.html", {"redirect_field": wanted})
