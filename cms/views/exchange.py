"""Files of questions at the author's desk: a check first, then the import; and the export."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from accounts.http import PersonRequest
from assessments.exchange.formats import FORMATS
from assessments.models import QuestionFile
from assessments.queries.exchange import exported
from assessments.services.exchange import Plan, apply_import, drop_stale_files, keep_file, plan_import
from cms.exchange_forms import ExportForm, ImportForm
from lms.lib.dates import day_of
from lms.lib.errors import Refusal

SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: PersonRequest) -> HttpResponse:
    """The forms for both ways; a file that is sent is checked, and what it would do is shown."""
    _for_the_desk(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    asked = {name: form.cleaned_data[name] for name in ("format_key", "language", "module")}
    try:
        file = keep_file(form.cleaned_data["file"], **asked, by=request.user, at=timezone.now())
        plan = plan_import(bytes(file.content), **asked)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return _shown(request, form)
    return _shown(request, ImportForm(), plan=plan, file=file)


@require_POST
def confirm(request: PersonRequest) -> HttpResponse:
    """Write what was checked. The file is the one that this person sent last."""
    _for_the_desk(request)
    file = QuestionFile.objects.select_related("module").filter(by=request.user, uuid=_uuid(request)).first()
    if file is None:
        messages.error(request, _("The check is too old. Nothing was written. Choose the file again."))
        return redirect("exchange")
    try:
        plan = apply_import(
            bytes(file.content), format_key=file.format, language=file.language, module=file.module
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("exchange")
    drop_stale_files(by=request.user, at=timezone.now())
    messages.success(request, _done(plan))
    return _shown(request, ImportForm(), done=plan) if plan.refused else redirect("exchange")


@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The questions asked for, as a file."""
    _for_the_desk(request)
    form = ExportForm(request.GET)
    if not form.is_valid():
        messages.error(request, _("Choose a format and a language for the export."))
        return redirect("exchange")
    asked = form.cleaned_data
    content, contents = exported(format_key=asked["format_key"], module=asked["module"], language=asked["language"])
    if not contents.items:
        messages.error(request, _("No question can be written in this format and language. Nothing was written."))
        return redirect("exchange")
    made = FORMATS[asked["format_key"]]
    parts = ["questions", *([asked["module"].slug] if asked["module"] else []), asked["language"]]
    name = f"{'-'.join(parts)}-{day_of(timezone.now()).isoformat()}{made.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=made.media_type, headers=headers)


def _uuid(request: PersonRequest) -> UUID:
    """Which file was checked; an identity that no file has where what was sent is none."""
    try:
        return UUID(request.POST.get("checked", ""))
    except ValueError:
        return UUID(int=0)


def _done(plan: Plan) -> str:
    made = ngettext("%(count)s question made", "%(count)s questions made", len(plan.new)) % {"count": len(plan.new)}
    filled = ngettext("%(count)s language filled", "%(count)s languages filled", len(plan.filled))
    return _("%(made)s, %(filled)s.") % {"made": made, "filled": filled % {"count": len(plan.filled)}}


def _shown(request: PersonRequest, form: ImportForm, **more: Any) -> HttpResponse:
    context = {"form": form, "export_form": ExportForm(auto_id="out_%s"), "shown": SHOWN, **more}
    return render(request, "cms/exchange/exchange.html", context, status=422 if form.errors else 200)


def _for_the_desk(request: PersonRequest) -> None:
    if not request.user.works_in_cms:
        raise PermissionDenied
