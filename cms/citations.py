"""Which lessons and questions cite an entry of the library, and what else speaks of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from assessments.models import Question
from cms.models import CoursePage, LessonPage, StandardPage
from courses.models import Lesson
from library.models import Indicator, Judgment, LegalReference, Penalty, Step
from library.naming import penal_code, penalty_mark

_WITH_TEXT: tuple[type[Page], ...] = (LessonPage, StandardPage, CoursePage)


def lessons_citing(entry: Model, *, language: str) -> list[Lesson]:
    """The lessons whose published page in `language` cites `entry`, in the order of the modules: two queries."""
    return lessons_citing_each([entry], language=language)[entry.pk]


def lessons_citing_each(entries: Sequence[Model], *, language: str) -> dict[int, list[Lesson]]:
    """The lessons that cite each of `entries`, all of one kind, by its id: two queries, none without an entry."""
    citing: dict[int, list[Lesson]] = defaultdict(list)
    if not entries:
        return citing
    noted = _noted(type(entries[0])).filter(to_object_id__in=[str(entry.pk) for entry in entries])
    cited: dict[int, set[int]] = defaultdict(set)
    for page, entry in noted.values_list("object_id", "to_object_id"):
        cited[int(page)].add(int(entry))
    pages = LessonPage.objects.filter(pk__in=cited, live=True, locale__language_code=language)
    for page in pages.select_related("lesson__module").order_by("lesson__module__code", "lesson__position"):
        for entry_id in cited[page.pk]:
            citing[entry_id].append(page.lesson)
    return citing


def _noted(model: type[Model]) -> QuerySet[ReferenceIndex]:
    """What Wagtail's index notes of lessons that name an entry of `model`."""
    types = ContentType.objects.get_for_models(LessonPage, model)
    noted: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        content_type=types[LessonPage], to_content_type=types[model]
    )
    return noted


def all_that_cites(entry: LegalReference | Penalty | Indicator) -> list[Model]:
    """Everything to read again once `entry` has changed: pages, published or not, and questions among them.

    About ten queries, and for a penalty as many again for each article that names it.
    """
    found = _citing_penalty(entry) if isinstance(entry, Penalty) else _citing_entry(entry)
    return list({(type(each), each.pk): each for each in found}.values())


def _citing_entry(entry: LegalReference | Indicator) -> Iterator[Model]:
    names = {
        int(pk) for pk in _noted(type(entry)).filter(to_object_id=str(entry.pk)).values_list("object_id", flat=True)
    }
    drafts = {page.pk for page in _drafts(LessonPage) if _names(page, entry)}
    yield from LessonPage.objects.filter(pk__in=names | drafts).select_related("locale").order_by("path")
    yield from entry.questions.order_by("code")
    if isinstance(entry, LegalReference):
        yield from Judgment.objects.filter(legal_references=entry)
        yield from Step.objects.filter(legal_references=entry)


def _citing_penalty(penalty: Penalty) -> Iterator[Model]:
    mark = penalty_mark(penalty.article)
    for model in _WITH_TEXT:
        written = model.objects.annotate(text=Cast("body", TextField())).filter(text__contains=mark)
        drafts = {page.pk for page in _drafts(model) if mark in page.latest_revision.content.get("body", "")}
        pages = model.objects.filter(Q(pk__in=written.values("pk")) | Q(pk__in=drafts))
        yield from pages.select_related("locale").order_by("path")
    yield from Question.objects.filter(_says(mark, "text", "feedback", "choices__text", "choices__feedback")).distinct()
    articles = LegalReference.objects.filter(Q(code=penal_code(penalty.article)) | _says(mark, "summary"))
    for article in articles:
        yield article
        yield from _citing_entry(article)


def _says(words: str, *columns: str) -> Q:
    """A row that holds `words` in one of the bilingual `columns`."""
    return Q(*((f"{column}_{code}__contains", words) for column in columns for code in ("fr", "ar")), _connector=Q.OR)


def _drafts(model: type[Page]) -> QuerySet[Page]:
    """The pages with a revision newer than what is published: the index of references does not know it."""
    pages: QuerySet[Page] = model._default_manager.filter(has_unpublished_changes=True)
    return pages.select_related("latest_revision")


def _names(page: LessonPage, entry: Model) -> bool:
    """Whether the newest revision of `page` names `entry`."""
    draft = page.get_latest_revision_as_object()
    cited: Iterable[tuple[type[Model], str, str, str]] = LessonPage.body.field.extract_references(draft.body)
    return any(model is type(entry) and pk == str(entry.pk) for model, pk, *_ in cited)
