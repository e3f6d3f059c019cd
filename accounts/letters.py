"""Which letters there are, and who tells what each is about.

A letter is a template `letters/<template>.txt`: its first line is the subject, the rest the text. Whoever owns
the template registers, when the applications start, a function from the id of the row the letter speaks of
to the words it needs. It is called when the letter is sent, in the recipient's language.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

Context = Callable[[int | None], Mapping[str, object]]


@dataclass(frozen=True)
class _Kind:
    context: Context
    title: str | Promise


_kinds: dict[str, _Kind] = {}


def register(template: str, context: Context, *, title: str | Promise = "") -> None:
    """Let `context` tell the letters of `template` what they are about; lists call them `title`."""
    _kinds[template] = _Kind(context, title or template)


def context_of(template: str, subject_id: int | None) -> Mapping[str, object]:
    """What a letter of `template` about row `subject_id` is about; nothing where nobody registered."""
    return _kinds[template].context(subject_id) if template in _kinds else {}


def title_of(template: str) -> str:
    """What lists call a letter of `template`."""
    return str(_kinds[template].title) if template in _kinds else template
