"""A Markdown file with front matter and `:::` directives, read into blocks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.blocks import (
    Block,
    CaseBlock,
    CheckBlock,
    CheckChoice,
    ContentNoteBlock,
    FigureBlock,
    IndicatorsBlock,
    JudgmentBlock,
    KeyPointBlock,
    LawBlock,
    ReferralBlock,
    TableBlock,
    TextBlock,
)
from cms.pack.directory import KINDS
from cms.pack.facts import Place, Text
from cms.pack.markdown import Passage, passages
from cms.pack.mistakes import Findings
from cms.pack.yaml_file import Entry, parse_entry, read_file

_DIRECTIVE = re.compile(r"^:::\s*(?P<name>[\w-]+)(?:\s+(?P<words>.*\S))?\s*$")
_ITEM = re.compile(r"^-\s+(?P<code>[\w.-]+)\s*$")
_CHOICE = re.compile(r"^-\s+\[(?P<mark>[ xX])\]\s+(?P<text>.+?)(?:\s+::\s+(?P<feedback>.+))?\s*$")
_QUOTED = re.compile(r'^"(?P<title>.+)"$')
_PICTURE = re.compile(r"!\[[^\]]*\]\(")


@dataclass(frozen=True)
class _Directive:
    """One directive as it stands in the file: its first line, its name, what follows the name, its lines."""

    path: Path
    line: int
    name: str
    words: str
    lines: tuple[str, ...]
    findings: Findings

    def wrong(self, sentence: str, *, after: int = 0) -> None:
        self.findings.add(self.path, self.line + after, sentence)

    @property
    def markdown(self) -> str:
        return "\n".join(self.lines)


def read_text(path: Path, findings: Findings, *, timed: bool, further: tuple[str, ...] = ()) -> Text:
    """The lesson or page at `path`; one that is `timed` says its minutes. `further` keys of its head are let be."""
    lines = (read_file(path, findings) or "").splitlines()
    head = read_head(path, findings, lines=lines) if lines else None
    if head is None:
        return Text(Place(path, 1), "", "", 0, ())
    end = _end_of_head(lines)
    head.only((*(("title", "summary", "minutes") if timed else ("title", "summary")), *further))
    return Text(
        place=Place(path, 1),
        title=head.text("title", longest=200),
        summary=head.text("summary", required=timed),
        minutes=head.number("minutes", least=1) if timed else 0,
        blocks=tuple(_blocks(path, lines, begin=end + 1, findings=findings)),
    )


def read_head(path: Path, findings: Findings, *, lines: Sequence[str]) -> Entry | None:
    """What the file at `path` says between its two lines of three hyphens; `None`, and noted, where it has none."""
    end = _end_of_head(lines)
    if lines[0].rstrip() != "---" or not end:
        findings.add(path, 1, _("The file should begin with title and summary between two lines of three hyphens."))
        return None
    return parse_entry("\n".join(lines[1:end]), path=path, findings=findings, offset=1)


def _end_of_head(lines: Sequence[str]) -> int:
    return next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)


def _blocks(path: Path, lines: Sequence[str], *, begin: int, findings: Findings) -> list[Block]:
    blocks: list[Block] = []
    n = first = begin
    while n < len(lines):
        if not lines[n].startswith(":::"):
            n += 1
            continue
        blocks += _texts(path, lines[first:n], line=first + 1, findings=findings)
        close = _close(lines, n)
        if close is None:
            findings.add(path, n + 1, _("This block is never closed: a line of three colons alone is missing."))
            return blocks
        block = _block(path, lines, n, close, findings)
        blocks += [block] if block else []
        n = first = close + 1
    return blocks + _texts(path, lines[first:], line=first + 1, findings=findings)


def _close(lines: Sequence[str], opened: int) -> int | None:
    """The line that closes the directive opened at `opened`, none where another opens before."""
    for n in range(opened + 1, len(lines)):
        if lines[n].startswith(":::"):
            return n if lines[n].strip() == ":::" else None
    return None


def _texts(path: Path, lines: Sequence[str], *, line: int, findings: Findings) -> list[Block]:
    _refuse_pictures(path, lines, line, findings)
    blocks: list[Block] = []
    for part in passages("\n".join(lines)):
        if isinstance(part, Passage):
            blocks.append(TextBlock(line + part.line, part.html))
        else:
            blocks.append(TableBlock(line + part.line, part.headings, part.rows))
    return blocks


def _refuse_pictures(path: Path, lines: Sequence[str], line: int, findings: Findings) -> None:
    for n, text in enumerate(lines):
        if _PICTURE.search(text):
            findings.add(path, line + n, _("A pack holds no pictures; add them on the site."))


def _block(path: Path, lines: Sequence[str], opened: int, close: int, findings: Findings) -> Block | None:
    found = _DIRECTIVE.match(lines[opened])
    if found is None or found["name"] not in _READERS:
        name = found["name"] if found else lines[opened][3:].strip()
        places = {"name": name, "known": ", ".join(_READERS)}
        findings.add(path, opened + 1, _("“%(name)s” is no block; there are: %(known)s.") % places)
        return None
    body = tuple(lines[opened + 1 : close])
    directive = _Directive(path, opened + 1, found["name"], found["words"] or "", body, findings)
    return _READERS[found["name"]](directive)


def _prose(directive: _Directive, *, required: bool = True) -> str:
    """The HTML of the directive's Markdown, which holds no table and no picture."""
    _refuse_pictures(directive.path, directive.lines, directive.line + 1, directive.findings)
    parts = passages(directive.markdown)
    for part in parts:
        if not isinstance(part, Passage):
            directive.wrong(_("A table stands by itself, between blocks."), after=part.line + 1)
    html = "".join(part.html for part in parts if isinstance(part, Passage))
    if required and not html:
        directive.wrong(_("This block is empty."))
    return html


