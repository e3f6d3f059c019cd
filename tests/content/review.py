"""Write what is counted of the curriculum into docs/content-review.md: `python -m tests.content.review`.

What stands between the two marks is written by this module; the rest of the page is written by hand.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import yaml

from cms.pack.blocks import LawBlock
from cms.pack.facts import Lesson, Module, Pack
from tests.content.measures import answers, lessons, plain, said, sentences, words_a_sentence, words_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "content-review.md"
BEGIN, END = "<!-- counted: begin -->", "<!-- counted: end -->"
_NUMBER = re.compile(r"(?<![\w-])(\d{1,3}(?:-\d{1,2}){0,2})(?![\w-])")
_NAMES_ARTICLE = re.compile(r"\b(?:art\.|articles?)\s|\b448-\d|\b82-\d", re.IGNORECASE)
_LAWS = {
    "27-14": "L27-14", "02-03": "L02-03", "19-12": "L19-12", "103-13": "L103-13", "09-08": "L09-08", "38-15": "L38-15",
    "Protocole": "PAL",
}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One sentence that says something of an article: where it stands, and the entries it rests on."""

    lesson: str
    codes: tuple[str, ...]
    sentence: str


def counted(pack: Pack) -> str:
    """The part of the page that is counted, in Markdown."""
    parts = [BEGIN, "", *_sizes(pack), "", *_questions(pack), "", *_statements(pack), "", END]
    return "\n".join(parts)


def _sizes(pack: Pack) -> Iterator[str]:
    yield "## Sizes and readability"
    yield ""
    yield "Words a lesson, and mean words a sentence (the longer, the harder to read), French and Arabic."
    yield ""
    yield "| Module | Lessons | Words fr | Words ar | Words a sentence fr | ar |"
    yield "|---|--:|--:|--:|--:|--:|"
    for module in pack.modules:
        fr, ar = ([getattr(lesson, language) for lesson in module.lessons] for language in ("fr", "ar"))
        yield (
            f"| {module.code} {module.title.fr} | {len(module.lessons)} | {sum(map(words_of, fr))} "
            f"| {sum(map(words_of, ar))} | {words_a_sentence(map(plain, fr)):.1f} "
            f"| {words_a_sentence(map(plain, ar)):.1f} |"
        )


def _questions(pack: Pack) -> Iterator[str]:
    yield "## Questions"
    yield ""
    yield "Position of the right answer and its length against the distractors, over single-choice questions."
    yield ""
    yield "| Module | Questions | Situations | Positions 1 / 2 / 3 / 4 | Longest fr | Longest ar |"
    yield "|---|--:|--:|---|--:|--:|"
    for module in pack.modules:
        yield _question_row(module.code, module)
    everything = [question for module in pack.modules for question in module.questions]
    told = answers(everything)
    yield (
        f"| **All** | {told.questions} | {told.situations_percent:.0f} % | at most {told.crowded_percent:.0f} % in one "
        f"| {100 * told.longest_fr / told.singles:.0f} % | {100 * told.longest_ar / told.singles:.0f} % |"
    )


def _question_row(name: str, module: Module) -> str:
    told = answers(module.questions)
    positions = " / ".join(str(told.positions.get(n, 0)) for n in range(1, 5))
    return (
        f"| {name} | {told.questions} | {told.situations} | {positions} | {told.longest_fr} of {told.singles} "
        f"| {told.longest_ar} of {told.singles} |"
    )


def _statements(pack: Pack) -> Iterator[str]:
    sources = {law.code: law.source for law in pack.laws}
    yield "## Statements of law, to be ticked off"
    yield ""
    yield "Each sentence of a lesson that names an article, with the entries it rests on and their source."
    for module, lesson in lessons(pack):
        found = list(statements(lesson, pack))
        yield ""
        yield f"### {module.code}, {lesson.fr.title}"
        yield ""
        for each in found:
            rests = "; ".join(f"{code} ({sources[code]})" for code in each.codes) or "to be traced"
            yield f"- [ ] {each.sentence} — *{rests}*"
        if not found:
            yield "No article is named in a sentence."


def statements(lesson: Lesson, pack: Pack) -> Iterator[Statement]:
    """The sentences of the French text of `lesson` that say something of an article, law blocks among them.

    A sentence that names an article without its number speaks of the one named last.
    """
    last: tuple[str, ...] = ()
    for block in lesson.fr.blocks:
        for part in said(block):
            for sentence in sentences(part):
                if isinstance(block, LawBlock):
                    last = (block.code,)
                elif not _NAMES_ARTICLE.search(sentence):
                    continue
                last = _codes_in(sentence, pack) or last
                yield Statement(lesson.slug, last, " ".join(sentence.split()))


def _codes_in(sentence: str, pack: Pack) -> tuple[str, ...]:
    """The entries whose article `sentence` names; a short number counts only beside the name of its law."""
    prefixes = {prefix for name, prefix in _LAWS.items() if name in sentence}
    numbers = set(_NUMBER.findall(sentence)) - set(_LAWS)
    found = [
        law.code
        for law in pack.laws
        if law.article in numbers
        and ((law.code.startswith(("CP-", "CPP-")) and len(law.article) > 2) or law.code.rpartition("-")[0] in prefixes)
    ]
    return tuple(found)


def page_with(text: str, pack: Pack) -> str:
    """`text` with its counted part written anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{counted(pack)}{after}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from cms.pack.reading import read_pack

    professions = yaml.safe_load((ROOT / "accounts" / "data" / "professions.yaml").read_text(encoding="utf-8"))
    pack = read_pack(ROOT / "content" / "morocco", professions={each["code"] for each in professions})
    PAGE.write_text(page_with(PAGE.read_text(encoding="utf-8"), pack), encoding="utf-8")


if __name__ == "__main__":
    main()
