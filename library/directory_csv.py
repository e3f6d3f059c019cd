"""The referral directory as a CSV file: its columns, how a file is read, and how a service becomes a row."""

from collections.abc import Iterable

from library.models import ReferralService
from lms.lib import table_file
from lms.lib.sheets import csv_of
from lms.lib.table_file import Row

COLUMNS = (
    "code", "kind", "name_fr", "name_ar", "region", "city", "public", "languages", "description_fr", "description_ar",
    "phone", "website", "hours_fr", "hours_ar", "address", "address_protected", "verified_on", "source", "example",
    "published",
)  # fmt: skip
YES, NO = "yes", "no"
MOST_ROWS = 2000


def read_rows(content: bytes) -> list[Row]:
    """The rows of the file `content`. Raises a `Refusal` for the whole file."""
    return table_file.read_rows(content, columns=COLUMNS, needed=["code"], most=MOST_ROWS)


def as_csv(services: Iterable[ReferralService]) -> str:
    """The file of `services`, which carry the `postal_address` that its reader may have."""
    return csv_of([COLUMNS, *(_cells(service) for service in services)])


def _cells(service: ReferralService) -> list[object]:
    written = {
        "region": service.region.code if service.region else "",
        "city": service.city.code if service.city else "",
        "address": service.postal_address,  # type: ignore[attr-defined]  # annotated for the reader
        "address_protected": _word(service.is_address_protected),
        "verified_on": service.verified_on.isoformat() if service.verified_on else "",
        "example": _word(service.is_example),
        "published": _word(service.is_published),
    }
    return [written[column] if column in written else getattr(service, column) for column in COLUMNS]


def _word(truth: bool) -> str:
    return YES if truth else NO
