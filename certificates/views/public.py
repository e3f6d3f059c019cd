"""The public check of a certificate: every printed fact in both languages, the verdict first. No sign-in."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from certificates.comparison import examine
from certificates.forms import LARGEST, TOO_LARGE, DocumentForm, NumberForm
from certificates.guesses import count_miss, gives_too_many, must_wait
from certificates.queries import certificate_numbered
from certificates.signing.apart import Busy
from certificates.verification import Check, told
from lms.lib.numbers import read_number

ENVELOPE = 64 * 1024  # what a form adds to a file


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The forms; a number typed in leads to the number's own page, as the QR code does."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if not form.is_valid():
        return _page(request, number_form=form)
    number = read_number(form.cleaned_data["number"])
    return redirect("verify_number", number=number) if number else _answer(request, form.cleaned_data["number"])


@require_safe
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """What is known of `number`: at most 30 unknown ones a minute from one address."""
    return _answer(request, number)


@csrf_exempt  # it changes nothing, and whoever may look needs no session
@require_http_methods(["GET", "HEAD", "POST"])
def verify_document(request: HttpRequest) -> HttpResponse:
    """What a document or a badge is worth: 5 MB and 20 files a minute from one address. Nothing of it is kept."""
    if request.method != "POST":
        return redirect("verify")
    now, address = timezone.now(), _address(request)
    if must_wait(address, at=now) or gives_too_many(address, at=now):
        return _must_wait(request)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + ENVELOPE:  # before anything of it is read
        return _page(request, refusal=str(TOO_LARGE), status=413)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, document_form=form)
    try:
        given = examine(form.cleaned_data["document"], at=now)
    except Busy:
        return _page(request, refusal=_("Many documents are being looked at. Try again in a minute."), status=503)
    if given.certificate is None:
        count_miss(address, at=now)
    return _verdict(request, told(given.certificate, on=timezone.localdate(), given=given))


def _answer(request: HttpRequest, number: str) -> HttpResponse:
    """An unknown number is an answer too, hence no 404, which Django would redirect to an address with a language."""
    now, address = timezone.now(), _address(request)
    if must_wait(address, at=now):
        return _must_wait(request)
    certificate = certificate_numbered(number)
    if certificate is None:
        count_miss(address, at=now)
    check = told(certificate, on=timezone.localdate())
    return _verdict(request, check, form=NumberForm(initial=None if certificate else {"number": number}))


def _page(
    request: HttpRequest, *, number_form: NumberForm | None = None, document_form: DocumentForm | None = None,
    refusal: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": number_form or NumberForm(),
        "document_form": document_form or DocumentForm(),
        "refusal": refusal,
    }
    return _unlisted(render(request, "certificates/verify.html", context, status=status))


def _verdict(request: HttpRequest, check: Check, *, form: NumberForm | None = None) -> HttpResponse:
    context = {"form": form or NumberForm(), "document_form": DocumentForm(), "check": check}
    return _unlisted(render(request, "certificates/verified.html", context))


def _must_wait(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return _unlisted(response)


def _address(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """`response`, with the wish that no search engine keeps it."""
    response["X-Robots-Tag"] = "noindex"
    return response
