"""Marks to analyse: rows are people, columns are questions, `None` where the draw left a question out."""

from collections.abc import Iterator, Sequence
from random import Random

from assessments.analysis.sums import Answer, Tally, tally

# Section 6 of the Law School Admission Test, 1000 people and five questions: how many people have each pattern.
# R. D. Bock and M. Lieberman, "Fitting a response model for n dichotomously scored items", Psychometrika 35 (1970).
LSAT6 = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip
Marks = Sequence[Sequence[float | None]]

# The example worked by hand in docs/rules/item-analysis.md: six people, four questions.
BY_HAND: Marks = (
    (1, 1, 1, 1), (1, 1, 1, 0), (1, 1, 0, 1), (1, 0, 1, 0), (1, 0, 0, 0), (0, 1, 0, 0),
)  # fmt: skip


def lsat6() -> Marks:
    rows = []
    for pattern, count in enumerate(LSAT6):
        rows += [[float(digit) for digit in f"{pattern:05b}"]] * count
    return rows


def graded(*, people: int = 400, questions: int = 12, seed: int = 7) -> Marks:
    """Partial and negative marks, out of 1, that grow with ability."""
    random = Random(seed)
    rows = []
    for _ in range(people):
        ability = random.gauss(0, 1)
        rows.append([_step(ability - hard / 4 + 1, random) for hard in range(questions)])
    return rows


def _step(likely: float, random: Random) -> float:
    luck = likely + random.gauss(0, 1.2)
    return -0.25 if luck < -1.5 else 0.0 if luck < -0.2 else 0.5 if luck < 0.6 else 1.0


def drawn(*, people: int = 500, bank: int = 20, asked: int = 8, seed: int = 3) -> Marks:
    """Each person is asked `asked` of the questions of a bank."""
    random = Random(seed)
    rows: list[list[float | None]] = []
    for _ in range(people):
        ability, row = random.gauss(0, 1), [None] * bank
        for question in random.sample(range(bank), k=asked):
            row[question] = float(random.random() < 1 / (1 + 2.7 ** (question / 10 - 1 - ability)))  # type: ignore[call-overload]  # a list of either
        rows.append(list(row))
    return rows


def sheets(marks: Marks, *, languages: Sequence[str] = ("fr",)) -> Iterator[list[Answer]]:
    """The sheets of `marks`, languages in turn; an answer is right as often as its mark is above nought."""
    for number, row in enumerate(marks):
        language = languages[number % len(languages)]
        yield [
            (question, float(mark), 1.0, language, '["right"]' if mark > 0 else '["wrong"]')
            for question, mark in enumerate(row)
            if mark is not None
        ]


def tallied(marks: Marks) -> Tally:
    return tally(sheets(marks))
