"""What the holder of certificates sees, and the document for whoever may have it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from certificates.queries import certificates_held_by, certificates_visible_to
from certificates.services.preserve import document_of
from certificates.verification import standing_of
from lms.lib.numbers import read_number

PER_PAGE = 20


@login_required
@require_safe
def own(request: PersonRequest) -> HttpResponse:
    """The reader's own certificates, newest first."""
    page = Paginator(certificates_held_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    standings = [standing_of(certificate, on=timezone.localdate()) for certificate in page]
    return render(request, "certificates/list.html", {"page_obj": page, "standings": standings})


@login_required
@require_safe
def pdf(request: PersonRequest, number: str) -> HttpResponse:
    """The document; printed at once where no worker has come to it yet."""
    certificate = get_object_or_404(certificates_visible_to(request.user), number=read_number(number))
    response = HttpResponse(document_of(certificate, at=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="attestation-{certificate.number}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response
