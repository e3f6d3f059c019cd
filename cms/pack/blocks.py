"""The blocks of a lesson, as a pack writes them. `line` is where the block begins.

`shape` is what the French and the Arabic block of one place have in common.
"""

from dataclasses import dataclass

Shape = tuple[object, ...]


@dataclass(frozen=True)
class TextBlock:
    line: int
    html: str
    name = "text"

    @property
    def shape(self) -> Shape:
        return (self.name,)


@dataclass(frozen=True)
class TableBlock:
    line: int
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name = "table"

    @property
    def shape(self) -> Shape:
        return (self.name, len(self.headings), len(self.rows))


@dataclass(frozen=True)
class KeyPointBlock:
    line: int
    html: str
    name = "key-point"

    @property
    def shape(self) -> Shape:
        return (self.name,)


@dataclass(frozen=True)
class ContentNoteBlock:
    line: int
    html: str
    name = "content-note"

    @property
    def shape(self) -> Shape:
        return (self.name,)


@dataclass(frozen=True)
class LawBlock:
    line: int
    code: str
    html: str
    name = "law"

    @property
    def shape(self) -> Shape:
        return (self.name, self.code)


@dataclass(frozen=True)
class IndicatorsBlock:
    line: int
    title: str
    codes: tuple[str, ...]
    name = "indicators"

    @property
    def shape(self) -> Shape:
        return (self.name, *self.codes)


@dataclass(frozen=True)
class CaseBlock:
    line: int
    title: str
    html: str
    name = "case"

    @property
    def shape(self) -> Shape:
        return (self.name,)


@dataclass(frozen=True)
class FigureBlock:
    line: int
    code: str
    name = "figure"

    @property
    def shape(self) -> Shape:
        return (self.name, self.code)


@dataclass(frozen=True)
class JudgmentBlock:
    line: int
    code: str
    name = "judgment"

    @property
    def shape(self) -> Shape:
        return (self.name, self.code)


@dataclass(frozen=True)
class ReferralBlock:
    """Services of the reader's region, of the kinds that are named."""

    line: int
    title: str
    kinds: tuple[str, ...]
    name = "referral"

    @property
    def shape(self) -> Shape:
        return (self.name, *self.kinds)


@dataclass(frozen=True)
class CheckChoice:
    correct: bool
    text: str
    feedback: str


@dataclass(frozen=True)
class CheckBlock:
    line: int
    question: str
    choices: tuple[CheckChoice, ...]
    name = "check"

    @property
    def shape(self) -> Shape:
        return (self.name, *(choice.correct for choice in self.choices))


Block = (
    TextBlock
    | TableBlock
    | KeyPointBlock
    | ContentNoteBlock
    | LawBlock
    | IndicatorsBlock
    | CaseBlock
    | FigureBlock
    | JudgmentBlock
    | ReferralBlock
    | CheckBlock
)
