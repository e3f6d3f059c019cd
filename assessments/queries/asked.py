"""An open attempt as a sheet of questions, to be answered.

What is asked is read without the columns that say what is right; `assessments.queries.reviewed` reads those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.models import CHOOSING, Attempt, Choice, Illustration, Kind, Pair, Question, Response
from assessments.rules.answers import LONGEST, LONGEST_LINE, Answer, empty_answer, is_answered, print_of

_TEXTS = ("uuid", "text_fr", "text_ar")


@dataclass(frozen=True)
class Offered:
    """A choice, an item to put in order, or a stem or answer of a matching question."""

    uuid: str
    text: str


@dataclass(frozen=True)
class AskedChoice(Offered):
    chosen: bool = False


@dataclass(frozen=True)
class AskedItem(Offered):
    """An item with the number it was given, or a stem with the answer chosen for it; nothing where none is."""

    place: int | None = None
    answer: str = ""


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is put, with what was saved; `print` and `sequence` tell a form what it began from."""

    pk: int
    number: int
    kind: str
    text: str
    marks: str
    saved: Answer
    sequence: int
    choices: tuple[AskedChoice, ...] = ()
    items: tuple[AskedItem, ...] = ()
    answers: tuple[Offered, ...] = ()
    illustrations: tuple[Illustration, ...] = ()

    @property
    def answered(self) -> bool:
        return is_answered(self.saved)

    @property
    def print(self) -> str:
        return print_of(self.saved)

    @property
    def several(self) -> bool:
        return self.kind == Kind.MULTIPLE

    @property
    def longest(self) -> int:
        return LONGEST.get(self.kind, LONGEST_LINE)

    @property
    def template(self) -> str:
        """The fragment that asks a question of this kind."""
        name = "choices" if self.kind in CHOOSING else self.kind.replace("-", "_")
        return f"assessments/kinds/_{name}.html"


@dataclass(frozen=True)
class AskedGroup:
    """Questions that stand together: those of one file under its text, or a single one without any."""

    questions: list[AskedQuestion] = field(default_factory=list)
    text: str = ""
    pk: int | None = None


def asked(attempt: Attempt) -> list[AskedQuestion]:
    """The questions of an open `attempt` in its own order, with what was saved: five queries, none reads a key."""
    rows = Rows(attempt)
    return [rows.asked(drawn, number) for number, drawn in rows.present]


def in_groups(attempt: Attempt, questions: list[AskedQuestion]) -> list[AskedGroup]:
    """The `questions` of `attempt`, those of one file together under its text: one query, none without a file."""
    cluster_of = {each["question"]: each["cluster"] for each in attempt.drawn}
    files = Question.objects.only("text_fr", "text_ar").in_bulk({each for each in cluster_of.values() if each})
    groups: list[AskedGroup] = []
    for question in questions:
        cluster = cluster_of[question.pk]
        if not cluster or not groups or groups[-1].pk != cluster:
            groups.append(AskedGroup(text=files[cluster].text if cluster in files else "", pk=cluster))
        groups[-1].questions.append(question)
    return groups


class Rows:
    """The rows of an open attempt that may be shown; a question all of whose choices are gone is left out."""

    def __init__(self, attempt: Attempt) -> None:
        ids = attempt.questions
        self.questions = Question.objects.only("kind", "text_fr", "text_ar").in_bulk(ids)
        self.texts = {str(each.uuid): each.text for each in Choice.objects.filter(question__in=ids).only(*_TEXTS)}
        if any(each["kind"] == Kind.MATCHING for each in attempt.drawn):
            for pair in Pair.objects.filter(question__in=ids):
                self.texts |= {str(pair.uuid): pair.stem, str(pair.answer_uuid): pair.answer}
        self.pictures: dict[int, list[Illustration]] = {}
        for picture in Illustration.objects.filter(question__in=ids):
            self.pictures.setdefault(picture.question_id, []).append(picture)
        self.responses = {each.question_id: each for each in attempt.responses.all()}
        there = (each for each in attempt.drawn if self._is_there(each))
        self.present = list(enumerate(there, start=1))

    def _is_there(self, drawn: Mapping[str, Any]) -> bool:
        offers = not drawn["offered"] or any(uuid in self.texts for uuid in drawn["offered"])
        return drawn["question"] in self.questions and offers

    def asked(self, drawn: Mapping[str, Any], number: int) -> AskedQuestion:
        pk, kind = drawn["question"], drawn["kind"]
        response = self.responses.get(pk) or Response(answer=empty_answer(kind), sequence=0)
        saved = response.answer
        return AskedQuestion(
            pk, number, kind, self.questions[pk].text, drawn["marks"], saved, response.sequence,
            choices=tuple(
                AskedChoice(each.uuid, each.text, chosen=each.uuid in saved)
                for each in self._offered(drawn["offered"])
                if kind in CHOOSING
            ),
            items=tuple(_item(each, saved) for each in self._offered(drawn["offered"]) if kind not in CHOOSING),
            answers=tuple(self._offered(drawn.get("answers", ()))),
            illustrations=tuple(self.pictures.get(pk, ())),
        )  # fmt: skip

    def _offered(self, uuids: list[str]) -> list[Offered]:
        return [Offered(uuid, self.texts[uuid]) for uuid in uuids if uuid in self.texts]


def _item(offered: Offered, saved: Answer) -> AskedItem:
    if isinstance(saved, dict):
        return AskedItem(offered.uuid, offered.text, answer=saved.get(offered.uuid, ""))
    place = saved.index(offered.uuid) + 1 if offered.uuid in saved else None
    return AskedItem(offered.uuid, offered.text, place=place)
