"""The decisions that somebody may read."""

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from accounts.models import User
from accounts.queries import Folded
from library.models import Judgment
from lms.lib.arabic import fold

_SOUGHT = ("title", "court", "holding", "summary")


def judgments_read_by(reader: User) -> QuerySet[Judgment]:
    """The published decisions; for whoever works at the author's desk also those that are not."""
    return Judgment.objects.all() if reader.works_in_cms else Judgment.objects.filter(is_published=True)


def judgments_listed(reader: User, *, level: str = "", form: str = "", words: str = "") -> QuerySet[Judgment]:
    """Those of one court level and form of exploitation in which every word of `words` occurs, latest first.

    One query; an author's roles are one more.
    """
    chosen = Q(**{name: value for name, value in (("level", level), ("form", form)) if value})
    judgments = judgments_read_by(reader).filter(chosen)
    for word in fold(words).split():
        told = judgments.alias(in_french=_folded("fr"), in_arabic=_folded("ar"))
        judgments = told.filter(Q(in_french__contains=word) | Q(in_arabic__contains=word))
    return judgments


def judgment_read_by(reader: User, *, code: str) -> Judgment | None:
    """The decision at the address `code`, with its articles: two queries."""
    return judgments_read_by(reader).filter(code=code).prefetch_related("legal_references").first()


def _folded(language: str) -> Folded:
    """What a decision says in one language, with its citation: SQLite takes no longer row of columns."""
    columns = (*(f"{name}_{language}" for name in _SOUGHT), "citation")
    parts = (part for column in columns for part in (F(column), Value(" ")))
    return Folded(Concat(*parts, output_field=TextField()))
