"""The public check of a certificate: every printed fact in both languages, the verdict first. No sign-in."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates.forms import NumberForm
from certificates.guesses import count_miss, must_wait
from certificates.queries import certificate_numbered
from certificates.verification import told
from lms.lib.numbers import read_number


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a number typed into it leads to the number's own page, as the QR code does."""
    form = NumberForm(request.GET if "number" in request.GET else None)
    if not form.is_valid():
        return _unlisted(render(request, "certificates/verify.html", {"form": form}))
    number = read_number(form.cleaned_data["number"])
    return redirect("verify_number", number=number) if number else _answer(request, form.cleaned_data["number"])


@require_safe
def verify_number(request: HttpRequest, number: str) -> HttpResponse:
    """What is known of `number`: at most 30 unknown ones a minute from one address."""
    return _answer(request, number)


def _answer(request: HttpRequest, number: str) -> HttpResponse:
    """An unknown number is an answer too, hence no 404, which Django would redirect to an address with a language."""
    now = timezone.now()
    address = str(get_adapter(request).get_client_ip(request))
    if must_wait(address, at=now):
        return _unlisted(render(request, "429.html", status=429))
    certificate = certificate_numbered(number)
    if certificate is None:
        count_miss(address, at=now)
    check = told(certificate, on=timezone.localdate())
    form = NumberForm(initial=None if certificate else {"number": number})
    return _unlisted(render(request, "certificates/verified.html", {"form": form, "check": check}))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """`response`, with the wish that no search engine keeps it."""
    response["X-Robots-Tag"] = "noindex"
    return response
