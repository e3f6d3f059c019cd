"""Services of the reader's region within a lesson.

A body is made once for everybody and holds a mark where services stand; what depends on the reader is put there when
the page is served.
"""

import re
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from cms.readers import Reader
from library.models import ReferralService
from library.queries.referral import verified_services
from library.rules import is_overdue
from lms.lib.dates import day_of

_MARK = re.compile(r"<!--referral((?: [a-z-]+)*)-->")


def judge_age(service: ReferralService) -> ReferralService:
    """Say whether `service` is to be verified again, for the template; an example never is."""
    months, today = settings.LIBRARY_VERIFICATION_MONTHS, day_of(timezone.now())
    overdue = not service.is_example and is_overdue(service.verified_on, on=today, months=months)
    service.is_overdue = overdue  # type: ignore[attr-defined]
    return service


def with_services(html: str, *, reader: Reader) -> SafeString:
    """The body `html` with the services of the reader's region at each mark; no query where there is none.

    One query for all marks together, beside what it takes to know the reader's region. Only services that were
    verified once are told, and never a postal address.
    """
    marks = [_kinds(found) for found in _MARK.finditer(html)]
    if not marks:
        return mark_safe(html)
    region = reader.region
    services = [judge_age(each) for each in verified_services(region=region, kinds=set().union(*marks))]

    def listed(found: re.Match[str]) -> str:
        shown = _of_kinds(services, _kinds(found))
        own = [each for each in shown if region and each.region_id == region.pk]
        national = [each for each in shown if each.region_id is None]
        return render_to_string("cms/_referral.html", {"region": region, "own": own, "national": national})

    return mark_safe(_MARK.sub(listed, html))


def _kinds(found: re.Match[str]) -> set[str]:
    return set(found[1].split())


def _of_kinds(services: Iterable[ReferralService], kinds: set[str]) -> list[ReferralService]:
    return [each for each in services if each.kind in kinds]
