"""What waits for a person: pages to validate, pages refused, pages submitted."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.models import TaskState, WorkflowState, get_default_page_content_type

from accounts.models import User
from cms.desk.changes import SHORT, ChangeKind
from cms.desk.rows import Row, pages_by_id, row_of_page


def to_validate(person: User) -> QuerySet[TaskState]:
    """The pages that `person` may validate, the longest waiting first: three queries, and one for each task."""
    states: QuerySet[TaskState] = TaskState.objects.reviewable_by(person)
    states = states.filter(revision__base_content_type=get_default_page_content_type())
    return states.select_related("revision__user").order_by("started_at")


def rows_to_validate(states: Iterable[TaskState], person: User) -> list[Row]:
    """A row for each of `states`: one query."""
    shown = list(states)
    pages = pages_by_id(state.revision.object_id for state in shown)
    return [
        row_of_page(page, facts=_submitted(state), comment=_change(state))
        for state in shown
        if (page := pages.get(state.revision.object_id))
    ]


def _submitted(state: TaskState) -> str:
    day = date_format(localtime(state.started_at))
    if state.revision.user is None:
        return gettext("submitted on %(day)s") % {"day": day}
    return gettext("submitted by %(name)s on %(day)s") % {"name": state.revision.user.name, "day": day}


def _change(state: TaskState) -> str:
    """What the author said of the change, on a page that was published before."""
    content = state.revision.content
    kind = content.get("change_kind")
    words = [SHORT[ChangeKind(kind)]] if kind in ChangeKind.values else []
    return " – ".join(str(word) for word in [*words, content.get("change_note")] if word)


def refused(person: User) -> QuerySet[WorkflowState]:
    """The pages that `person` submitted and got back, latest first: two queries."""
    return _asked_by(person, status=WorkflowState.STATUS_NEEDS_CHANGES).order_by("-current_task_state__finished_at")


def rows_refused(states: Iterable[WorkflowState], person: User) -> list[Row]:
    """A row for each of `states`, with the validator's comment: one query."""
    shown = list(states)
    pages = pages_by_id(state.object_id for state in shown)
    return [
        row_of_page(page, facts=_refused(state.current_task_state), comment=state.current_task_state.comment)
        for state in shown
        if (page := pages.get(state.object_id))
    ]


def _refused(state: TaskState) -> str:
    day = date_format(localtime(state.finished_at))
    if state.finished_by is None:
        return gettext("refused on %(day)s") % {"day": day}
    return gettext("refused by %(name)s on %(day)s") % {"name": state.finished_by.name, "day": day}


def submitted(person: User) -> QuerySet[WorkflowState]:
    """The pages that `person` submitted and that wait for a validator, latest first: two queries."""
    return _asked_by(person, status=WorkflowState.STATUS_IN_PROGRESS).order_by("-current_task_state__started_at")


def rows_submitted(states: Iterable[WorkflowState], person: User) -> list[Row]:
    """A row for each of `states`: one query."""
    shown = list(states)
    pages = pages_by_id(state.object_id for state in shown)
    return [
        row_of_page(page, facts=gettext("waiting since %(day)s") % {"day": date_format(localtime(state.created_at))})
        for state in shown
        if (page := pages.get(state.object_id))
    ]


def _asked_by(person: User, *, status: str) -> QuerySet[WorkflowState]:
    states: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        status=status, requested_by=person, base_content_type=get_default_page_content_type()
    )
    return states.select_related("current_task_state__finished_by")
