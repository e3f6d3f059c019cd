"""The terms of the glossary, in the order of the reader's alphabet."""

from collections.abc import Sequence

from django.db.models import QuerySet

from library.models import Term
from library.naming import mentions
from lms.lib.arabic import fold


def terms_found(*, words: str = "", domain: str = "") -> list[Term]:
    """The terms that hold all of `words`, in any language, in alphabetical order: one query."""
    rows = Term.objects.filter(domain=domain) if domain else Term.objects.all()
    found = [term for term in rows if mentions(words, _texts(term))]
    return sorted(found, key=lambda term: (fold(term.term), term.code))


def _texts(term: Term) -> tuple[str, ...]:
    return term.term_fr, term.term_ar, term.english, term.definition_fr, term.definition_ar


def initial(term: Term) -> str:
    """The letter under which `term` stands, without accent and article."""
    return next((letter for letter in fold(term.term) if letter.isalnum()), "").upper()


def place_of(code: str, terms: Sequence[Term]) -> int | None:
    """Where the term with `code` stands among `terms`, from 0; `None` where it does not."""
    return next((n for n, term in enumerate(terms) if term.code == code), None)


def terms_to_link() -> QuerySet[Term]:
    """The terms that lessons link to: those of the field, and not of the platform."""
    return Term.objects.exclude(domain=Term.Domain.PLATFORM)
