"""The file `bank.yaml` of a pack: tags, blueprints and the tests of courses."""

from collections.abc import Collection
from pathlib import Path

from django.utils.translation import gettext as _

from assessments.models import EXAM_PASS_MARK_PERCENT, Kind, Question, Quiz
from cms.pack.facts import Pack, Place
from cms.pack.mistakes import Findings
from cms.pack.question_facts import Bank, Blueprint, Draw, Tag, Test
from cms.pack.question_facts import Question as Said
from cms.pack.yaml_file import Entry, read_entry

CONDITIONS = ("module", "tag", "indicator", "dimension", "article", "difficulty", "kind")


def read_bank(folder: Path, findings: Findings) -> Bank:
    """What `bank.yaml` says; nothing where there is no such file."""
    path = folder / "bank.yaml"
    entry = read_entry(path, findings) if path.exists() else None
    if entry is None:
        return Bank()
    entry.only(("tags", "blueprints", "tests"))
    return Bank(
        tuple(_tag(each) for each in entry.entries("tags")) if entry.has("tags") else (),
        tuple(_blueprint(each) for each in entry.entries("blueprints")) if entry.has("blueprints") else (),
        tuple(_test(each) for each in entry.entries("tests")) if entry.has("tests") else (),
    )


def _tag(entry: Entry) -> Tag:
    entry.only(("code", "name"))
    return Tag(entry.place, entry.text("code", longest=50), entry.words("name", longest=80))


def _blueprint(entry: Entry) -> Blueprint:
    entry.only(("code", "name", "draws"))
    draws = tuple(_draw(each) for each in entry.entries("draws"))
    return Blueprint(entry.place, entry.text("code", longest=50), entry.words("name", longest=200), draws)


def _draw(entry: Entry) -> Draw:
    entry.only(("count", *CONDITIONS))
    named = {name: entry.text(name, required=False) for name in CONDITIONS[:-2]}
    return Draw(
        entry.place,
        entry.number("count", least=1),
        difficulty=entry.one_of("difficulty", Question.Difficulty.values) if entry.has("difficulty") else "",
        kind=entry.one_of("kind", Kind.values) if entry.has("kind") else "",
        **named,
    )


def _test(entry: Entry) -> Test:
    entry.only(("course", "kind", "blueprint", "pass_mark_percent", "attempts", "minutes", "review", "from_edition"))
    kind = entry.one_of("kind", [each for each in Quiz.Kind.values if each != Quiz.Kind.MODULE])
    is_exam = kind == Quiz.Kind.EXAM
    percent = entry.number("pass_mark_percent", default=EXAM_PASS_MARK_PERCENT, least=1)
    if percent > 100:
        entry.wrong("pass_mark_percent", _("A pass mark is at most 100 %."))
    return Test(
        entry.place,
        course=entry.text("course"),
        kind=kind,
        blueprint=entry.text("blueprint"),
        pass_mark_percent=min(percent, 100),
        attempts=entry.number("attempts", default=3 if is_exam else 1, least=1),
        minutes=entry.number_or_none("minutes", least=1),
        review=entry.one_of("review", Quiz.Review.values, default="when-settled" if is_exam else "at-once"),
        from_edition=entry.number("from_edition", default=1, least=1),
    )


def check_bank(pack: Pack, findings: Findings) -> None:
    """Note what the bank names and the pack does not hold, and rules that ask for more than is written."""
    questions = [question for module in pack.modules for question in module.questions]
    files = {question.code for question in questions if question.kind == Kind.CLUSTER}
    tags = {tag.code for tag in pack.bank.tags}
    for question in questions:
        _known(question.tags, tags, question.place, findings)
        _known([question.file], files, question.place, findings)
    for blueprint in pack.bank.blueprints:
        for draw in blueprint.draws:
            _check_draw(draw, pack, tags, findings)
    blueprints = {each.code for each in pack.bank.blueprints}
    courses = {course.slug for course in pack.courses}
    for test in pack.bank.tests:
        _known([test.blueprint], blueprints, test.place, findings)
        _known([test.course], courses, test.place, findings)


def _check_draw(draw: Draw, pack: Pack, tags: Collection[str], findings: Findings) -> None:
    _known([draw.module], {each.slug for each in pack.modules}, draw.place, findings)
    _known([draw.tag], tags, draw.place, findings)
    _known([draw.indicator], {each.code for each in pack.indicators}, draw.place, findings)
    _known([draw.dimension], {f"{each.guide} {each.code}" for each in pack.dimensions}, draw.place, findings)
    _known([draw.article], {each.code for each in pack.laws}, draw.place, findings)
    written = sum(_meets(draw, module.slug, question, pack) for module in pack.modules for question in module.questions)
    if written < draw.count:
        places = {"drawn": draw.count, "written": written}
        sentence = _("The rule draws %(drawn)s questions and only %(written)s of this sort are written.") % places
        findings.add(draw.place.path, draw.place.line, sentence)


def _meets(draw: Draw, module: str, question: Said, pack: Pack) -> int:
    """How many questions `question` brings to `draw`: those of a file by their number, others by one."""
    dimensions = {each.code: f"{each.guide} {each.dimension}" for each in pack.indicators}
    met = (
        not question.file
        and draw.module in {"", module}
        and (not draw.tag or draw.tag in question.tags)
        and (not draw.indicator or draw.indicator in question.indicators)
        and (not draw.dimension or draw.dimension in {dimensions.get(each) for each in question.indicators})
        and (not draw.article or draw.article in question.law)
        and draw.difficulty in {"", question.difficulty}
        and (draw.kind == question.kind if draw.kind else question.kind != Kind.ESSAY)
    )
    if met and question.kind == Kind.CLUSTER:
        return sum(other.file == question.code for each in pack.modules for other in each.questions)
    return int(met)


def _known(codes: Collection[str], known: Collection[str], place: Place, findings: Findings) -> None:
    for code in codes:
        if code and code not in known:
            findings.add(place.path, place.line, _("“%(code)s” is not known.") % {"code": code})
