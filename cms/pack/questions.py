"""The file of a module's questions."""

from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from assessments.models import Kind
from cms.pack.facts import Choice, Question, Words
from cms.pack.mistakes import Findings
from cms.pack.question_facts import Accepted
from cms.pack.question_keys import read_accepted, read_lines, read_pairs, read_rubric, read_share, read_truth
from cms.pack.yaml_file import Entry, read_entries

EVERY = ("code", "kind", "difficulty", "situation", "lesson", "law", "indicators", "fr", "ar", "marks", "tags", "file")
KEYS: dict[str, tuple[str, ...]] = {
    Kind.SINGLE: ("choices",), Kind.MULTIPLE: ("choices",), Kind.TRUE_FALSE: ("right",), Kind.ORDERING: ("items",),
    Kind.MATCHING: ("pairs",), Kind.NUMERICAL: ("accept",), Kind.SHORT_ANSWER: ("accept",), Kind.ESSAY: ("rubric",),
}  # fmt: skip


def read_questions(path: Path, findings: Findings) -> tuple[Question, ...]:
    """The questions of the file at `path`; none where there is no such file."""
    return tuple(_question(entry) for entry in read_entries(path, findings)) if path.exists() else ()


def _question(entry: Entry) -> Question:
    kind = entry.one_of("kind", Kind.values)
    entry.only((*EVERY, *KEYS.get(kind, ())))
    question = Question(
        place=entry.place,
        code=entry.text("code", longest=20),
        kind=kind,
        difficulty=entry.one_of("difficulty", ("easy", "medium", "hard"), default="medium"),
        situation=entry.truth("situation"),
        lesson=entry.text("lesson", required=False),
        law=entry.texts("law", required=False),
        indicators=entry.texts("indicators", required=False),
        text=_words(entry, "text"),
        feedback=_words(entry, "feedback", required=False),
        choices=_choices(entry, kind),
        marks=entry.decimal("marks") if entry.has("marks") else Decimal(1),
        tags=entry.texts("tags", required=False),
        file=entry.text("file", required=False),
        pairs=read_pairs(entry) if kind == Kind.MATCHING else (),
        accepted=_accepted(entry, kind),
        rubric=read_rubric(entry) if kind == Kind.ESSAY else (),
    )
    if not question.marks:
        entry.wrong("marks", _("A question is worth more than nothing."))
    _check_choices(entry, question)
    return question


def _choices(entry: Entry, kind: str) -> tuple[Choice, ...]:
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return tuple(_choice(choice) for choice in entry.entries("choices"))
        case Kind.TRUE_FALSE:
            return read_truth(entry)
        case Kind.ORDERING:
            return read_lines(entry)
    return ()


def _accepted(entry: Entry, kind: str) -> tuple[Accepted, ...]:
    if kind not in {Kind.NUMERICAL, Kind.SHORT_ANSWER}:
        return ()
    return read_accepted(entry, numbers=kind == Kind.NUMERICAL)


def _choice(entry: Entry) -> Choice:
    entry.only(("correct", "share", "fr", "ar"))
    share = read_share(entry, "share") if entry.has("share") else None
    return Choice(entry.truth("correct"), _words(entry, "text"), _words(entry, "feedback", required=False), share)


def _words(entry: Entry, key: str, *, required: bool = True) -> Words:
    """What `fr` and `ar` each say under `key`; having only one of the two is a mistake."""
    sides = {language: entry.entry(language, required=key == "text") for language in ("fr", "ar")}
    texts = {language: side.text(key, required=required) if side else "" for language, side in sides.items()}
    for language, side in sides.items():
        if side:
            side.only(("text", "feedback"))
            if not texts[language] and any(texts.values()) and not required:
                side.wrong(key, _("“%(key)s” is missing.") % {"key": key})
    return Words(texts["fr"], texts["ar"])


def _check_choices(entry: Entry, question: Question) -> None:
    right = sum(choice.correct for choice in question.choices)
    places = {"code": question.code}
    if question.kind == Kind.ORDERING and len(question.choices) < 2:
        entry.wrong("items", _("There are fewer than two things to put in order."))
    if question.kind not in {Kind.SINGLE, Kind.MULTIPLE}:
        return
    if any(choice.share is not None and choice.correct != (choice.share > 0) for choice in question.choices):
        entry.wrong("choices", _("Question %(code)s has a share of the marks that contradicts what is right.") % places)
    if len(question.choices) < 2:
        entry.wrong("choices", _("Question %(code)s needs two choices or more.") % places)
    if not right:
        entry.wrong("choices", _("Question %(code)s has no right choice.") % places)
    if question.kind == "single" and right > 1:
        entry.wrong("choices", _("Question %(code)s is of single choice and has several right ones.") % places)
