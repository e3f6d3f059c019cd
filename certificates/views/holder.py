"""What the holder of certificates sees and may ask for, and the document for whoever may have it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PersonRequest
from certificates.badges.give import badges_are_given
from certificates.errors import SignatureRefused
from certificates.queries import certificates_held_by, certificates_visible_to, modules_to_attest
from certificates.services.attest import attest_module
from certificates.services.preserve import ask_to_print, document_of
from certificates.verification import standing_of
from courses.models import Module
from lms.lib.errors import Refusal
from lms.lib.numbers import read_number

PER_PAGE = 20


@login_required
@require_safe
def own(request: PersonRequest) -> HttpResponse:
    """The reader's own certificates, newest first, and the modules that a certificate may be asked for."""
    page = Paginator(certificates_held_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    standings = [standing_of(certificate, on=timezone.localdate()) for certificate in page]
    modules = modules_to_attest(request.user)
    context = {"page_obj": page, "standings": standings, "modules": modules, "badges": badges_are_given()}
    return render(request, "certificates/list.html", context)


@login_required
@require_POST
def ask_for_module(request: PersonRequest, pk: int) -> HttpResponse:
    """A certificate of a module that the reader passed; asking twice gives the one there is."""
    module = get_object_or_404(Module, pk=pk)
    try:
        with transaction.atomic():
            certificate = attest_module(request.user, module=module, at=timezone.now())
            transaction.on_commit(lambda: ask_to_print([certificate]))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your module certificate is there. Its document is ready in a moment."))
    return redirect("certificates:list")


@login_required
@require_safe
def pdf(request: PersonRequest, number: str) -> HttpResponse:
    """The document; printed at once where no worker has come to it yet."""
    certificate = get_object_or_404(certificates_visible_to(request.user), number=read_number(number))
    try:
        content = document_of(certificate, at=timezone.now())
    except SignatureRefused:
        return render(request, "certificates/not_issued.html", {"certificate": certificate}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="attestation-{certificate.number}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response
