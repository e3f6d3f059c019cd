"""The badge for its holder, and what its readers look up: keys, status lists and pictures, which name nobody."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from certificates.badges.errors import BadgeNotSigned
from certificates.badges.give import badge_of, baked_badge_of, certificates_with_badge, signing_keys
from certificates.badges.keys import KeyRing
from certificates.badges.places import list_count
from certificates.badges.published import did_document, key_set
from certificates.badges.status import status_list
from certificates.models import BadgePicture, Certificate
from lms.lib.numbers import read_number


@login_required
@require_safe
def badge(request: PersonRequest, number: str) -> HttpResponse:
    """What the badge is for, its picture, and the two files."""
    return render(request, "certificates/badge.html", {"certificate": _own(request, number)})


@login_required
@require_safe
def token(request: PersonRequest, number: str) -> HttpResponse:
    """The badge as text, for a wallet or a person that checks it."""
    return _given(request, number, make=badge_of, content_type="text/plain", ending="jwt")


@login_required
@require_safe
def picture(request: PersonRequest, number: str) -> HttpResponse:
    """The badge within its picture."""
    return _given(request, number, make=baked_badge_of, content_type="image/png", ending="png")


@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The keys for whoever knows the issuer by `did:web`."""
    return _published(did_document, content_type="application/did+json")


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """The same keys as a JWK set."""
    return _published(key_set, content_type="application/jwk-set+json")


@require_safe
def revocations(request: HttpRequest, number: int) -> HttpResponseBase:
    """The status list `number`, asked about again at each look, so that a decision shows at once."""
    if not 1 <= number <= list_count():
        return _open(HttpResponse(status=404))
    try:
        there = status_list(number, by=signing_keys(), at=timezone.now())
    except BadgeNotSigned:
        return _open(HttpResponse(status=503))
    response = _open(HttpResponse(there.token, content_type="application/vc+jwt"))
    response["ETag"] = quote_etag(there.mark)
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
def achievement(request: HttpRequest, mark: str) -> HttpResponse:
    """The picture of what badges certify, without any name: for anybody, and kept for good, since it never changes."""
    there = get_object_or_404(BadgePicture, mark=mark)
    response = _open(HttpResponse(bytes(there.content), content_type="image/png"))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _own(request: PersonRequest, number: str) -> Certificate:
    """The reader's own certificate, where a badge is given of it."""
    return get_object_or_404(certificates_with_badge(request.user), number=read_number(number))


def _given(
    request: PersonRequest, number: str, *, make: Callable[[Certificate], str | bytes], content_type: str, ending: str
) -> HttpResponse:
    certificate = _own(request, number)
    try:
        content = make(certificate)
    except BadgeNotSigned as refusal:
        messages.error(request, str(refusal))
        return redirect("certificates:list")
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="badge-{certificate.number}.{ending}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _published(tell: Callable[[KeyRing], dict[str, object]], *, content_type: str) -> HttpResponse:
    """What `tell` says of the keys, for an hour at most; nothing where there are none."""
    try:
        told = tell(signing_keys())
    except BadgeNotSigned:
        return _open(HttpResponse(status=404))
    response = _open(JsonResponse(told, content_type=content_type))
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """`response`, which a wallet in a browser may read from any site: it is public and the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
