"""The lines of a document in pairs, French and Arabic: what a design says around the facts that it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from certificates.document.design import Design
from certificates.document.layout import Pair
from certificates.facts import Facts
from lms.lib.languages import LANGUAGES


@dataclass(frozen=True)
class Words:
    """A document's facts in both languages, and its design."""

    facts: tuple[Facts, Facts]
    design: Design

    def body(self) -> list[Pair]:
        """The lines of the first page, without its modules."""
        return [
            ("title", *self._said("title")),
            ("small", *self._said("awarded")),
            ("name", *self._each("holder")),
            ("post", *self._each("profession")),
            ("court", *self._each("court")),
            ("small", *self._said("reason")),
            ("course", *self._each("course")),
            ("measure", *self._in_each(self._measures)),
        ]

    def modules(self) -> list[Pair]:
        """A line for each module, numbered, where the design shows them."""
        if "modules" not in self.design.shown:
            return []
        titles = zip(*(facts.modules for facts in self.facts), strict=True)
        return [("module", f"{n}. {fr}", f"{n}. {ar}") for n, (fr, ar) in enumerate(titles, start=1)]

    def overleaf(self) -> Pair:
        return ("module", *in_both(_("The modules are listed overleaf.")))

    def annex_head(self) -> list[Pair]:
        """What stands above a list of modules: whose it is."""
        heading = in_both(_("Modules"))
        return [("heading", *heading), ("bearer", *self._each("holder")), ("number", *self._each("number"))]

    def brand(self) -> list[tuple[str, str]]:
        """The issuing bodies with the platform below them, or the platform alone."""
        platform = in_both(_("Rempart")), in_both(_("Training on trafficking in persons"))
        bodies = list(zip(*(facts.issuers for facts in self.facts), strict=True))
        if not bodies:
            return list(platform)
        together = tuple(f"{name} · {line}" for name, line in zip(*platform, strict=True))
        return [*bodies, (together[0], together[1])]

    def dates(self) -> list[tuple[str, str]]:
        """From when to when, and for how long it is valid."""
        return [pair for pair in (self._in_each(_period), self._in_each(_validity)) if any(pair)]

    def small_print(self, *, signer: str) -> list[tuple[str, str]]:
        """The date of the described law, what the document is not, and who signed it."""
        said = [self._said("nature"), in_both(_("Without electronic signature"))]
        if signer:
            said[1] = in_both(_("Signed electronically by %(signer)s"), signer=signer)
        if "law_date" in self.design.shown and self.facts[0].law_as_of:
            said.insert(0, self._in_each(lambda facts: _told(facts, _("Law described as of %(day)s"), facts.law_as_of)))
        return [pair for pair in said if any(pair)]

    def _measures(self, facts: Facts) -> str:
        result = _told(facts, _("Result: %(percent)s"), facts.result) if facts.result else ""
        shown = {"hours": facts.hours, "result": result}
        measures = [facts.regime, *(text for name, text in shown.items() if name in self.design.shown)]
        return " · ".join(filter(None, measures))

    def _said(self, name: str) -> tuple[str, str]:
        french, arabic = (getattr(self.design.sentences[language], name) for language in LANGUAGES)
        return french, arabic

    def _each(self, name: str) -> tuple[str, str]:
        return self._in_each(lambda facts: str(getattr(facts, name)))

    def _in_each(self, tell: Callable[[Facts], str]) -> tuple[str, str]:
        french, arabic = self.facts
        return tell(french), tell(arabic)


def in_both(sentence: str, **places: str) -> tuple[str, str]:
    """The French and the Arabic of a sentence of the document."""
    told = []
    for language in LANGUAGES:
        with override(language):
            told.append(gettext(sentence))
    return told[0] % places, told[1] % places


def _period(facts: Facts) -> str:
    if not facts.began_on or facts.began_on == facts.completed_on:
        return _told(facts, _("Completed on %(day)s"), facts.completed_on)
    with override(facts.language):
        return gettext("From %(first)s to %(last)s") % {"first": facts.began_on, "last": facts.completed_on}


def _validity(facts: Facts) -> str:
    if not facts.valid_until and not facts.lapses:
        return ""
    if not facts.valid_until:
        return _told(facts, _("Valid without end date"), "")
    return _told(facts, _("Valid until %(day)s"), facts.valid_until)


def _told(facts: Facts, sentence: str, told: str) -> str:
    """`sentence` in the language of `facts`, with `told` in its one place."""
    with override(facts.language):
        return gettext(sentence) % {"day": told, "percent": told}
