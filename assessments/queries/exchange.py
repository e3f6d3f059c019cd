"""Questions of the bank as files know them, in one language."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.exchange.formats import FORMATS
from assessments.exchange.item import FULL, NONE, Choice, Contents, Item, Number, Pair, Picture, Refused
from assessments.exchange.item import Kind as FileKind
from assessments.models import Illustration, Kind, Question
from courses.models import Module
from lms.lib.languages import LANGUAGES

CATEGORY = "cat-"  # how the code of a tag begins that stands for a category of a file
INBOX = "questions-importees"  # the module of questions that name none


def questions_exported(*, module: Module | None = None) -> QuerySet[Question]:
    """The questions of `module`, or all, with everything that a file holds of them: seven queries."""
    questions = Question.objects.select_related("module").prefetch_related(
        "choices", "pairs", "accepted", "tags", "illustrations"
    )
    return questions.filter(module=module) if module else questions


def items_of(questions: Iterable[Question], *, language: str) -> tuple[list[Item], list[Refused]]:
    """`questions` in `language`, and which of them no file holds: those not written in it, and clusters."""
    items, refused = [], list[Refused]()
    for place, question in enumerate(questions, start=1):
        if not _in(question, "text", language):
            refused.append(Refused(place, question.code, _("It is not written in this language yet.")))
        elif question.kind == Kind.CLUSTER:
            reason = _("A file with several questions has no form in these formats; its questions are exported.")
            refused.append(Refused(place, question.code, reason))
        else:
            items.append(item_of(question, language=language, place=place))
    return items, refused


def item_of(question: Question, *, language: str, place: int = 0) -> Item:
    """One question in `language`."""
    tags = [tag for tag in question.tags.all() if not tag.code.startswith(CATEGORY)]
    numbers = [row for row in question.accepted.all() if row.number is not None]
    return Item(
        FileKind(question.kind), question.code, _in(question, "text", language), _in(question, "feedback", language),
        choices=tuple(_choices(question, language)),
        numbers=tuple(
            Number(row.number + 0, row.tolerance + 0, row.fraction.normalize() + 0, _in(row, "feedback", language))
            for row in numbers if row.number is not None
        ),
        pairs=tuple(Pair(_in(row, "stem", language), _in(row, "answer", language)) for row in question.pairs.all()),
        pictures=tuple(_pictures(question.illustrations.all(), language)),
        category=_category(question, language), tags=tuple(_in(tag, "name", language) for tag in tags),
        language=language, marks=question.max_marks.normalize() + 0,
        all_or_nothing=is_all_or_nothing(question), place=place,
    )  # fmt: skip


def is_all_or_nothing(question: Question) -> bool:
    """Whether parts of the answer to a multiple choice earn nothing."""
    return question.kind == Kind.MULTIPLE and all(row.fraction is None for row in question.choices.all())


def _in(row: object, name: str, language: str) -> str:
    """The text `name` of a row in `language` alone, not in the other where it is missing."""
    return str(getattr(row, f"{name}_{language}"))


def _choices(question: Question, language: str) -> Iterator[Choice]:
    if question.kind == Kind.SHORT_ANSWER:
        for row in question.accepted.all():
            if row.text and row.language in ("", language):
                yield Choice(row.text, row.fraction.normalize() + 0, _in(row, "feedback", language))
        return
    for number, choice in enumerate(question.choices.all()):
        share = (FULL if choice.is_correct else NONE) if choice.fraction is None else choice.fraction.normalize() + 0
        text = ("true", "false")[min(number, 1)] if question.kind == Kind.TRUE_FALSE else _in(choice, "text", language)
        yield Choice(text, NONE if question.kind == Kind.ORDERING else share, _in(choice, "feedback", language))


def _pictures(rows: Iterable[Illustration], language: str) -> Iterator[Picture]:
    for row in rows:
        try:
            with row.file.open("rb") as file:
                yield Picture(row.name, file.read(), _in(row, "description", language))
        except OSError:  # the file is gone from the disk: the question goes without it
            continue


def _category(question: Question, language: str) -> str:
    """The module and the category within it, as a path."""
    tag = next((tag for tag in question.tags.all() if tag.code.startswith(CATEGORY)), None)
    path = [] if question.module.slug == INBOX else [question.module.slug]
    return "/".join([*path, *([_in(tag, "name", language)] if tag else [])])


def other(language: str) -> str:
    """The other of the two languages."""
    return next(each for each in LANGUAGES if each != language)


def exported(*, format_key: str, module: Module | None, language: str) -> tuple[bytes, Contents]:
    """A file of the questions of `module`, or of all, in `language`, and what of them it holds and leaves out.

    Raises `KeyError` for a format that is only read.
    """
    items, refused = items_of(questions_exported(module=module).order_by("module__slug", "code"), language=language)
    write = FORMATS[format_key].write
    if write is None:
        raise KeyError(format_key)
    content, told = write(items)
    return content, Contents(told.items, (*refused, *told.refused))
