from collections.abc import Callable
from pathlib import Path

import pytest

from cms.pack.mistakes import BrokenPack
from cms.pack.penalties import bare_penalty
from cms.pack.reading import read_pack

pytestmark = pytest.mark.usefixtures("in_english")

PROFESSIONS = {"juge-siege", "magistrat-parquet"}
FR, AR = "modules/01-premier/01-tout.fr.md", "modules/01-premier/01-tout.ar.md"
MODULE, QUESTIONS = "modules/01-premier/module.yaml", "modules/01-premier/questions.yaml"
COURSE = "courses/essai.yaml"

Edit = Callable[[str, str, str], None]


def mistakes(pack: Path) -> list[str]:
    with pytest.raises(BrokenPack) as broken:
        read_pack(pack, professions=PROFESSIONS)
    return str(broken.value).splitlines()


def test_a_pack_is_read_into_facts(pack: Path) -> None:
    read = read_pack(pack, professions=PROFESSIONS)

    lesson = read.modules[0].lessons[0]
    names = ["content-note", "text", "table", "key-point", "law", "indicators", "case", "figure", "check", "text"]
    assert [block.name for block in lesson.fr.blocks] == names
    assert [block.shape for block in lesson.fr.blocks] == [block.shape for block in lesson.ar.blocks]
    assert (lesson.ar.title, lesson.ar.minutes) == ("جميع العناصر", 18)


def test_html_in_markdown_is_shown_and_not_run(pack: Path) -> None:
    text = read_pack(pack, professions=PROFESSIONS).modules[0].lessons[0].fr.blocks[1]

    assert "<strong>texte</strong>" in text.html  # type: ignore[union-attr]
    assert "<script" not in text.html  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (FR, "::: law CP-448-2", "::: law CP-999", f"{FR}:23: “CP-999” is not known."),
        (FR, "::: figure poursuites", "::: figure autres", f"{FR}:38: “autres” is not known."),
        (FR, "- D5-03", "- D9-99", f"{FR}:27: “D9-99” is not known."),
        (FR, "::: key-point", "::: keypoint", f"{FR}:19: “keypoint” is no block; there are:"),
        (FR, "À retenir.\n:::", "À retenir.", f"{FR}:19: This block is never closed"),
        (FR, "{peine:448-2} et", "{peine:448-9} et", f"{FR}:13: “448-9” is not known."),
        (FR, "{peine:448-2} et", "{peine 448-2} et", f"{FR}:13: A penalty is named like {{peine:448-2}}."),
        (FR, "La fin.", "L’article 448-2 punit de cinq à dix ans.", f"{FR}:48: A penalty is written in numbers"),
        (FR, "- [x] Écouter", "- [ ] Écouter", f"{FR}:41: A check needs two choices or more, one of them right."),
        (FR, "À retenir.", "| a |\n|---|\n| b |", f"{FR}:20: A table stands by itself, between blocks."),
        (FR, "La fin.", "![x](y.png)", f"{FR}:48: A pack holds no pictures; add them on the site."),
        (FR, "minutes: 18", "minutes: dix", f"{FR}:4: “minutes” should be a whole number, 1 or more."),
        (FR, "title: Tous les blocs", "title: Tous: les blocs", f"{FR}:2: The YAML cannot be read"),
        (AR, "minutes: 18", "minutes: 19", f"{AR}:1: The minutes differ: 18 in French, 19 in Arabic."),
        (AR, "::: key-point\nللتذكر.\n:::\n", "", f"{AR}:20: Block 4 differs: key-point in French (line 19), law CP"),
        (MODULE, "  - suite\n", "  - autre\n", f"{MODULE}:9: The lesson “autre” has no file."),
        (MODULE, "  - suite\n", "", "modules/01-premier/02-suite.ar.md:1: “suite” is not among the lessons"),
        (MODULE, "questions: 1", "questions: 9", f"{MODULE}:1: The quiz draws 9 questions and only 1 are written."),
        (MODULE, ', ar: "الوحدة الأولى"}', "}", f"{MODULE}:3: “ar” is missing."),
        (MODULE, "minutes: 60", "minutes: 60\ncolour: red", f"{MODULE}:6: “colour” is not known here."),
        (QUESTIONS, "lesson: tout", "lesson: rien", f"{QUESTIONS}:1: “rien” is not known."),
        (QUESTIONS, "    - correct: true\n      fr", "    - fr", f"{QUESTIONS}:10: Question P1-Q01 has no right"),
        (QUESTIONS, "    - fr: {", "    - correct: true\n      fr: {", f"{QUESTIONS}:10: Question P1-Q01 is of single"),
        (QUESTIONS, "kind: single", "kind: several", f"{QUESTIONS}:2: “kind” is “several”; it can be: single"),
        (COURSE, "magistrat-parquet", "astronaute", f"{COURSE}:1: “astronaute” is not known."),
        (COURSE, "modules: [premier]", "modules: [dernier]", f"{COURSE}:10: “dernier” is not known."),
        (COURSE, "slug: essai", "slug: premier", f"{COURSE}:1: “premier” is used twice."),
        (COURSE, "2023-11-01", "hier", f"{COURSE}:11: “opens_on” should be a day such as 2026-11-20."),
        ("library/legal.yaml", "code: CP-448-2", "code: CP-448-1", "library/legal.yaml:8: “CP-448-1” is used twice."),
        ("library/indicators.yaml", "dimension: D5", "dimension: D7", "library/indicators.yaml:1: “oit-2009 D7” is"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(
    pack: Path, edit: Edit, name: str, old: str, new: str, expected: str
) -> None:
    edit(name, old, new)

    assert any(mistake.startswith(expected) for mistake in mistakes(pack)), mistakes(pack)


def test_every_text_needs_its_counterpart(pack: Path) -> None:
    (pack / AR).unlink()

    assert f"{FR}:1: “tout” has no counterpart in “ar”." in mistakes(pack)


def test_all_mistakes_are_told_at_once(pack: Path, edit: Edit) -> None:
    edit(FR, "::: law CP-448-2", "::: law CP-999")
    edit(COURSE, "hours: 1.5", "hours: beaucoup")

    told = mistakes(pack)
    assert f"{COURSE}:7: “hours” should be a number such as 3.25." in told
    assert f"{FR}:23: “CP-999” is not known." in told


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert mistakes(tmp_path / "nowhere") == [".:1: There is no such folder."]


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("L’article 448-2 prévoit la réclusion de 5 à 10 ans.", True),
        ("L’article 448-2 prévoit la réclusion de cinq à dix ans.", True),
        ("Une amende de 10 000 dirhams (art. 448-2).", True),
        ("يعاقب الفصل 448-2 بالسجن من خمس إلى عشر سنوات.", True),
        ("{peine:448-2}, soit une amende de 10 000 dirhams", True),
        ("L’article 448-2 punit de {peine:448-2}.", False),
        ("La victime de 16 ans est mineure (art. 448-4).", False),
        ("Le tuteur gagne 10 000 dirhams. Voir l’article 448-1.", False),
    ],
)
def test_a_penalty_of_an_article_448_is_never_written_in_numbers(sentence: str, bare: bool) -> None:
    assert (bare_penalty(sentence) is not None) is bare
