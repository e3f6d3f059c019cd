"""What the kinds of questions besides choices say of their keys: pairs, accepted answers, a rubric."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from cms.pack.facts import Choice, Words
from cms.pack.question_facts import Accepted, Criterion, Level, Pair
from cms.pack.yaml_file import Entry

WHOLE = Decimal(100)


def read_lines(entry: Entry) -> tuple[Choice, ...]:
    """The lines of an ordering question, in the right order."""
    return tuple(Choice(correct=False, text=item.both(), feedback=Words()) for item in entry.entries("items"))


def read_truth(entry: Entry) -> tuple[Choice, ...]:
    """True and false, one of which `right` names."""
    if not entry.has("right"):
        entry.wrong("right", _("“%(key)s” is missing.") % {"key": "right"})
    right = entry.truth("right")
    return (
        Choice(correct=right, text=Words("Vrai", "صحيح"), feedback=Words()),
        Choice(correct=not right, text=Words("Faux", "خطأ"), feedback=Words()),
    )


def read_pairs(entry: Entry) -> tuple[Pair, ...]:
    """The pairs of a matching question; without a stem, an answer too many."""
    pairs = tuple(_pair(each) for each in entry.entries("pairs"))
    if sum(bool(pair.stem.fr) for pair in pairs) < 2:
        entry.wrong("pairs", _("There are fewer than two pairs."))
    return pairs


def _pair(entry: Entry) -> Pair:
    entry.only(("fr", "ar"))
    sides = {language: entry.entry(language) for language in ("fr", "ar")}
    stems = {language: side.text("stem", required=False) if side else "" for language, side in sides.items()}
    answers = {language: side.text("answer") if side else "" for language, side in sides.items()}
    for language, side in sides.items():
        if side:
            side.only(("stem", "answer"))
            if not stems[language] and any(stems.values()):
                side.wrong("stem", _("“%(key)s” is missing.") % {"key": "stem"})
    return Pair(Words(stems["fr"], stems["ar"]), Words(answers["fr"], answers["ar"]))


def read_accepted(entry: Entry, *, numbers: bool) -> tuple[Accepted, ...]:
    """The numbers or words that are right; one at least earns the whole mark."""
    accepted = tuple(_accepted(each, numbers=numbers) for each in entry.entries("accept"))
    if not any(each.share == WHOLE for each in accepted):
        entry.wrong("accept", _("No answer earns the whole mark."))
    return accepted


def _accepted(entry: Entry, *, numbers: bool) -> Accepted:
    share = read_share(entry, "share") if entry.has("share") else WHOLE
    if numbers:
        entry.only(("number", "tolerance", "share"))
        tolerance = _number(entry, "tolerance") if entry.has("tolerance") else Decimal(0)
        return Accepted("", "", _number(entry, "number"), abs(tolerance), share)
    entry.only(("fr", "ar", "any", "share"))
    languages = [language for language in ("fr", "ar", "any") if entry.has(language)]
    if len(languages) != 1:
        entry.wrong("fr", _("An accepted answer is said in one language: fr, ar or any."))
    language = languages[0] if languages else "any"
    text = entry.text(language, longest=500)
    return Accepted("" if language == "any" else language, text, None, Decimal(0), share)


def read_rubric(entry: Entry) -> tuple[Criterion, ...]:
    """The criteria of a case note, each with its levels."""
    rubric = tuple(_criterion(each) for each in entry.entries("rubric"))
    if not any(level.marks > 0 for criterion in rubric for level in criterion.levels):
        entry.wrong("rubric", _("A rubric needs a level that earns marks."))
    return rubric


def _criterion(entry: Entry) -> Criterion:
    entry.only(("fr", "ar", "levels"))
    title = Words(entry.text("fr", longest=200), entry.text("ar", longest=200))
    return Criterion(title, tuple(_level(each) for each in entry.entries("levels")))


def _level(entry: Entry) -> Level:
    entry.only(("marks", "fr", "ar"))
    return Level(entry.decimal("marks"), Words(entry.text("fr"), entry.text("ar")))


def read_share(entry: Entry, key: str) -> Decimal:
    """A part of the marks, in per cent from -100 to 100."""
    share = _number(entry, key)
    if not -100 <= share <= 100:
        entry.wrong(key, _("A share of the marks lies between −100 and 100."))
        return Decimal(0)
    return share


def _number(entry: Entry, key: str) -> Decimal:
    try:
        number = Decimal(entry.text(key) or "0")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**12 or number != round(number, 5):
        entry.wrong(key, _("“%(key)s” should be a number such as 3.25.") % {"key": key})
        return Decimal(0)
    return number
