"""What waits to be read again, at the author's desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from accounts.http import PersonRequest
from cms.models import ReviewItem
from cms.reviewing import items_waiting, reviews_waiting, seen_by
from cms.services.reviews import mark_reviewed
from lms.lib.paging import page_of

REVIEWS = 10


@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """The changes of the library of which something is yet to be read again, newest first."""
    _for_the_desk(request)
    page = page_of(reviews_waiting(), request.GET.get("p"), size=REVIEWS)
    context = {
        "page": page,
        "reviews": seen_by(request.user, page.object_list),
        "total": items_waiting().count(),
    }
    return render(request, "library/desk/reviews.html", context)


@require_POST
def done(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that something was read again."""
    _for_the_desk(request)
    item = get_object_or_404(ReviewItem, pk=pk)
    mark_reviewed(item, by=request.user, at=timezone.now())
    messages.success(request, _("“%(title)s” is marked as reviewed.") % {"title": item.label})
    return redirect("reviews")


def _for_the_desk(request: PersonRequest) -> None:
    if not request.user.works_in_cms:
        raise PermissionDenied
