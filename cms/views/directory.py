"""The referral directory, the assessment of a service, and the pathway."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from cms.referrals import judge_age
from library.forms.directory import AssessmentForm, DirectoryFilter, RegionChoice
from library.models import ReferralService
from library.queries import penalty_phrases
from library.queries.referral import (
    assessments_of,
    by_day,
    cities_by_name,
    pathway_in,
    region_of,
    regions_by_name,
    service_seen_by,
    services_listed,
    standings,
)
from library.rules import PROTOCOL_AWAITED
from library.services.directory import record_assessment
from lms.lib.dates import day_of
from lms.lib.errors import Refusal
from lms.lib.paging import page_of

DAYS = 10


@require_safe
@login_required
def directory(request: PersonRequest) -> HttpResponse:
    """The services that the filters of the address ask for; at first those of the reader's own region."""
    today = day_of(timezone.now())
    regions = regions_by_name()
    near = region_of(request.user, on=today, among=regions)
    form = DirectoryFilter(request.GET, regions=regions, cities=cities_by_name(), near=near)
    wanted = form.wanted
    page = page_of(services_listed(request.user, wanted, near=near), request.GET.get("page"))
    for each in page.object_list:
        judge_age(each)
    context = {
        "form": form,
        "page": page,
        "wanted": wanted,
        "near": near,
        "today": today,
        "breadcrumb": [(_("Library"), reverse("library")), (_("Referral directory"), None)],
    }
    return render(request, "cms/directory.html", context)


@require_safe
@login_required
def service(request: PersonRequest, code: str) -> HttpResponse:
    """One service; for whoever oversees it also how able it was found to be."""
    found = _found(request, code)
    context: dict[str, object] = {"service": found, "breadcrumb": _breadcrumb((found.name, None))}
    if found.is_within_reach:  # type: ignore[attr-defined]  # annotated
        assessments = assessments_of(found)
        history = page_of(by_day(assessments), request.GET.get("page"), size=DAYS)
        context |= {"standings": standings(assessments), "assessed": bool(assessments), "history": history}
    return render(request, "cms/service.html", context)


@login_required
def assess(request: PersonRequest, code: str) -> HttpResponse:
    """Record how able a service is, for whoever oversees it."""
    found = _found(request, code)
    if not found.is_within_reach:  # type: ignore[attr-defined]  # annotated
        raise PermissionDenied(_("The capacity of a service is assessed by the coordinators of its region or city."))
    now = timezone.now()
    form = AssessmentForm(request.POST or None, initial={"assessed_on": day_of(now)})
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("assessed_on", "note")}
        try:
            record_assessment(found, scores=form.scores, by=request.user, at=now, **facts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The assessment is recorded."))
            return redirect(found)
    around = {"breadcrumb": _breadcrumb((found.name, found.get_absolute_url()), (_("Assess the capacity"), None))}
    context = {"service": found, "form": form, **around}
    return render(request, "cms/assess_service.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def pathway(request: PersonRequest) -> HttpResponse:
    """The referral pathway in the reader's region, or in the one that the address names."""
    regions = regions_by_name()
    near = region_of(request.user, on=day_of(timezone.now()), among=regions)
    form = RegionChoice(request.GET, regions=regions, near=near)
    region = form.chosen
    shown = pathway_in(region, request.user)
    context = {
        "form": form,
        "pathway": shown,
        "is_own_region": region is not None and region == near,
        "is_awaited": region is not None and region.code in PROTOCOL_AWAITED and not shown.has_own,
        "pilots": [each for each in regions if each.code in PROTOCOL_AWAITED and each != region],
        "phrases": SimpleLazyObject(penalty_phrases),
        "breadcrumb": [(_("Library"), reverse("library")), (_("Referral pathway"), None)],
    }
    return render(request, "cms/pathway.html", context)


def _found(request: PersonRequest, code: str) -> ReferralService:
    found = service_seen_by(request.user, code=code)
    if found is None:
        raise Http404
    return judge_age(found)


def _breadcrumb(*ends: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Library"), reverse("library")), (_("Referral directory"), reverse("directory")), *ends]
