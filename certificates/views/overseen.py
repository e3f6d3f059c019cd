"""The certificates of the people whom a coordinator oversees: found, listed in a file, corrected, revoked."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PersonRequest
from certificates.forms import CorrectionForm, FindForm, ReasonForm, RevocationForm
from certificates.models import Certificate
from certificates.queries import bundles_asked_by, certificates_found, certificates_overseen_by
from certificates.services.correct import correct as correct_certificate
from certificates.services.correct import differences
from certificates.services.preserve import ask_to_print
from certificates.services.revoke import revoke as revoke_certificate
from certificates.tables import rows_of
from certificates.verification import standing_of, told
from certificates.views.doors import for_overseers
from lms.lib.errors import Refusal
from lms.lib.numbers import read_number
from lms.lib.paging import page_of
from lms.lib.sheets import csv_of

BUNDLES_SHOWN = 3


@require_safe
@for_overseers
def find(request: PersonRequest) -> HttpResponse:
    """The certificates that the filters of the address name, and what may be done with all of them."""
    form, today = FindForm(request.GET, viewer=request.user), timezone.localdate()
    around = {"form": form, "bundles": bundles_asked_by(request.user)[:BUNDLES_SHOWN]}
    if form.is_valid():
        page = page_of(certificates_found(request.user, form.sought, on=today), request.GET.get("page"))
        around |= {"page": page, "standings": [standing_of(each, on=today) for each in page]}
    return render(request, "certificates/find.html", around)


@require_safe
@for_overseers
def find_csv(request: PersonRequest) -> HttpResponse:
    """The list of the same address as a file; with filters that cannot be read, back to the page that says so."""
    form, today = FindForm(request.GET, viewer=request.user), timezone.localdate()
    if not form.is_valid():
        response = redirect("certificates:find")
        response["Location"] += f"?{request.GET.urlencode()}"
        return response
    rows = rows_of(certificates_found(request.user, form.sought, on=today), on=today)
    headers = {"Content-Disposition": 'attachment; filename="attestations.csv"', "Cache-Control": "private, no-cache"}
    return HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@for_overseers
def detail(request: PersonRequest, number: str) -> HttpResponse:
    """Every printed fact of one certificate, what became of it and by whom."""
    certificate = _overseen(request, number)
    today = timezone.localdate()
    context = {
        "certificate": certificate,
        "standing": standing_of(certificate, on=today),
        "facts": told(certificate, on=today).tellings[0].facts,
        "is_in_force": certificate.state == Certificate.State.VALID,
    }
    return render(request, "certificates/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_overseers
def correct(request: PersonRequest, number: str) -> HttpResponse:
    """What is printed beside what is recorded, and a form that has it printed anew."""
    certificate = _overseen(request, number)
    form = CorrectionForm(request.POST or None)

    def act(reason: str) -> Certificate:
        new = correct_certificate(certificate, by=request.user, reason=reason, at=timezone.now())
        transaction.on_commit(lambda: ask_to_print([new]))
        return new

    if request.method == "POST" and (new := _decided(form, act)):
        messages.success(request, _("Certificate %(number)s takes its place.") % {"number": new.number})
        return redirect("certificates:detail", number=new.number)
    compared = differences(certificate)
    context = {
        "certificate": certificate,
        "form": form,
        "differences": compared,
        "is_changed": any(each.is_changed for each in compared),
    }
    return render(request, "certificates/correct.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_overseers
def revoke(request: PersonRequest, number: str) -> HttpResponse:
    """A form that takes from a certificate its worth."""
    certificate = _overseen(request, number)
    form = RevocationForm(request.POST or None)

    def act(reason: str) -> Certificate:
        return revoke_certificate(certificate, by=request.user, reason=reason, at=timezone.now())

    if request.method == "POST" and _decided(form, act):
        messages.success(request, _("Certificate %(number)s is revoked.") % {"number": certificate.number})
        return redirect("certificates:detail", number=certificate.number)
    context = {"certificate": certificate, "form": form}
    return render(request, "certificates/revoke.html", context, status=422 if form.errors else 200)


def _overseen(request: PersonRequest, number: str) -> Certificate:
    return get_object_or_404(certificates_overseen_by(request.user), number=read_number(number))


def _decided(form: ReasonForm, act: Callable[[str], Certificate]) -> Certificate | None:
    """What came of `act` with the reason given; `None` where the form or a rule says no, and `form` says why."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return act(form.cleaned_data["reason"])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
