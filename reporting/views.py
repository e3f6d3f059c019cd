"""Coverage, as a page and as a file."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from jurisdictions.models import Court
from lms.lib.dates import day_of
from lms.lib.sheets import csv_of
from reporting import page
from reporting.errors import CoverageNotTold
from reporting.forms import CoverageForm
from reporting.queries.coverage import courts_on_the_map, coverage_of
from reporting.scope import Scope
from reporting.tables import COLUMNS, Row, Table, table_of


@require_safe
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Who is trained, in the scope and by the filters that the address names."""
    scope = Scope.of(request.GET)
    courts = _courts_told(request, scope)
    today = day_of(timezone.now())
    form = CoverageForm(request.GET, today=today)
    addresses = page.Addresses(request.GET)
    around = {
        "form": form,
        "scope": scope,
        "today": today,
        "clear_url": addresses.unfiltered(scope),
        "breadcrumb": page.breadcrumb(scope, courts, addresses),
        "ladders": page.ladders(scope, addresses),
    }
    if form.is_valid():
        around |= _figures(_table(request, scope, courts, form, today), scope, addresses, request)
    return render(request, "reporting/coverage.html", around)


@require_safe
@login_required
def coverage_csv(request: HttpRequest) -> HttpResponse:
    """The table of the same address, as a file; with a filter that is not one, back to the page that says so."""
    scope = Scope.of(request.GET)
    courts = _courts_told(request, scope)
    today = day_of(timezone.now())
    form = CoverageForm(request.GET, today=today)
    if not form.is_valid():
        return HttpResponseRedirect(page.Addresses(request.GET).of(scope))
    table = _table(request, scope, courts, form, today)
    labels = page.labels(scope)
    rows: list[list[object]] = [
        [labels["name"], _("Code"), *(labels[name] for name in COLUMNS[1:])],
        *map(_cells, table.rows),
    ]
    rows.append(_cells(Row("", _("Total"), table.total)))
    headers = {"Content-Disposition": 'attachment; filename="coverage.csv"'}
    return HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _courts_told(request: HttpRequest, scope: Scope) -> list[Court]:
    """The courts of `scope` that the reader may be told about; nothing says whether others exist."""
    assert isinstance(request.user, User)
    if not request.user.sees_coverage:
        raise PermissionDenied(str(CoverageNotTold()))
    courts = scope.within(courts_on_the_map(request.user))
    if not courts and scope.area:
        raise Http404
    return courts


def _table(request: HttpRequest, scope: Scope, courts: list[Court], form: CoverageForm, today: date) -> Table:
    told = coverage_of(courts, question=form.question, today=today)
    return table_of(told, scope=scope, sort=request.GET.get("sort", ""))


def _figures(table: Table, scope: Scope, addresses: page.Addresses, request: HttpRequest) -> dict[str, object]:
    sort = request.GET.get("sort", "")
    return {
        "table": table,
        "rows": [(row, addresses.of(row.into) if row.into else "") for row in table.rows],
        "untrained": [(court, addresses.of(scope.city_scope(court))) for court in table.untrained],
        "finding": page.finding(table),
        "headings": page.headings(scope, sort=sort, addresses=addresses),
        "map": page.map_of(table, addresses),
        "csv_url": addresses.of(scope, name="reporting:coverage_csv"),
    }


def _cells(row: Row) -> list[object]:
    return [row.name, row.code, *(getattr(row.figures, name) for name in COLUMNS[1:])]
