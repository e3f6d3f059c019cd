"""The files under `news/`: news, brochures and notices of studies."""

from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.catalogue import PAGE_NAME, pair_of, texts_by_slug
from cms.pack.facts import News, Text
from cms.pack.lesson import read_head
from cms.pack.mistakes import Findings
from cms.pack.yaml_file import Entry

KINDS = ("news", "brochure", "study")
_FURTHER = ("kind", "date", "citation")


def read_news(folder: Path, findings: Findings) -> tuple[News, ...]:
    """The news under `folder`, each in both languages with the same kind, day and citation."""
    files = texts_by_slug(folder.glob("*.md"), findings, pattern=PAGE_NAME, timed=False, further=_FURTHER)
    found = []
    for slug, texts in sorted(files.items()):
        pair = pair_of(slug, texts, next(iter(texts.values())).place, findings)
        if pair:
            found += _news(slug, pair, findings)
    return tuple(found)


def _news(slug: str, pair: tuple[Text, Text], findings: Findings) -> list[News]:
    heads = [_head(text, findings) for text in pair]
    if heads[0] is None or heads[1] is None:
        return []
    head, other = heads[0], heads[1]
    kind, day = head.one_of("kind", KINDS), head.day("date")
    if other.one_of("kind", KINDS) != kind or other.day("date") != day:
        other.wrong("date", _("The kind and the date are not those of the French file."))
    if day is None:
        head.wrong("date", _("“%(key)s” is missing.") % {"key": "date"})
        return []
    citation = head.text("citation", required=kind == "study", longest=500)
    return [News(slug, *pair, kind=kind, day=day, citation=citation)]


def _head(text: Text, findings: Findings) -> Entry | None:
    lines = text.place.path.read_text(encoding="utf-8").splitlines()
    return read_head(text.place.path, findings, lines=lines) if lines else None
