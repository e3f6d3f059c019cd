"""The referral directory as a file, out and in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import PersonRequest
from library.directory_csv import COLUMNS, MOST_ROWS, NO, YES, as_csv
from library.forms.directory import DirectoryFile
from library.models import ReferralService
from library.queries.referral import services_exported_to
from library.rules import LANGUAGES
from library.services.directory_import import Plan, apply_import, plan_import, words_of
from lms.lib.dates import day_of
from lms.lib.errors import Refusal
from lms.lib.table_file import MOST_BYTES, FileTooLarge

_SALT = "library.directory.checked"
_HOURS = 2


@require_safe
@login_required
def directory_csv(request: PersonRequest) -> HttpResponse:
    """The directory as a file, for coordinators and administrators; addresses as their reader may have them."""
    if not request.user.oversees_people:
        raise PermissionDenied(_("The file of the directory is open to coordinators and administrators."))
    name = f"annuaire-{day_of(timezone.now()).isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(
        as_csv(services_exported_to(request.user)), content_type="text/csv; charset=utf-8", headers=headers
    )


@login_required
def directory_import(request: PersonRequest) -> HttpResponse:
    """Read a file in, in two steps: what it would do, then doing it. For administrators."""
    if not request.user.is_superuser:
        raise PermissionDenied(_("The directory is read in from a file by administrators."))
    if request.method == "POST" and "checked" in request.POST:
        return _apply(request)
    if request.method != "POST":
        return _shown(request, form=DirectoryFile())
    form = DirectoryFile(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form=form)
    try:
        content = _content(form)
        plan = plan_import(content, on=day_of(timezone.now()))
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return _shown(request, form=form)
    checked = signing.dumps(content.decode(), salt=_SALT, compress=True)
    return _shown(request, form=DirectoryFile(), plan=plan, checked=checked)


def _content(form: DirectoryFile) -> bytes:
    """The bytes of the file, no more of them than are read in."""
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise FileTooLarge(megabytes=MOST_BYTES // 1024**2)
    content: bytes = file.read()
    return content


def _apply(request: PersonRequest) -> HttpResponse:
    """Write what was checked before; the file travels in the form, signed, so that nothing is kept meanwhile."""
    form = DirectoryFile()
    try:
        content = signing.loads(request.POST["checked"], salt=_SALT, max_age=_HOURS * 3600).encode()
    except signing.BadSignature:
        messages.error(request, _("The check is too old. Nothing was written. Choose the file again."))
        return redirect("directory_import")
    try:
        plan = apply_import(content, on=day_of(timezone.now()))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("directory_import")
    messages.success(request, words_of(plan))
    return _shown(request, form=form, done=plan) if plan.refused else redirect("directory")


def _shown(request: PersonRequest, *, form: DirectoryFile, plan: Plan | None = None, **more: Any) -> HttpResponse:
    accepted = {
        "kind": ReferralService.Kind.choices,
        "public": ReferralService.Public.choices,
        "languages": list(LANGUAGES.items()),
    }
    told = [
        (("region", "city"), _("Codes, such as MA-06 and CAS; both empty for the whole country.")),
        (("address_protected", "example", "published"), f"{YES}, {NO}"),
        (("verified_on",), _("a day such as 2026-11-20 or 20/11/2026")),
    ]
    context = {
        "form": form,
        "plan": plan,
        "told": told,
        "columns": COLUMNS,
        "accepted": accepted,
        "most_rows": MOST_ROWS,
        "breadcrumb": [
            (_("Library"), reverse("library")), (_("Referral directory"), reverse("directory")),
            (_("Read in from a file"), None),
        ],
        **more,
    }  # fmt: skip
    return render(request, "cms/directory_import.html", context, status=422 if form.errors else 200)
