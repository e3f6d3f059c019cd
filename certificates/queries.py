"""Which certificates somebody may see, which is meant by a number, and which wait for their document."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import User
from accounts.queries import people_visible_to
from certificates.models import Certificate, Printing
from courses.models import Module
from enrolments.models import ModulePass
from lms.lib.numbers import read_number

NOBODY_S = "OOOO-OOOO-OOOO"  # O is read as 0, so no number is written so


def certificates_in_force() -> QuerySet[Certificate]:
    """Every certificate that no correction has replaced: at most one per enrolment, revoked ones among them."""
    return Certificate.objects.exclude(state=Certificate.State.SUPERSEDED)


def certificates_held_by(person: User) -> QuerySet[Certificate]:
    """The certificates of `person`, newest first, saying which files were lost and printed again: one query."""
    lost = Printing.objects.filter(certificate=OuterRef("pk"), is_again=True)
    return Certificate.objects.filter(holder=person).annotate(printed_again=Exists(lost))


def certificates_visible_to(person: User) -> QuerySet[Certificate]:
    """Those `person` may download: their own, and those of the people they oversee, at most two queries."""
    return Certificate.objects.filter(Q(holder=person) | Q(holder__in=people_visible_to(person)))


def certificate_numbered(text: str) -> Certificate | None:
    """The certificate that `text` means, however it is spaced or misread, with its successor: always one query.

    What cannot be a number is looked for as well, so that the time of an answer tells nothing.
    """
    number = read_number(text) or NOBODY_S
    return Certificate.objects.select_related("superseded_by").filter(number=number).first()


def printing_of(sha256: str) -> Printing | None:
    """The printing whose document has the digest `sha256`, with its certificate: one query."""
    return Printing.objects.select_related("certificate__superseded_by").filter(sha256=sha256).first()


def module_passes_of(learner: User) -> QuerySet[ModulePass]:
    """The modules that `learner` passed, each with its module: one query."""
    return ModulePass.objects.filter(learner=learner).select_related("module")


def modules_to_attest(learner: User) -> QuerySet[Module]:
    """The modules that `learner` passed and holds no certificate of, by code: one query."""
    held = Certificate.objects.filter(
        holder=learner,
        kind=Certificate.Kind.MODULE,
        occasion__startswith=Concat(Value("module:"), OuterRef("code"), Value(":")),
    )
    return Module.objects.filter(passes__learner=learner).exclude(Exists(held)).distinct().order_by("code")


def certificates_to_print() -> QuerySet[Certificate]:
    """Those whose document was never printed, oldest first."""
    unprinted = Certificate.objects.filter(rendered_at=None).order_by("issued_at", "pk")
    return unprinted.select_related("template_revision")
