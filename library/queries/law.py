"""Articles of law, by law and in the order of their numbers, and what they threaten."""

from collections.abc import Iterable
from dataclasses import dataclass

from library.models import LegalReference, Penalty
from library.naming import article_order, law_code, mentions, penal_code


@dataclass(frozen=True)
class Law:
    """A law with those of its articles that are described."""

    code: str
    name: str
    references: tuple[LegalReference, ...]

    @property
    def uncertain(self) -> tuple[LegalReference, ...]:
        """The articles that were not checked against the official text."""
        return tuple(each for each in self.references if each.confidence != LegalReference.Confidence.HIGH)


@dataclass(frozen=True)
class PlacedReference:
    """An article among those of its law."""

    law: Law
    current: LegalReference

    @property
    def _index(self) -> int:
        return next(n for n, each in enumerate(self.law.references) if each.pk == self.current.pk)

    @property
    def previous(self) -> LegalReference | None:
        return self.law.references[self._index - 1] if self._index else None

    @property
    def next(self) -> LegalReference | None:
        return self.law.references[self._index + 1] if self._index + 1 < len(self.law.references) else None


def laws_described() -> list[Law]:
    """The laws in the order of the library, each with its articles in the order of their numbers: one query."""
    return laws_of(LegalReference.objects.all())


def laws_of(references: Iterable[LegalReference]) -> list[Law]:
    """`references` gathered by law."""
    gathered: dict[str, list[LegalReference]] = {}
    for reference in references:
        gathered.setdefault(law_code(reference.code, article=reference.article), []).append(reference)
    return [
        Law(code, " ".join(rows[0].law.split()), tuple(sorted(rows, key=lambda row: article_order(row.article))))
        for code, rows in gathered.items()
    ]


def references_found(
    laws: Iterable[Law], *, words: str = "", law: str = "", confidence: str = ""
) -> list[LegalReference]:  # fmt: skip
    """The articles of `laws` that hold all of `words`, in either language, and pass the filters."""
    return [
        reference
        for each in laws
        if law in ("", each.code)
        for reference in each.references
        if confidence in ("", reference.confidence) and mentions(words, _texts(reference))
    ]


def _texts(reference: LegalReference) -> tuple[str, ...]:
    return (
        reference.code, reference.law_fr, reference.law_ar, reference.title_fr, reference.title_ar,
        reference.summary_fr, reference.summary_ar,
    )  # fmt: skip


def placed_reference(code: str) -> PlacedReference | None:
    """The article with `code` among those of its law: two queries at most; `None` where there is none."""
    reference = LegalReference.objects.filter(code=code).first()
    if reference is None:
        return None
    own = law_code(code, article=reference.article)
    law = next(law for law in laws_of(LegalReference.objects.filter(code__startswith=own)) if law.code == own)
    return PlacedReference(law, reference)


def penalty_of(reference: LegalReference) -> Penalty | None:
    """What the article itself threatens: one query for an article of the Penal Code, none for another."""
    if reference.code != penal_code(reference.article):
        return None
    return Penalty.objects.filter(article=reference.article).first()


def penalties_with_articles() -> list[tuple[Penalty, LegalReference | None]]:
    """Every penalty in the order of the articles, with the article where it is described: two queries."""
    penalties = sorted(Penalty.objects.all(), key=lambda each: article_order(each.article))
    described = LegalReference.objects.in_bulk([penal_code(each.article) for each in penalties], field_name="code")
    return [(each, described.get(penal_code(each.article))) for each in penalties]
