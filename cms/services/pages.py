"""The pages of a pack, each written as a published revision."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from cms.desk.alignment import agree_many
from cms.models import CoursePage, GuidePage, HomePage, LessonPage, ModulePage, NewsPage, StandardPage
from cms.pack import facts as said
from cms.services.bodies import Shelf, raw_body, shelf, without_keys
from cms.services.pen import Facts, Pen
from cms.services.settling import uuid_of
from cms.services.site import Branch
from courses.models import Course, Lesson, Module
from lms.lib.languages import LANGUAGES

AsPacked = dict[UUID, list[Page]]


@dataclass(frozen=True)
class Sheet:
    """One page to be: what the pack says of it, and how it is made.

    `says` is compared with what the pack said before; `columns` gives what is written.
    """

    kind: str
    key: str
    model: type[Page]
    parent: Callable[[], Page | None]
    made_with: Mapping[str, Any]
    says: Facts
    columns: Callable[[], Mapping[str, Any]]


def write_pages(pack: said.Pack, pen: Pen, branches: Mapping[str, Branch]) -> None:
    """Settle every page of `pack` in both languages: a dozen queries, and about twenty for each page written."""
    library = shelf()
    as_packed: AsPacked = defaultdict(list)
    for language in LANGUAGES:
        branch = branches[language]
        _settle_home(pack, pen, branch, language, as_packed)
        standing = {(type(page), page.translation_key): page for page in _standing(branch)}
        for sheet in _sheets(pack, branch, language, library, standing):
            page = standing.get((sheet.model, sheet.made_with["translation_key"]))
            written = _settle_and_note(sheet, pen, page, language, as_packed)
            if written:
                standing[sheet.model, written.translation_key] = written
    both = [pages[0] for pages in as_packed.values() if len(pages) == len(LANGUAGES)]
    agree_many(both, at=timezone.now())


def _standing(branch: Branch) -> list[Page]:
    models = (CoursePage, ModulePage, GuidePage, LessonPage, NewsPage, StandardPage)
    return [
        page
        for model in models
        for page in model.objects.filter(locale=branch.locale).select_related("latest_revision", "locale")
    ]


def _settle_and_note(sheet: Sheet, pen: Pen, page: Page | None, language: str, as_packed: AsPacked) -> Page | None:
    """Settle one page, and note it in `as_packed` where it then says what the pack says."""
    left_alone = len(pen.report.left_alone)
    written = _settle(sheet, pen, page, language)
    if written and left_alone == len(pen.report.left_alone):
        as_packed[written.translation_key].append(written)
    return written


def _settle_home(pack: said.Pack, pen: Pen, branch: Branch, language: str, as_packed: AsPacked) -> None:
    columns = {
        "title": getattr(pack.name, language),
        "notice": getattr(pack.notice, language),
        "law_described_on": pack.law_described_on,
    }
    sheet = Sheet("home", "home", HomePage, branch.home.get_parent, {}, columns, lambda: columns)
    _settle_and_note(sheet, pen, branch.home, language, as_packed)


def _sheets(
    pack: said.Pack, branch: Branch, language: str, library: Shelf, standing: Mapping[tuple[type[Page], UUID], Page]
) -> list[Sheet]:
    """Every page below the home page, parents before children."""
    courses = {each.slug: each for each in Course.objects.all()}
    modules = {each.slug: each for each in Module.objects.all()}
    lessons = {each.slug: each for each in Lesson.objects.select_related("module")}
    sheets = [_course_sheet(each, courses[each.slug], branch, language) for each in pack.courses]
    for module in pack.modules:
        row = modules[module.slug]
        sheets.append(_module_sheet(module, row, branch, language))
        sheets += [
            _lesson_sheet(each, lessons[each.slug], language, library, partial(standing.get, (ModulePage, row.uuid)))
            for each in module.lessons
        ]
        if module.guide:
            parent = partial(standing.get, (ModulePage, row.uuid))
            sheets.append(_guide_sheet(module.guide, row, language, library, parent))
    sheets += [_news_sheet(each, branch, language, library) for each in pack.news]
    return sheets + [_page_sheet(each, branch, language, library) for each in pack.pages]


def _course_sheet(course: said.Course, row: Course, branch: Branch, language: str) -> Sheet:
    columns = {"title": getattr(course.title, language)}
    made_with = {"course": row, "slug": row.slug, "translation_key": row.uuid, "locale": branch.locale}
    return Sheet("course-page", course.slug, CoursePage, lambda: branch.catalogue, made_with, columns, lambda: columns)


def _module_sheet(module: said.Module, row: Module, branch: Branch, language: str) -> Sheet:
    objectives = module.objectives_ar if language == "ar" else module.objectives_fr
    columns = {
        "title": getattr(module.title, language),
        "summary": getattr(module.summary, language),
        "objectives": "\n".join(objectives),
    }
    made_with = {"module": row, "slug": row.slug, "translation_key": row.uuid, "locale": branch.locale}
    return Sheet("module-page", module.slug, ModulePage, lambda: branch.catalogue, made_with, columns, lambda: columns)


def _lesson_sheet(
    lesson: said.Lesson, row: Lesson, language: str, library: Shelf, parent: Callable[[], Page | None]
) -> Sheet:  # fmt: skip
    text: said.Text = getattr(lesson, language)
    made_with = {"lesson": row, "slug": row.slug, "translation_key": row.uuid}
    return Sheet(
        "lesson-page", lesson.slug, LessonPage, parent, made_with, _text_said(text),
        lambda: _text_columns(text, row.uuid, library),
    )  # fmt: skip


def _guide_sheet(
    guide: said.Guide, module: Module, language: str, library: Shelf, parent: Callable[[], Page | None]
) -> Sheet:
    text: said.Text = getattr(guide, language)
    key = GuidePage.key_of(module)
    made_with = {"module": module, "slug": "guide", "translation_key": key}
    return Sheet(
        "guide-page", module.slug, GuidePage, parent, made_with, {**_text_said(text), "minutes": text.minutes},
        lambda: {**_text_columns(text, key, library), "minutes": text.minutes},
    )  # fmt: skip


def _news_sheet(news: said.News, branch: Branch, language: str, library: Shelf) -> Sheet:
    text: said.Text = getattr(news, language)
    key = uuid_of("news", news.slug)
    made_with = {"slug": news.slug, "translation_key": key, "locale": branch.locale}
    columns = {"kind": news.kind, "day": news.day, "citation": news.citation}
    return Sheet(
        "news-page", news.slug, NewsPage, lambda: branch.awareness, made_with, {**_text_said(text), **columns},
        lambda: {**_text_columns(text, key, library), **columns},
    )  # fmt: skip


def _page_sheet(page: said.Page, branch: Branch, language: str, library: Shelf) -> Sheet:
    text: said.Text = getattr(page, language)
    key = uuid_of("page", page.slug)
    made_with = {"slug": page.slug, "translation_key": key, "locale": branch.locale}
    return Sheet(
        "page", page.slug, StandardPage, lambda: branch.home, made_with, _text_said(text),
        lambda: _text_columns(text, key, library),
    )  # fmt: skip


def _text_said(text: said.Text) -> Facts:
    """What a text says, wherever in its file it stands."""
    blocks = [(block.name, {**asdict(block), "line": 0}) for block in text.blocks]
    return {"title": text.title, "summary": text.summary, "blocks": blocks}


def _text_columns(text: said.Text, owner: UUID, library: Shelf) -> dict[str, Any]:
    return {"title": text.title, "summary": text.summary, "body": raw_body(text.blocks, owner=owner, library=library)}


def _settle(sheet: Sheet, pen: Pen, page: Page | None, language: str) -> Page | None:
    """Settle one page and return it; `None` where it, or its parent, was deleted on the site and stays so."""
    if page is None and (sheet.parent() is None or pen.deleted_on_site(sheet.kind, sheet.key, language)):
        pen.leave_deleted(sheet.kind, sheet.key, language)
        return None
    written = [page]

    def write() -> Facts:
        written[0] = _publish(page, sheet) if page else _make(sheet)
        return cast(Facts, _stands(written[0]))

    def draft() -> Facts:
        return cast(Facts, _stands(_revise(cast(Page, page), sheet)))

    stands = _stands(page) if page else None
    pen.settle(sheet.kind, sheet.key, language, says=sheet.says, stands=stands, write=write, draft=draft)
    return written[0]


def _stands(page: Page) -> Facts | None:
    """What an editor would find: the newest revision, and whether the page is live. `None` before any."""
    revision = page.latest_revision
    if revision is None:
        return None
    content = revision.content
    names = ("title", "summary", "objectives", "notice", "law_described_on", "minutes", "kind", "day", "citation")
    facts = {name: content[name] for name in names if name in content}
    return {**facts, "body": without_keys(content.get("body") or "[]"), "live": page.live}


def _make(sheet: Sheet) -> Page:
    parent = cast(Page, sheet.parent())
    made_with = {"locale": parent.locale, **sheet.made_with}
    page = sheet.model(live=False, **made_with, **sheet.columns())
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db(fields=["live", "latest_revision", "live_revision"])
    return page


def _publish(page: Page, sheet: Sheet) -> Page:
    page = _revise(page, sheet)
    page.latest_revision.publish()
    page.refresh_from_db(fields=["live", "latest_revision", "live_revision"])
    return page


def _revise(page: Page, sheet: Sheet) -> Page:
    """Write the pack's text as a new revision on top of the newest one."""
    for name, value in {**sheet.columns(), "change_kind": "", "change_note": ""}.items():
        setattr(page, name, value)
    page.save_revision()
    return page
