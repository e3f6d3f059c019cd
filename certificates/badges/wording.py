"""What a badge says in words: French, then Arabic, since the readers of badges show a text and know no languages."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext as _

from certificates.document.design import Design, default_design, design_from
from certificates.facts import Facts, facts_of
from certificates.models import Certificate
from lms.lib.languages import ARABIC, FRENCH, LANGUAGES

CRITERIA = {
    Certificate.Kind.ACHIEVEMENT: gettext_noop("Every module of the course is completed and its assessments passed."),
    Certificate.Kind.MODULE: gettext_noop("The lessons of the module are read and its quiz is passed."),
    Certificate.Kind.PRESENCE: gettext_noop("The session was attended, as its attendance records show."),
}
COMMAS = {FRENCH: ", ", ARABIC: "، "}
DEMONSTRATION = gettext_noop("demonstration, without value")


class Wording:
    """The texts of the badge of `certificate`: what its document prints and nothing else. No query."""

    def __init__(self, certificate: Certificate, *, demo: bool) -> None:
        self.certificate, self.demo = certificate, demo
        self.design = design_of(certificate)
        self.facts = {language: self._printed(language) for language in LANGUAGES}

    def name(self) -> str:
        """What the badge is called: the document and what it certifies."""
        return self._line(lambda facts: f"{facts.kind} – {facts.course}")

    def course(self) -> str:
        return self._line(lambda facts: facts.course)

    def issuer(self) -> str:
        return self._line(lambda facts: self.issuer_in(facts.language))

    def role(self) -> str:
        """What the holder was, and where."""
        return self._line(lambda facts: COMMAS[facts.language].join(filter(None, (facts.profession, facts.court))))

    def description(self) -> str:
        """What was learnt: regime, hours and modules, and what the document is not."""
        return self._paragraphs(self._described)

    def criteria(self) -> str:
        """What it takes to earn it."""
        return self._paragraphs(lambda facts: gettext(CRITERIA[Certificate.Kind(self.certificate.kind)]))

    def narrative(self) -> str:
        """Every printed fact under its label, one a line."""
        return self._paragraphs(_listed)

    def evidence(self) -> tuple[str, str]:
        """The name of the public check, and what it is."""
        name = self._line(lambda facts: _("Public check of the certificate"))
        return name, self._paragraphs(
            lambda facts: _(
                "Every printed fact, whether it is still valid, and what replaced it. No account is needed."
            )
        )

    def kind_in(self, language: str) -> str:
        return self.facts[language].kind

    def course_in(self, language: str) -> str:
        return self.facts[language].course

    def issuer_in(self, language: str) -> str:
        """The issuing bodies, or the platform where there is none; a demonstration says that it is one."""
        with override(language):
            name = COMMAS[language].join(self.facts[language].issuers) or gettext("Rempart")
            return f"{name} ({gettext(DEMONSTRATION)})" if self.demo else name

    @property
    def shows_result(self) -> bool:
        """Whether there is a result, and the document prints it."""
        return self.certificate.result_percent is not None and "result" in self.design.shown

    def result(self) -> str:
        """What the measure of the result is called."""
        return self._line(lambda facts: _("Result"))

    def _printed(self, language: str) -> Facts:
        """The facts in `language`, without those that the template leaves out."""
        facts, shown = facts_of(self.certificate, language=language), self.design.shown
        return replace(
            facts,
            kind=self.design.sentences[language].title,
            hours=facts.hours if "hours" in shown else "",
            modules=facts.modules if "modules" in shown else (),
            result=facts.result if "result" in shown else "",
            law_as_of=facts.law_as_of if "law_date" in shown else "",
        )

    def _described(self, facts: Facts) -> str:
        nature = self.design.sentences[facts.language].nature
        parts = [facts.kind, facts.regime, facts.hours, COMMAS[facts.language].join(facts.modules), nature]
        return " · ".join(filter(None, parts))

    def _line(self, tell: Callable[[Facts], str]) -> str:
        return " · ".join(self._told(tell))

    def _paragraphs(self, tell: Callable[[Facts], str]) -> str:
        return "\n\n".join(self._told(tell))

    def _told(self, tell: Callable[[Facts], str]) -> list[str]:
        """What `tell` says in French and in Arabic, once where they agree."""
        said = []
        for language in (FRENCH, ARABIC):
            with override(language):
                said.append(tell(self.facts[language]))
        return list(dict.fromkeys(filter(None, said)))


def design_of(certificate: Certificate) -> Design:
    """How the document of `certificate` is worded: by the revision of its template, which was fetched with it."""
    revision = certificate.template_revision
    content: Mapping[str, object] | None = revision.content if revision else None
    return design_from(content) if content else default_design(certificate.kind)


def _listed(facts: Facts) -> str:
    colon = "\u00a0: " if facts.language == FRENCH else ": "
    return "\n".join(f"- {capfirst(label)}{colon}{value}" for label, value in facts.labelled())
