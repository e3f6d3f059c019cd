"""Where badges point to: who issues them, the keys, the status lists, and the pages that say more."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from certificates.models import Certificate
from courses.models import Titled


def issuer_id() -> str:
    """The platform's name among issuers: `did:web` with the host of `BASE_URL`, a port spelt `%3A8000`.

    Whoever knows it finds the keys at `/.well-known/did.json`. Source: did:web method specification.
    """
    return f"did:web:{urlsplit(settings.BASE_URL).netloc.replace(':', '%3A')}"


def key_id(name: str) -> str:
    """How a credential names the key `name`."""
    return f"{issuer_id()}#{name}"


def status_list_address(number: int) -> str:
    """Where the status list `number` is read."""
    return _full(reverse("badge_status_list", kwargs={"number": number}))


def picture_address(mark: str) -> str:
    """Where anybody opens the picture `mark`."""
    return _full(reverse("badge_picture", kwargs={"mark": mark}))


def check_address(certificate: Certificate) -> str:
    """Where anybody checks `certificate`."""
    return _full(certificate.get_absolute_url())


def page_address(titled: Titled) -> str:
    """The page of a course or a module in the language of the moment."""
    return _full(titled.get_absolute_url())


def home_address() -> str:
    """The platform itself."""
    return _full("/")


def _full(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
