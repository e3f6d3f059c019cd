"""What is counted of a pack: lengths, positions of right answers, situations, terms. Pure functions over `Pack`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from cms.pack.blocks import (
    Block,
    CaseBlock,
    CheckBlock,
    ContentNoteBlock,
    IndicatorsBlock,
    KeyPointBlock,
    LawBlock,
    TableBlock,
    TextBlock,
)
from cms.pack.facts import Lesson, Module, Pack, Question, Text
from lms.lib.arabic import fold

_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


def words_of(text: Text) -> int:
    """How many words a reader of `text` meets, title and checks included."""
    return len(_WORD.findall(plain(text)))


def plain(text: Text) -> str:
    """What `text` says, without markup: title, summary and every block in its order."""
    return "\n".join((text.title, text.summary, *(part for block in text.blocks for part in said(block))))


def said(block: Block) -> Iterator[str]:
    """What one block says, without markup, in its order."""
    match block:
        case TextBlock() | KeyPointBlock() | ContentNoteBlock() | LawBlock():
            yield _stripped(block.html)
        case CaseBlock():
            yield from (block.title, _stripped(block.html))
        case IndicatorsBlock():
            yield block.title
        case TableBlock():
            yield from (_stripped(cell) for row in (block.headings, *block.rows) for cell in row)
        case CheckBlock():
            yield block.question
            for choice in block.choices:
                yield from (choice.text, choice.feedback)


def _stripped(html: str) -> str:
    return unescape(_TAG.sub(" ", html))


def cited(lesson: Lesson) -> set[str]:
    """The codes of articles and indicators that `lesson` rests on."""
    codes: set[str] = set()
    for block in lesson.fr.blocks:
        if isinstance(block, LawBlock):
            codes.add(block.code)
        elif isinstance(block, IndicatorsBlock):
            codes.update(block.codes)
    return codes


def lessons(pack: Pack) -> Iterator[tuple[Module, Lesson]]:
    for module in pack.modules:
        for lesson in module.lessons:
            yield module, lesson


@dataclass(frozen=True)
class Answers:
    """How the right answers of single-choice questions stand among their distractors."""

    singles: int
    positions: Mapping[int, int]
    longest_fr: int
    longest_ar: int
    situations: int
    questions: int

    @property
    def crowded_percent(self) -> float:
        """The share of the most used position among the right answers of single-choice questions."""
        return 100 * max(self.positions.values(), default=0) / (self.singles or 1)

    @property
    def longest_percent(self) -> float:
        """The share of single-choice questions whose right answer is the longest, in the worse language."""
        return 100 * max(self.longest_fr, self.longest_ar) / (self.singles or 1)

    @property
    def situations_percent(self) -> float:
        return 100 * self.situations / (self.questions or 1)


def answers(questions: Sequence[Question]) -> Answers:
    singles = [question for question in questions if question.kind == "single"]
    right = [next(n for n, choice in enumerate(each.choices) if choice.correct) for each in singles]
    pairs = list(zip(singles, right, strict=True))
    return Answers(
        singles=len(singles),
        positions=Counter(position + 1 for position in right),
        longest_fr=sum(_is_longest([choice.text.fr for choice in each.choices], n) for each, n in pairs),
        longest_ar=sum(_is_longest([choice.text.ar for choice in each.choices], n) for each, n in pairs),
        situations=sum(each.situation for each in questions),
        questions=len(questions),
    )


def _is_longest(texts: Sequence[str], right: int) -> bool:
    return all(len(texts[right]) > len(text) for n, text in enumerate(texts) if n != right)


@dataclass(frozen=True)
class Term:
    """A term of the glossary, with the other Arabic forms that count as it (plurals, above all)."""

    french: str
    arabic: tuple[str, ...]


def missing_terms(lesson: Lesson, terms: Iterable[Term]) -> list[str]:
    """The French terms found in `lesson` whose Arabic text holds none of their Arabic forms."""
    french = _TYPED.sub("'", plain(lesson.fr).lower())
    arabic = fold(plain(lesson.ar))
    return [
        term.french
        for term in terms
        if _french(term.french).search(french) and not any(fold(form) in arabic for form in term.arabic)
    ]


_TYPED = re.compile("’")


def _french(term: str) -> re.Pattern[str]:
    """The term in singular or plural, as whole words; what stands in parentheses is not part of it."""
    bare = re.sub(r"\s*\(.*?\)", "", _TYPED.sub("'", term.lower()))
    forms = [r"\s+".join(re.escape(word) + r"(?:s|x|es)?" for word in form.split()) for form in bare.split(", ")]
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)")


_END = re.compile(r"(?<=[.!?؟])(?<!\b[Aa]rt\.)(?<!\bal\.)(?<!\bs\.)\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of `text`, one line or one item counting as one at least."""
    return [part.strip() for part in _END.split(text) if len(_WORD.findall(part)) > 1]


def words_a_sentence(texts: Iterable[str]) -> float:
    """The mean number of words of the sentences of `texts`: the longer, the harder to read.

    Source: Flesch, R. (1948), A new readability yardstick, which takes it for half of its measure; syllables,
    its other half, are not counted alike in French and Arabic.
    """
    lengths = [len(_WORD.findall(sentence)) for text in texts for sentence in sentences(text)]
    return sum(lengths) / (len(lengths) or 1)
