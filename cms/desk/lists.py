"""The lists of the desk: what waits for whom, and what is untranslated, untested or out of date."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from cms.desk import outdated, translations, waiting
from cms.desk.rows import Row


@dataclass(frozen=True)
class DeskList:
    """A list of the desk: which rows `found` gives to a person, and how `rows` shows a page of them to that person."""

    key: str
    title: Promise
    nothing: Promise
    found: Callable[[User], QuerySet[Any]]
    rows: Callable[[Iterable[Any], User], list[Row]]
    for_validators: bool = False

    def is_for(self, person: User) -> bool:
        return not self.for_validators or person.is_superuser or Role.VALIDATOR in person.roles


LISTS = (
    DeskList(
        "to-validate", _("To validate"), _("No page waits for you."),
        waiting.to_validate, waiting.rows_to_validate, for_validators=True,
    ),
    DeskList(
        "refused", _("Refused: to be mended by you"), _("No page of yours was refused."),
        waiting.refused, waiting.rows_refused,
    ),
    DeskList(
        "submitted", _("Submitted by you"), _("Nothing that you submitted waits for a validator."),
        waiting.submitted, waiting.rows_submitted,
    ),
    DeskList(
        "untranslated", _("In one language only"), _("Every page is published in both languages."),
        translations.untranslated, translations.rows_untranslated,
    ),
    DeskList(
        "older", _("Behind the other language"), _("Every page says what the other language says."),
        translations.older, translations.rows_older,
    ),
    DeskList(
        "untested-indicators", _("Indicators that no question tests"), _("Every indicator is tested."),
        outdated.untested_indicators, outdated.rows_of_entries,
    ),
    DeskList(
        "untested-articles", _("Articles that no question tests"), _("Every article is tested."),
        outdated.untested_articles, outdated.rows_of_entries,
    ),
    DeskList(
        "unverified-services", _("Services to verify again"), _("Every service was verified lately."),
        outdated.unverified_services, outdated.rows_of_services,
    ),
    DeskList(
        "to-read-again", _("To read again: what they cite has changed"), _("Nothing cites what has changed."),
        outdated.to_read_again, outdated.rows_to_read_again,
    ),
)  # fmt: skip
BY_KEY = {each.key: each for each in LISTS}
