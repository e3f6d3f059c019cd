"""What a coordinator asks the worker to do with many certificates: asked for, watched, fetched."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PersonRequest
from certificates.forms import FindForm
from certificates.models import Bundle
from certificates.queries import (
    bundles_asked_by,
    certificates_found,
    certificates_overseen_by,
    completions_without_document,
)
from certificates.services.bundle import KEPT_FOR, ask_for_bundle
from certificates.views.doors import for_overseers
from lms.lib.dates import day_of
from lms.lib.errors import Refusal


@require_POST
@for_overseers
def ask(request: PersonRequest) -> HttpResponse:
    """Let the worker see to everything that the filters of the address name."""
    form = FindForm(request.GET, viewer=request.user)
    purpose = request.POST.get("purpose", "")
    if form.is_valid() and purpose in Bundle.Purpose.values:
        try:
            with transaction.atomic():
                members = _members(request, form, purpose)
                bundle = ask_for_bundle(
                    request.user, purpose=Bundle.Purpose(purpose), members=members, at=timezone.now()
                )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect(bundle)
    response = redirect("certificates:find")
    response["Location"] += f"?{request.GET.urlencode()}"
    return response


def _members(request: PersonRequest, form: FindForm, purpose: str) -> list[int]:
    if purpose == Bundle.Purpose.ISSUE:
        return list(completions_without_document(request.user, form.sought).values_list("pk", flat=True))
    found = certificates_found(request.user, form.sought, on=timezone.localdate())
    return list(found.values_list("pk", flat=True))


@require_safe
@for_overseers
def progress(request: PersonRequest, pk: int) -> HttpResponse:
    """How far it is; the page asks again by itself where scripts run, and by its link where not."""
    bundle = get_object_or_404(bundles_asked_by(request.user), pk=pk)
    context = {"bundle": bundle, "kept_until": day_of(bundle.asked_at + KEPT_FOR)}
    response = render(request, "certificates/bundle.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@for_overseers
def fetch(request: PersonRequest, pk: int) -> HttpResponseBase:
    """The file, to whoever asked for it and still oversees everybody in it."""
    bundle = get_object_or_404(bundles_asked_by(request.user).exclude(file=""), pk=pk)
    within_reach = certificates_overseen_by(request.user).filter(pk__in=bundle.members).count()
    if within_reach != bundle.total:
        sentence = _("Somebody in this file no longer serves in your courts, so it is closed. Ask for another one.")
        messages.error(request, sentence)
        return redirect(bundle)
    response = FileResponse(
        bundle.file.open("rb"),
        as_attachment=True,
        filename=f"attestations-{day_of(bundle.asked_at):%Y-%m-%d}.zip",
        content_type="application/zip",
    )
    response["Cache-Control"] = "private, no-store"
    return response