def _title(directive: _Directive, *, required: bool) -> str:
    found = _QUOTED.match(directive.words)
    if found is None and (required or directive.words):
        directive.wrong(
            _("A title between straight quotation marks should follow “%(name)s”.") % {"name": directive.name}
        )
    return found["title"].strip() if found else ""


def _code(directive: _Directive) -> str:
    if not directive.words or " " in directive.words:
        directive.wrong(_("One code should follow “%(name)s”.") % {"name": directive.name})
    return directive.words


def _bare(directive: _Directive) -> None:
    if directive.words:
        directive.wrong(_("Nothing should follow “%(name)s” on its line.") % {"name": directive.name})


def _key_point(directive: _Directive) -> Block:
    _bare(directive)
    return KeyPointBlock(directive.line, _prose(directive))


def _content_note(directive: _Directive) -> Block:
    _bare(directive)
    return ContentNoteBlock(directive.line, _prose(directive))


def _law(directive: _Directive) -> Block:
    return LawBlock(directive.line, _code(directive), _prose(directive, required=False))


def _case(directive: _Directive) -> Block:
    return CaseBlock(directive.line, _title(directive, required=True), _prose(directive))


def _figure(directive: _Directive) -> Block:
    if directive.markdown.strip():
        directive.wrong(_("A figure holds no text of its own: it stands in library/figures.yaml."))
    return FigureBlock(directive.line, _code(directive))


def _judgment(directive: _Directive) -> Block:
    if directive.markdown.strip():
        directive.wrong(_("A judgment holds no text of its own: it stands in library/judgments.yaml."))
    return JudgmentBlock(directive.line, _code(directive))


def _indicators(directive: _Directive) -> Block:
    codes = _items(directive, wrong=_("Each line should be a hyphen and the code of an indicator."))
    return IndicatorsBlock(directive.line, _title(directive, required=False), codes)


def _referral(directive: _Directive) -> Block:
    sentence = _("Each line should be a hyphen and a kind of service: %(known)s.") % {"known": ", ".join(KINDS)}
    kinds = _items(directive, wrong=sentence, known=KINDS)
    return ReferralBlock(directive.line, _title(directive, required=False), kinds)


def _items(directive: _Directive, *, wrong: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes that the lines name, one a line; a line that names none, or none of `known`, is `wrong`."""
    codes = []
    for n, line in enumerate(directive.lines, start=1):
        found = _ITEM.match(line)
        if found and (not known or found["code"] in known):
            codes.append(found["code"])
        elif line.strip():
            directive.wrong(wrong, after=n)
    if not codes:
        directive.wrong(_("This block is empty."))
    return tuple(codes)


def _check(directive: _Directive) -> Block:
    choices = []
    for n, line in enumerate(directive.lines, start=1):
        found = _CHOICE.match(line)
        if found and found["feedback"]:
            choices.append(CheckChoice(found["mark"] != " ", found["text"], found["feedback"].strip()))
        elif line.strip():
            directive.wrong(_("Each line should be “- [ ] choice :: feedback”, with an x for a right choice."), after=n)
    if len(choices) < 2 or not any(choice.correct for choice in choices):
        directive.wrong(_("A check needs two choices or more, one of them right."))
    return CheckBlock(directive.line, _title(directive, required=True), tuple(choices))


_READERS: dict[str, Callable[[_Directive], Block]] = {
    "key-point": _key_point,
    "content-note": _content_note,
    "law": _law,
    "indicators": _indicators,
    "case": _case,
    "figure": _figure,
    "judgment": _judgment,
    "referral": _referral,
    "check": _check,
}
