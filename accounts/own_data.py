"""What the platform keeps about a person, section by section, for the person's own download.

Each application registers its section when the applications start. Source: law 09-08, article 7 (right of access).
"""

from collections.abc import Callable

from accounts.models import User

Section = Callable[[User], object]

_sections: dict[str, Section] = {}


def register(name: str, section: Section) -> None:
    """Let `section` tell, as lists, dicts and plain values, what is kept about a person under `name`."""
    _sections[name] = section


def kept_about(person: User) -> dict[str, object]:
    """Everything kept about `person`, by section in the order of their names: the queries of each section."""
    return {name: _sections[name](person) for name in sorted(_sections)}
