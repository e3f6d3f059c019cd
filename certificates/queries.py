"""Which certificates somebody may see, which is meant by a number, and which wait for their document."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from accounts.models import Posting, User
from accounts.queries import Folded, people_visible_to
from certificates.models import Bundle, Certificate, Printing
from certificates.rules import Verdict
from courses.models import Course, Module
from enrolments.models import Enrolment, ModulePass
from jurisdictions.models import Court
from lms.lib.arabic import fold
from lms.lib.languages import reading_language
from lms.lib.numbers import read_number

NOBODY_S = "OOOO-OOOO-OOOO"  # O is read as 0, so no number is written so
NAMES = ("first_name", "last_name", "first_name_ar", "last_name_ar", "email")


@dataclass(frozen=True)
class Sought:
    """What a coordinator looks for; days are those of completion, and `court` is where the holder now serves."""

    words: str = ""
    court: Court | None = None
    course: Course | None = None
    since: date | None = None
    until: date | None = None
    verdict: str = ""


def certificates_in_force() -> QuerySet[Certificate]:
    """Every certificate that no correction has replaced: at most one per enrolment, revoked ones among them."""
    return Certificate.objects.exclude(state=Certificate.State.SUPERSEDED)


def certificates_held_by(person: User) -> QuerySet[Certificate]:
    """The certificates of `person`, newest first, each with what replaces it: one query.

    Each says too whether its file was lost and printed again, and `renewed_by`, the number for a later cycle.
    """
    lost = Printing.objects.filter(certificate=OuterRef("pk"), is_again=True)
    later = certificates_in_force().filter(
        holder=OuterRef("holder"), state=Certificate.State.VALID, enrolment__course=OuterRef("enrolment__course"),
        enrolment__cycle__gt=OuterRef("enrolment__cycle"),
    )  # fmt: skip
    return (
        Certificate.objects.filter(holder=person)
        .select_related("superseded_by")
        .annotate(
            printed_again=Exists(lost), renewed_by=Subquery(later.order_by("-enrolment__cycle").values("number")[:1])
        )
    )


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


def certificates_overseen_by(viewer: User) -> QuerySet[Certificate]:
    """Those of the people whom `viewer` oversees, each with its holder and who decided on it: two queries at most."""
    overseen = Certificate.objects.filter(holder__in=people_visible_to(viewer))
    return overseen.select_related("holder", "superseded_by", "corrected_by", "revoked_by")


def certificates_found(viewer: User, sought: Sought, *, on: date) -> QuerySet[Certificate]:
    """Those overseen by `viewer` that are `sought`, completed last first: two queries at most.

    Each carries `serves_in`, where its holder now serves, in the reader's language. Words are parts of a name in
    either script, printed or recorded, of the e-mail or of the number; a whole number may be misread as on paper.
    """
    serving = Posting.objects.filter(person=OuterRef("holder"), ends_on=None)
    found = certificates_overseen_by(viewer).filter(_in_period("completed_on", sought))
    if sought.court:
        found = found.filter(Exists(serving.filter(court=sought.court)))
    if sought.course:
        found = found.filter(enrolment__course=sought.course)
    if sought.verdict:
        found = found.filter(_standing(sought.verdict, on=on))
    if sought.words:
        recorded = _folded(f"holder__{name}" for name in NAMES)
        found = found.annotate(printed=_folded(("number", "holder_name_fr", "holder_name_ar")), recorded=recorded)
        numbered = Q(number=read_number(sought.words) or NOBODY_S)
        found = found.filter(_holds(sought.words, "printed", "recorded") | numbered)
    serves_in = Subquery(serving.values(f"court__name_{reading_language()}")[:1])
    return found.annotate(serves_in=serves_in).order_by("-completed_on", "-pk")


def completions_without_document(viewer: User, sought: Sought) -> QuerySet[Enrolment]:
    """What the people whom `viewer` oversees have completed, that is `sought`, and has no document: two queries."""
    there = certificates_in_force().filter(
        Q(rendered_at__isnull=False) | Q(state=Certificate.State.REVOKED), enrolment=OuterRef("pk")
    )
    completed = Enrolment.objects.filter(
        _in_period("completed_at__date", sought), completed_at__isnull=False, learner__in=people_visible_to(viewer)
    ).exclude(Exists(there))
    if sought.court:
        serving = Posting.objects.filter(person=OuterRef("learner"), ends_on=None, court=sought.court)
        completed = completed.filter(Exists(serving))
    if sought.course:
        completed = completed.filter(course=sought.course)
    if sought.words:
        recorded = _folded(f"learner__{name}" for name in NAMES)
        completed = completed.annotate(recorded=recorded).filter(_holds(sought.words, "recorded"))
    return completed.order_by("pk")


def bundles_asked_by(person: User) -> QuerySet[Bundle]:
    """What `person` asked the worker for, latest first."""
    return Bundle.objects.filter(asked_by=person)


def _in_period(field: str, sought: Sought) -> Q:
    since = Q(**{f"{field}__gte": sought.since}) if sought.since else Q()
    return since & Q(**{f"{field}__lte": sought.until}) if sought.until else since


def _folded(columns: Iterable[str]) -> Folded:
    """Columns one after the other in the spelling of our search."""
    return Folded(Concat(*(part for column in columns for part in (F(column), Value(" "))), output_field=TextField()))


def _holds(words: str, *folded: str) -> Q:
    """Whether one of the `folded` texts holds each of `words`; where nothing of them is left, none."""
    parts = fold(words).split()
    held = (reduce(or_, (Q(**{f"{text}__contains": part}) for text in folded)) for part in parts)
    return reduce(and_, held) if parts else Q(pk__in=[])


def _standing(verdict: str, *, on: date) -> Q:
    """The condition on certificates to which `rules.verdict_on` gives `verdict` on a day."""
    valid, issued = Q(state=Certificate.State.VALID), Q(rendered_at__isnull=False)
    lapsed = Q(valid_until__isnull=False, valid_until__lt=on)
    match verdict:
        case Verdict.PENDING:
            return valid & ~issued
        case Verdict.EXPIRED:
            return valid & issued & lapsed
        case Verdict.VALID:
            return valid & issued & ~lapsed
    return Q(state=verdict)
