"""The files of a module and of a course."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.facts import Course, Edition, Guide, Lesson, Module, Page, Place, Quiz, Text, Words
from cms.pack.lesson import read_text
from cms.pack.mistakes import Findings
from cms.pack.questions import read_questions
from cms.pack.yaml_file import Entry, read_entry

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_NUMBERED = re.compile(r"^\d+-(?P<slug>.+)\.(?P<language>fr|ar)\.md$")
_GUIDE = "guide"
PAGE_NAME = re.compile(r"^(?P<slug>.+)\.(?P<language>fr|ar)\.md$")


def read_modules(folder: Path, findings: Findings) -> tuple[Module, ...]:
    """The modules under `folder`, one folder each, in the order of their names."""
    modules = [_module(path, findings) for path in sorted(folder.glob("*/")) if path.is_dir()]
    return tuple(module for module in modules if module)


def _module(folder: Path, findings: Findings) -> Module | None:
    entry = read_entry(folder / "module.yaml", findings)
    if entry is None:
        return None
    entry.only(("code", "slug", "title", "summary", "minutes", "objectives", "lessons", "quiz"))
    objectives = entry.entry("objectives", required=False)
    return Module(
        place=entry.place,
        code=entry.text("code", longest=10),
        slug=_slug(entry),
        title=entry.words("title", longest=200),
        summary=entry.words("summary"),
        minutes=entry.number("minutes", least=1),
        objectives_fr=objectives.texts("fr") if objectives else (),
        objectives_ar=objectives.texts("ar") if objectives else (),
        lessons=_lessons(folder, entry, findings),
        quiz=_quiz(entry),
        questions=read_questions(folder / "questions.yaml", findings),
        guide=_guide(folder, entry, findings),
    )


def _quiz(entry: Entry) -> Quiz | None:
    quiz = entry.entry("quiz", required=False)
    if quiz is None:
        return None
    quiz.only(("questions", "pass_mark_percent"))
    percent = quiz.number("pass_mark_percent", default=70, least=1)
    if percent > 100:
        quiz.wrong("pass_mark_percent", _("A pass mark is at most 100 %."))
    return Quiz(quiz.number("questions", default=10, least=1), percent)


def _lessons(folder: Path, entry: Entry, findings: Findings) -> tuple[Lesson, ...]:
    """The lessons in the order of `module.yaml`; each file must be named there, and each name have its files."""
    lessons_there = (path for path in folder.glob("*.md") if not path.name.startswith(f"{_GUIDE}."))
    files = texts_by_slug(lessons_there, findings, pattern=_NUMBERED, timed=True)
    slugs = entry.texts("lessons")
    for slug in files.keys() - set(slugs):
        place = next(iter(files[slug].values())).place
        findings.add(place.path, 1, _("“%(slug)s” is not among the lessons of module.yaml.") % {"slug": slug})
    lessons = []
    for slug in slugs:
        texts = pair_of(slug, files.get(slug, {}), entry.place_of("lessons"), findings)
        if texts:
            lessons.append(Lesson(slug, *texts))
    return tuple(lessons)


def _guide(folder: Path, entry: Entry, findings: Findings) -> Guide | None:
    """The guide for tutors, where there is one."""
    files = texts_by_slug(folder.glob(f"{_GUIDE}.*.md"), findings, pattern=PAGE_NAME, timed=True)
    pair = pair_of(_GUIDE, files[_GUIDE], entry.place, findings) if files else None
    return Guide(*pair) if pair else None


def read_pages(folder: Path, findings: Findings) -> tuple[Page, ...]:
    """The pages under `folder`, such as the legal notice."""
    files = texts_by_slug(folder.glob("*.md"), findings, pattern=PAGE_NAME, timed=False)
    pages = []
    for slug, texts in sorted(files.items()):
        pair = pair_of(slug, texts, next(iter(texts.values())).place, findings)
        if pair:
            pages.append(Page(slug, *pair))
    return tuple(pages)


def texts_by_slug(
    paths: Iterable[Path], findings: Findings, *, pattern: re.Pattern[str], timed: bool, further: tuple[str, ...] = ()
) -> dict[str, dict[str, Text]]:
    """Each text by its slug and language; a file whose name says neither is noted. `further`: see `read_text`."""
    texts: dict[str, dict[str, Text]] = {}
    for path in sorted(paths):
        found = pattern.match(path.name)
        if found is None or not _SLUG.match(found["slug"]):
            findings.add(path, 1, _("The file should be named like 01-an-address.fr.md or an-address.fr.md."))
        elif found["language"] in texts.setdefault(found["slug"], {}):
            findings.add(path, 1, _("Two files have the same address and language."))
        else:
            texts[found["slug"]][found["language"]] = read_text(path, findings, timed=timed, further=further)
    return texts


def pair_of(slug: str, texts: dict[str, Text], place: Place, findings: Findings) -> tuple[Text, Text] | None:
    """The French and the Arabic of one text; `None`, and noted, where either is missing."""
    if not texts:
        findings.add(place.path, place.line, _("The lesson “%(slug)s” has no file.") % {"slug": slug})
        return None
    for language, text in texts.items():
        other = "ar" if language == "fr" else "fr"
        if other not in texts:
            places = {"slug": slug, "language": other}
            findings.add(text.place.path, 1, _("“%(slug)s” has no counterpart in “%(language)s”.") % places)
    return (texts["fr"], texts["ar"]) if len(texts) == 2 else None


def read_courses(folder: Path, findings: Findings) -> tuple[Course, ...]:
    """The courses under `folder`, one file each."""
    entries = [read_entry(path, findings) for path in sorted(folder.glob("*.yaml"))]
    return tuple(_course(entry) for entry in entries if entry)


def _course(entry: Entry) -> Course:
    entry.only(
        ("code", "slug", "regime", "professions", "title", "summary", "hours", "months_valid", "editions"),
    )
    months = entry.number("months_valid", default=36, least=1)
    if months > 120:
        entry.wrong("months_valid", _("A certificate is valid for 120 months at most."))
    return Course(
        place=entry.place,
        code=entry.text("code", longest=10),
        slug=_slug(entry),
        regime=entry.one_of("regime", ("initial", "continuing")),
        professions=entry.texts("professions"),
        title=entry.words("title", longest=200),
        summary=entry.words("summary") if entry.has("summary") else Words(),
        hours=entry.decimal("hours"),
        months_valid=months,
        editions=tuple(_edition(edition) for edition in entry.entries("editions")),
    )


def _edition(entry: Entry) -> Edition:
    entry.only(("number", "opens_on", "closes_on", "hours", "modules"))
    opens_on = entry.day("opens_on")
    if opens_on is None and not entry.has("opens_on"):
        entry.wrong("opens_on", _("“%(key)s” is missing.") % {"key": "opens_on"})
    return Edition(
        place=entry.place,
        number=entry.number("number", least=1),
        opens_on=opens_on or date.min,
        closes_on=entry.day("closes_on"),
        hours=entry.decimal("hours") if entry.has("hours") else None,
        modules=entry.texts("modules"),
    )


def _slug(entry: Entry) -> str:
    slug = entry.text("slug", longest=50)
    if slug and not _SLUG.match(slug):
        entry.wrong("slug", _("An address has small Latin letters, digits and hyphens only."))
    return slug
