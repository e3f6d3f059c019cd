"""Many people from a CSV file: each row is checked like the page that adds one person, and told by its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.forms import NewPerson
from accounts.models import Posting, User
from accounts.services.people import add_person
from lms.lib.errors import Refusal
from lms.lib.table_file import Row, read_rows

NEEDED = ("email", "first_name", "last_name", "first_name_ar", "last_name_ar", "profession", "court", "starts_on")
DEFAULTS = {"gender": str(User.Gender.UNSPECIFIED), "language": "fr", "staff_number": ""}
COLUMNS = (*NEEDED, *DEFAULTS)
MOST_ROWS = 5000


@dataclass(frozen=True)
class RefusedRow:
    line: int
    email: str
    reasons: tuple[str, ...]


@dataclass
class Roster:
    """What came of a file."""

    added: list[User] = field(default_factory=list)
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)


class RosterRow(NewPerson):
    """One row: court and profession are named by their codes."""

    def __init__(self, row: Row, *, viewer: User) -> None:
        given = {name: cell for name, cell in row.cells.items() if cell}
        super().__init__({**DEFAULTS, **given}, viewer=viewer)
        for name in ("court", "profession"):
            self.fields[name].to_field_name = "code"  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = _("this code is not known here.")

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(
            _("%(column)s: %(reason)s") % {"column": name, "reason": " ".join(map(str, sentences))}
            for name, sentences in self.errors.items()
        )


@transaction.atomic
def import_roster(content: bytes, *, by: User, at: datetime) -> Roster:
    """Add and invite whoever the file `content` names and no account has; the rows refused stop none of the others.

    Somebody who serves in the same court and profession already is left as they are; whoever serves elsewhere is
    refused, since a transfer is recorded with its day. Raises a `Refusal` for the whole file.
    """
    rows = read_rows(content, columns=COLUMNS, needed=NEEDED, most=MOST_ROWS)
    serving = {each.person.email.lower(): each for each in _serving([row.cells["email"].lower() for row in rows])}
    roster, seen = Roster(), dict[str, int]()
    for row in rows:
        email = row.cells["email"].lower()
        if email in seen:
            again = _("The address stands on line %(line)s already.") % {"line": seen[email]}
            roster.refused.append(RefusedRow(row.line, email, (again,)))
        elif email in serving and _is_same(serving[email], row.cells):
            roster.unchanged += 1
        else:
            _add(row, roster, by=by, at=at)
        seen.setdefault(email, row.line)
    return roster


def _add(row: Row, roster: Roster, *, by: User, at: datetime) -> None:
    form = RosterRow(row, viewer=by)
    reasons = form.reasons
    if not reasons:
        try:
            facts: dict[str, Any] = form.cleaned_data
            roster.added.append(add_person(**facts, by=by, at=at))
        except Refusal as refusal:
            reasons = (str(refusal),)
    if reasons:
        roster.refused.append(RefusedRow(row.line, row.cells["email"], reasons))


def _serving(emails: list[str]) -> list[Posting]:
    askable = [email for email in emails if "\0" not in email]  # PostgreSQL takes no such text, even to look for it
    postings = Posting.objects.filter(ends_on=None, person__email__in=askable)
    return list(postings.select_related("person", "court", "profession"))


def _is_same(posting: Posting, cells: Mapping[str, str]) -> bool:
    return (posting.court.code, posting.profession.code) == (cells["court"], cells["profession"])
