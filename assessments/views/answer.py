"""One answer, as the script of the sheet sends it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assessments.errors import AnswerOvertaken
from assessments.forms.sheets import given_in
from assessments.models import Attempt, Response
from assessments.rules.answers import print_of
from assessments.services.answers import Saved, save_one
from lms.lib.errors import Refusal


@never_cache
@require_POST
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Save one answer and say at what time it was committed: for the script alone, hence no way through sign-in.

    401: sign in again. 409: not taken, with the reason, and the later answer where there is one. Nothing that is
    said depends on what is right.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    try:
        saved = save_one(
            pk, learner=request.user, question=question, read=lambda drawn: given_in(request.POST, drawn=drawn),
            at=timezone.now(),
        )  # fmt: skip
    except Attempt.DoesNotExist as missing:
        raise Http404 from missing
    except Refusal as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    told = _told(saved, saved.responses[question])
    if question in saved.overtaken:
        return JsonResponse({**told, "refused": str(AnswerOvertaken())}, status=409)
    return JsonResponse(told)


def _told(saved: Saved, response: Response) -> dict[str, Any]:
    """What stands in the table, and in which words the sheet says so."""
    places = {"time": time_format(localtime(response.saved_at), "TIME_FORMAT")}
    words = _("Saved at %(time)s") if response.is_answered else _("Answer taken back at %(time)s")
    counted = {"answered": saved.answered, "asked": len(saved.attempt.drawn)}
    return {
        "words": words % places,
        "progress": _("Answers: %(answered)s of %(asked)s") % counted,
        "answer": response.answer,
        "sequence": response.sequence,
        "print": print_of(response.answer),
    }
