"""The people whom a coordinator oversees: list, add, see, correct, transfer, end, invite again."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.forms import Names, NewPerson, Sought, Until, Where
from accounts.http import PersonRequest
from accounts.models import User
from accounts.queries import letters_to, people_listed, people_visible_to, postings_of
from accounts.services.people import add_person, correct_person, end_posting, invite, transfer
from lms.lib.dates import day_of
from lms.lib.errors import Refusal
from lms.lib.paging import page_of

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def for_coordinators(view: View[P]) -> View[P]:
    """Open `view` to people who oversee a court; others are told that it is not theirs."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.oversees_people:
            raise PermissionDenied(_("The list of people is open to coordinators and administrators."))
        return view(request, *args, **kwargs)

    return cast(View[P], login_required(guarded))


@for_coordinators
def people(request: PersonRequest) -> HttpResponse:
    sought = Sought(request.GET, viewer=request.user)
    sought.is_valid()
    order = request.GET.get("sort", "name")
    rows = people_listed(
        request.user,
        words=sought.cleaned_data.get("q", ""),
        court=sought.cleaned_data.get("court"),
        profession=sought.cleaned_data.get("profession"),
        order=order,
    )
    context = {
        "sought": sought,
        "page": page_of(rows, request.GET.get("page")),
        "columns": _columns(order),
        "narrowed": any(sought.cleaned_data.values()),
    }
    return render(request, "people/list.html", context)


@for_coordinators
def add(request: PersonRequest) -> HttpResponse:
    form = NewPerson(request.POST or None, viewer=request.user, initial={"starts_on": _today()})
    if request.method == "POST" and form.is_valid():
        try:
            person = add_person(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(name)s is added. The invitation will leave within a minute.") % {"name": person}
            )
            return redirect("people:detail", pk=person.pk)
    return render(request, "people/add.html", {"form": form}, status=_status(form))


@for_coordinators
def detail(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    context = {"person": person, "postings": postings_of(person), "letters": letters_to(person)[:10]}
    return render(request, "people/detail.html", context)


@for_coordinators
def correct(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    form = Names(request.POST or None, initial={field: getattr(person, field) for field in Names.base_fields})
    return _change(
        request, person, form, act=correct_person, title=_("Correct the record"), verb=_("Save the corrections"),
        done=_("The record is corrected."),
    )  # fmt: skip


@for_coordinators
def move(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    now = postings_of(person).filter(ends_on=None).first()
    initial = {"starts_on": _today(), "profession": now.profession_id if now else None}
    form = Where(request.POST or None, viewer=request.user, initial=initial)
    return _change(
        request, person, form, act=transfer, title=_("Transfer"), verb=_("Record the transfer"),
        lead=_(
            "The present posting ends on the day the new one begins; what was learnt stays with the person, "
            "and past figures stay with the former court."
        ),
        done=_("The transfer is recorded."),
    )  # fmt: skip


@for_coordinators
def end(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    form = Until(request.POST or None, initial={"ends_on": _today()})
    return _change(
        request, person, form, act=end_posting, title=_("End the posting"), verb=_("End the posting"),
        lead=_(
            "For a retirement, a leave or another administration. The person keeps the account and the certificates, "
            "and leaves your list."
        ),
        done=_("The posting is ended."),
    )  # fmt: skip


@for_coordinators
def invite_again(request: PersonRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(people_visible_to(request.user), pk=pk)
    if request.method == "POST":  # and not somebody who comes back from sign-in
        invite(person, by=request.user, at=timezone.now())
        messages.success(request, _("A new invitation will leave within a minute."))
    return redirect("people:detail", pk=pk)


def _change(
    request: PersonRequest, person: User, form: Form, *, act: Callable[..., object], title: str, verb: str, done: str,
    lead: str = "",
) -> HttpResponse:  # fmt: skip
    """One form about `person`, whose fields are the arguments of the service `act`."""
    if request.method == "POST" and form.is_valid():
        try:
            act(person, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            still_theirs = people_visible_to(request.user).filter(pk=person.pk).exists()
            return redirect("people:detail", pk=person.pk) if still_theirs else redirect("people:list")
    context = {"person": person, "form": form, "title": title, "verb": verb, "lead": lead}
    return render(request, "people/change.html", context, status=_status(form))


def _columns(order: str) -> list[dict[str, str]]:
    """The sortable columns, each with the order its heading leads to and the one it is in."""
    labels = {"name": _("Name"), "court": _("Court"), "profession": _("Profession"), "since": _("Since")}
    return [
        {
            "label": label,
            "sort": f"-{key}" if order == key else key,
            "sorted": {key: "ascending", f"-{key}": "descending"}.get(order, ""),
        }
        for key, label in labels.items()
    ]


def _status(form: Form) -> int:
    return 422 if form.errors else 200


def _today() -> date:
    return day_of(timezone.now())
