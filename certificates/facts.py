"""The printed facts of a certificate in one language: what the document prints and the verification page shows."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.models import Certificate
from certificates.rules import day_in_words, hours_in_words, percent_in_words
from courses.models import Course
from lms.lib.languages import ARABIC


@dataclass(frozen=True)
class Facts:
    """Every fact that a certificate prints, in words of `language`; an empty one is not printed."""

    language: str
    kind: str
    issuers: tuple[str, ...]
    holder: str
    profession: str
    court: str
    course: str
    regime: str
    hours: str
    result: str
    modules: tuple[str, ...]
    began_on: str
    completed_on: str
    valid_until: str
    law_as_of: str
    number: str
    lapses: bool  # whether something is to be said of how long it is valid

    @property
    def direction(self) -> str:
        return "rtl" if self.language == ARABIC else "ltr"

    def labelled(self) -> list[tuple[str, str]]:
        """Each fact under its label, in the order of the document; one that is empty is left out."""
        with override(self.language):
            pairs = [
                (_("Document"), self.kind),
                (_("Issued by"), " · ".join(self.issuers)),
                (_("Holder"), self.holder),
                (_("Profession"), self.profession),
                (_("Court"), self.court),
                (_("Certified"), self.course),
                (_("Regime"), self.regime),
                (_("Duration"), self.hours),
                (_("Result"), self.result),
                (_("Modules"), " · ".join(self.modules)),
                (_("Begun on"), self.began_on),
                (_("Completed on"), self.completed_on),
                (_("Valid until"), self.valid_until or (_("no end date") if self.lapses else "")),
                (_("Law described as of"), self.law_as_of),
                (_("Number"), self.number),
            ]
        return [(label, value) for label, value in pairs if value]


def facts_of(certificate: Certificate, *, language: str) -> Facts:
    """Return what `certificate` prints in `language`, without a query.

    A fact whose text is missing in `language` is given in the other one, as `Bilingual` does.
    """
    with override(language):
        return Facts(
            language=language,
            kind=capfirst(str(Certificate.Kind(certificate.kind).label)),
            issuers=tuple(issuer[language] or issuer["fr"] for issuer in certificate.issuers),
            holder=certificate.holder_name,
            profession=certificate.profession,
            court=certificate.court,
            course=certificate.course_title,
            regime=capfirst(str(Course.Regime(certificate.regime).label)) if certificate.regime else "",
            hours=hours_in_words(certificate.hours, language=language) if certificate.hours else "",
            result=percent_in_words(certificate.result_percent),
            modules=tuple(module[language] or module["fr"] for module in certificate.modules),
            began_on=day_in_words(certificate.began_on, language=language) if certificate.began_on else "",
            completed_on=day_in_words(certificate.completed_on, language=language),
            valid_until=day_in_words(certificate.valid_until, language=language) if certificate.valid_until else "",
            law_as_of=day_in_words(certificate.law_as_of, language=language) if certificate.law_as_of else "",
            number=certificate.number,
            lapses=certificate.kind == Certificate.Kind.ACHIEVEMENT,
        )
