"""The panel on the desk's home: what waits, and what is untranslated, untested or out of date."""

from dataclasses import dataclass
from typing import Any

from wagtail.admin.ui.components import Component

from accounts.models import User
from cms.desk.lists import LISTS, DeskList
from cms.desk.rows import Row

FIRST = 5


@dataclass(frozen=True)
class Section:
    """The first rows of a list and how many there are in all."""

    list: DeskList
    count: int
    rows: tuple[Row, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def sections_for(person: User) -> list[Section]:
    """The lists of the desk that are `person`'s: about three queries each, however long they are."""
    return [_section(each, person) for each in LISTS if each.is_for(person)]


def _section(shown: DeskList, person: User) -> Section:
    found = shown.found(person)
    count = found.count()
    return Section(shown, count, tuple(shown.rows(found[:FIRST], person)) if count else ())


class DeskPanel(Component):
    name = "desk"
    template_name = "cms/desk/home.html"
    order = 100

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        sections = sections_for(parent_context["request"].user)
        return {
            "waiting": [each for each in sections if each.count],
            "nothing": [each for each in sections if not each.count],
        }
