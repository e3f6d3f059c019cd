"""What one file of a pack says of another: codes that exist, languages that agree, penalties in one table."""

from collections.abc import Callable, Collection, Iterable
from itertools import zip_longest
from pathlib import Path

from django.utils.translation import gettext as _

from cms.pack.blocks import FigureBlock, IndicatorsBlock, JudgmentBlock, LawBlock
from cms.pack.facts import Guide, Lesson, News, Pack, Page, Place, Text
from cms.pack.mistakes import Findings
from cms.pack.penalties import bare_penalty
from library.rules import PENALTY_MARK

_MARK_BEGUN = "{peine"


def check_pack(pack: Pack, findings: Findings, *, professions: Collection[str]) -> None:
    """Note everything in `pack` that does not fit together; `professions` are the codes the platform knows."""
    _check_codes_once(pack, findings)
    _check_indicators(pack, findings)
    _check_modules(pack, findings)
    _check_courses(pack, findings, professions)
    for pair in _pairs(pack):
        for text in (pair.fr, pair.ar):
            _check_cited(text, pack, findings)
        _check_pair(pair.fr, pair.ar, findings)


def _pairs(pack: Pack) -> list[Lesson | Page | Guide | News]:
    lessons = [lesson for module in pack.modules for lesson in module.lessons]
    guides = [module.guide for module in pack.modules if module.guide]
    return [*lessons, *guides, *pack.pages, *pack.news]


def _check_codes_once(pack: Pack, findings: Findings) -> None:
    lessons = [(lesson.slug, lesson.fr.place) for module in pack.modules for lesson in module.lessons]
    questions = [(each.code, each.place) for module in pack.modules for each in module.questions]
    addresses = [(module.slug, module.place) for module in pack.modules]
    addresses += [(course.slug, course.place) for course in pack.courses]
    _once((each.code, each.place) for each in pack.laws)(findings)
    _once((each.article, each.place) for each in pack.penalties)(findings)
    _once((each.code, each.place) for each in pack.guides)(findings)
    _once((each.code, each.place) for each in pack.terms)(findings)
    _once((f"{each.guide} {each.code}", each.place) for each in pack.dimensions)(findings)
    _once((each.code, each.place) for each in pack.indicators)(findings)
    _once((each.code, each.place) for each in pack.figures)(findings)
    _once((each.code, each.place) for each in pack.modules)(findings)
    _once((each.code, each.place) for each in pack.courses)(findings)
    for codes in (lessons, questions, addresses):
        _once(codes)(findings)


def _once(codes: Iterable[tuple[str, Place]]) -> Callable[[Findings], None]:
    """A check that notes every code of `codes` that was there before."""

    def check(findings: Findings) -> None:
        seen: set[str] = set()
        for code, place in codes:
            if code and code in seen:
                findings.add(place.path, place.line, _("“%(code)s” is used twice.") % {"code": code})
            seen.add(code)

    return check


def _known(codes: Iterable[str], known: Collection[str], place: Place, findings: Findings) -> None:
    for code in codes:
        if code and code not in known:
            findings.add(place.path, place.line, _("“%(code)s” is not known.") % {"code": code})


def _check_indicators(pack: Pack, findings: Findings) -> None:
    guides = {each.code for each in pack.guides}
    dimensions = {f"{each.guide} {each.code}" for each in pack.dimensions}
    for dimension in pack.dimensions:
        _known([dimension.guide], guides, dimension.place, findings)
    for each in pack.indicators:
        _known([f"{each.guide} {each.dimension}"], dimensions, each.place, findings)


def _check_modules(pack: Pack, findings: Findings) -> None:
    laws = {each.code for each in pack.laws}
    indicators = {each.code for each in pack.indicators}
    for module in pack.modules:
        lessons = {lesson.slug for lesson in module.lessons}
        for question in module.questions:
            _known([question.lesson], lessons, question.place, findings)
            _known(question.law, laws, question.place, findings)
            _known(question.indicators, indicators, question.place, findings)
        if module.quiz and len(module.questions) < module.quiz.questions:
            places = {"drawn": module.quiz.questions, "written": len(module.questions)}
            sentence = _("The quiz draws %(drawn)s questions and only %(written)s are written.") % places
            findings.add(module.place.path, module.place.line, sentence)


def _check_courses(pack: Pack, findings: Findings, professions: Collection[str]) -> None:
    modules = {module.slug for module in pack.modules}
    for course in pack.courses:
        _known(course.professions, professions, course.place, findings)
        _once((str(edition.number), edition.place) for edition in course.editions)(findings)
        for edition in course.editions:
            _known(edition.modules, modules, edition.place, findings)
            _once((slug, edition.place) for slug in edition.modules)(findings)
            if edition.closes_on and edition.closes_on <= edition.opens_on:
                findings.add(edition.place.path, edition.place.line, _("The edition closes before it opens."))


def _check_pair(fr: Text, ar: Text, findings: Findings) -> None:
    """The Arabic file has the minutes and the blocks of the French one, so that switching keeps the place."""
    if fr.minutes != ar.minutes:
        minutes = {"fr": fr.minutes, "ar": ar.minutes}
        findings.add(ar.place.path, 1, _("The minutes differ: %(fr)s in French, %(ar)s in Arabic.") % minutes)
    if findings.any_in(fr.place.path) or findings.any_in(ar.place.path):
        return  # blocks that could not be read would be told a second time
    for number, (one, other) in enumerate(zip_longest(fr.blocks, ar.blocks), start=1):
        if one and other and one.shape == other.shape:
            continue
        line = other.line if other else ar.blocks[-1].line if ar.blocks else 1
        places = {"number": str(number), "fr": _seen(one), "ar": _seen(other), "line": str(one.line if one else "-")}
        sentence = _("Block %(number)s differs: %(fr)s in French (line %(line)s), %(ar)s here.") % places
        findings.add(ar.place.path, line, sentence)
        return


def _seen(block: object) -> str:
    shape = getattr(block, "shape", None)
    return " ".join(str(part) for part in shape) if shape else _("nothing")


def _check_cited(text: Text, pack: Pack, findings: Findings) -> None:
    laws = {each.code for each in pack.laws}
    indicators = {each.code for each in pack.indicators}
    figures = {each.code for each in pack.figures}
    judgments = {each.code for each in pack.judgments}
    for block in text.blocks:
        place = Place(text.place.path, block.line)
        match block:
            case LawBlock(code=code):
                _known([code], laws, place, findings)
            case IndicatorsBlock(codes=codes):
                _known(codes, indicators, place, findings)
            case FigureBlock(code=code):
                _known([code], figures, place, findings)
            case JudgmentBlock(code=code):
                _known([code], judgments, place, findings)


def check_penalties(paths: Iterable[Path], findings: Findings, *, articles: Collection[str]) -> None:
    """Note each mark of an unknown article and each penalty written in numbers, in the files at `paths`."""
    for path in paths:
        for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            marks = PENALTY_MARK.findall(text)
            _known(marks, articles, Place(path, line), findings)
            if text.count(_MARK_BEGUN) != len(marks):
                findings.add(path, line, _("A penalty is named like {peine:448-2}."))
            sentence = bare_penalty(text)
            if sentence:
                places = {"sentence": sentence.strip()[:120]}
                findings.add(
                    path, line, _("A penalty is written in numbers; name it {peine:…}: “%(sentence)s”") % places
                )
