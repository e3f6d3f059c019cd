"""The file of a module's questions."""

from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.facts import Choice, Question, Words
from cms.pack.mistakes import Findings
from cms.pack.yaml_file import Entry, read_entries


def read_questions(path: Path, findings: Findings) -> tuple[Question, ...]:
    """The questions of the file at `path`; none where there is no such file."""
    return tuple(_question(entry) for entry in read_entries(path, findings)) if path.exists() else ()


def _question(entry: Entry) -> Question:
    entry.only(
        ("code", "kind", "difficulty", "situation", "lesson", "law", "indicators", "fr", "ar", "choices"),
    )
    question = Question(
        place=entry.place,
        code=entry.text("code", longest=20),
        kind=entry.one_of("kind", ("single", "multiple")),
        difficulty=entry.one_of("difficulty", ("easy", "medium", "hard"), default="medium"),
        situation=entry.truth("situation"),
        lesson=entry.text("lesson", required=False),
        law=entry.texts("law", required=False),
        indicators=entry.texts("indicators", required=False),
        text=_words(entry, "text"),
        feedback=_words(entry, "feedback", required=False),
        choices=tuple(_choice(choice) for choice in entry.entries("choices")),
    )
    _check_choices(entry, question)
    return question


def _choice(entry: Entry) -> Choice:
    entry.only(("correct", "fr", "ar"))
    return Choice(entry.truth("correct"), _words(entry, "text"), _words(entry, "feedback", required=False))


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
    if len(question.choices) < 2:
        entry.wrong("choices", _("Question %(code)s needs two choices or more.") % places)
    if not right:
        entry.wrong("choices", _("Question %(code)s has no right choice.") % places)
    if question.kind == "single" and right > 1:
        entry.wrong("choices", _("Question %(code)s is of single choice and has several right ones.") % places)
