"""Give: the badge of a certificate, sealed anew each time it is asked for, alone or within its picture."""

import logging
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from accounts.models import User
from certificates.badges.credential import credential_of
from certificates.badges.errors import BadgeNotSigned
from certificates.badges.keys import KeyRing, key_ring
from certificates.badges.picture import mark_of, picture_of
from certificates.badges.places import place_of
from certificates.badges.reading import KEYWORD
from certificates.badges.tokens import sealed
from certificates.models import BadgePicture, Certificate
from certificates.queries import certificates_held_by
from courses.models import Module, Titled

log = logging.getLogger(__name__)


def badges_are_given() -> bool:
    """Whether the settings name a key."""
    return bool(settings.BADGE_KEY)


def certificates_with_badge(person: User) -> QuerySet[Certificate]:
    """The certificates of `person` of which a badge is given: issued, and neither revoked nor replaced. One query.

    None where no key is there to sign with.
    """
    if not badges_are_given():
        return Certificate.objects.none()
    issued = certificates_held_by(person).filter(state=Certificate.State.VALID, rendered_at__isnull=False)
    return issued.select_related("enrolment__course", "template_revision")


def badge_of(certificate: Certificate) -> str:
    """Return the badge of `certificate` as a compact JWT; asked for again, it is the same credential.

    Raises `BadgeNotSigned`, the log telling why. At most eight queries, and one signature.
    """
    by = signing_keys()
    _keep_picture(certificate)
    credential = credential_of(place_of(certificate), certified=_certified_by(certificate), demo=settings.DEBUG)
    return sealed(credential, by=by)


def baked_badge_of(certificate: Certificate) -> bytes:
    """Return the badge of `certificate` within a PNG. Raises `BadgeNotSigned` as `badge_of` does."""
    return baked(picture_of(certificate, demo=settings.DEBUG), token=badge_of(certificate))


def baked(picture: Image.Image, *, token: str) -> bytes:
    """Return `picture` as PNG with `token` in it, uncompressed. Source: Open Badges 3.0, section 5.3.1."""
    chunks = PngInfo()
    chunks.add_itxt(KEYWORD, token, zip=False)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True, pnginfo=chunks)
    return out.getvalue()


def signing_keys() -> KeyRing:
    """The keys. Raises `BadgeNotSigned` where there are none or they are refused; the log tells why, without them."""
    try:
        keys = key_ring()
    except ImproperlyConfigured as error:
        log.error("Badges are not signed. %s", error)
        raise BadgeNotSigned from error
    if keys is None:
        raise BadgeNotSigned
    return keys


def _keep_picture(certificate: Certificate) -> None:
    """Have the picture of what is certified at the address that the badge names: drawn for the first who asks."""
    mark = mark_of(certificate, demo=settings.DEBUG)
    if BadgePicture.objects.filter(mark=mark).exists():
        return
    out = BytesIO()
    picture_of(certificate, demo=settings.DEBUG).save(out, "PNG", optimize=True)
    BadgePicture.objects.bulk_create([BadgePicture(mark=mark, content=out.getvalue())], ignore_conflicts=True)


def _certified_by(certificate: Certificate) -> Titled | None:
    """The course or the module that `certificate` certifies, which has a page; nothing for a session attended."""
    if certificate.enrolment is not None:
        return certificate.enrolment.course
    kind, _, rest = certificate.occasion.partition(":")
    return Module.objects.filter(code=rest.partition(":")[0]).first() if kind == "module" else None
