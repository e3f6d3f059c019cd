"""Snapshot: what every certificate copies once, whatever it certifies: who, in what post, in whose name, on what paper.

Nothing of it changes when a person is transferred, a template is edited or an institution renamed.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date

from accounts.models import Posting, User
from certificates import law
from certificates.models import Certificate, DocumentTemplate
from certificates.models.templates import ISSUERS_AT_MOST
from lms.lib.languages import LANGUAGES


@dataclass(frozen=True)
class Letterhead:
    """The paper that a kind of certificate is printed on, as it is now."""

    kind: str
    template_revision_id: int | None
    issuers: list[dict[str, str]]
    law_as_of: date | None


def letterhead_of(kind: str) -> Letterhead:
    """Return the letterhead of certificates of `kind`: two queries, and what the day of the law costs."""
    template = DocumentTemplate.objects.filter(kind=kind).first()
    bodies = list(template.issuers.all()[:ISSUERS_AT_MOST]) if template else []
    issuers = [{"fr": body.name_fr, "ar": body.name_ar, "logo": body.logo.name} for body in bodies]
    return Letterhead(kind, template.latest_revision_id if template else None, issuers, law.described_on())


def snapshot(holder: User, *, on: Letterhead, day: date, **facts: object) -> Certificate:
    """Return an unsaved certificate for `holder` as they were on `day`; no query where postings were fetched.

    The profession is said in the holder's gender where it is known.
    """
    return Certificate(
        kind=on.kind,
        holder=holder,
        issuers=on.issuers,
        law_as_of=on.law_as_of,
        template_revision_id=on.template_revision_id,
        completed_on=day,
        **person_on(holder, day=day),
        **facts,
    )


def person_on(holder: User, *, day: date) -> dict[str, str]:
    """Return what a certificate says of `holder` as they were on `day`; no query where postings were fetched."""
    return {
        "holder_name_fr": _plain(holder.name_fr),
        "holder_name_ar": _plain(f"{holder.first_name_ar} {holder.last_name_ar}"),
        **_post_of(holder, day=day),
    }


def _post_of(holder: User, *, day: date) -> dict[str, str]:
    """What `holder` was on `day`, and where; nothing where nobody knows."""
    posting = _posting_on(holder, day=day)
    if posting is None:
        return dict.fromkeys(("profession_fr", "profession_ar", "court_fr", "court_ar"), "")
    professions = {f"profession_{each}": posting.profession.name_of(holder.gender, language=each) for each in LANGUAGES}
    return {**professions, "court_fr": posting.court.name_fr, "court_ar": posting.court.name_ar}


def _posting_on(holder: User, *, day: date) -> Posting | None:
    """Where `holder` served on `day`, from the postings already fetched."""
    serving = (p for p in holder.postings.all() if p.starts_on <= day and (p.ends_on is None or day < p.ends_on))
    return next(serving, None)


def _plain(name: str) -> str:
    """`name` with composed letters and single spaces, as it is printed and compared."""
    return " ".join(unicodedata.normalize("NFC", name).split())
