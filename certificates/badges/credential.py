"""The credential: an OpenBadgeCredential of Open Badges 3.0, made from the snapshot of a certificate alone.

Its subject is told by name, as on the document: no address, no number of a person, no hash that could be guessed.
"""

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import override

from certificates.badges.addresses import (
    check_address,
    home_address,
    issuer_id,
    page_address,
    picture_address,
    status_list_address,
)
from certificates.badges.picture import mark_of
from certificates.badges.wording import Wording
from certificates.models import BadgePlace, Certificate
from courses.models import Titled
from lms.lib.dates import CASABLANCA
from lms.lib.languages import ARABIC, FRENCH

OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
CONTEXTS = [CREDENTIALS, f"{OPEN_BADGES}/context-3.0.3.json", f"{OPEN_BADGES}/extensions.json"]
SCHEMA = {
    "id": f"{OPEN_BADGES}/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
TYPES = {
    Certificate.Kind.ACHIEVEMENT: "CertificateOfCompletion",
    Certificate.Kind.MODULE: "CertificateOfCompletion",
    Certificate.Kind.PRESENCE: "ext:CertificateOfAttendance",
}
Document = dict[str, Any]


def credential_of(place: BadgePlace, *, certified: Titled | None, demo: bool) -> Document:
    """Return the unsigned credential of the certificate at `place`; `certified` is what has a page of its own, if any.

    No query where the revision of its template was fetched. Times are whole seconds. Source: Open Badges 3.0, annex B.
    """
    return _Draft(place, certified=certified, demo=demo).credential()


def moment(at: datetime) -> str:
    """Return `at` as credentials write it, such as "2026-11-20T11:00:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Draft:
    """The parts of one credential."""

    def __init__(self, place: BadgePlace, *, certified: Titled | None, demo: bool) -> None:
        self.place, self.certificate = place, place.certificate
        self.certified = certified
        self.wording = Wording(place.certificate, demo=demo)
        self.check = check_address(place.certificate)
        self.mark = mark_of(place.certificate, demo=demo)

    def credential(self) -> Document:
        issuer = {"id": issuer_id(), "type": ["Profile"], "name": self.wording.issuer(), "url": home_address()}
        document: Document = {
            "@context": CONTEXTS,
            "id": self.check,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": self.wording.name(),
            "issuer": issuer,
            "validFrom": moment(self.certificate.issued_at),
            "awardedDate": moment(_noon_of(self.certificate.completed_on)),
            "credentialSubject": self._subject(),
            "evidence": [self._evidence()],
            "credentialStatus": self._status(),
            "credentialSchema": [SCHEMA],
        }
        if self.certificate.valid_until:
            document["validUntil"] = moment(_end_of(self.certificate.valid_until))
        return document

    def _subject(self) -> Document:
        certificate = self.certificate
        subject: Document = {
            "id": f"{self.check}#holder",
            "type": ["AchievementSubject"],
            "identifier": [_named(name) for name in (certificate.holder_name_fr, certificate.holder_name_ar) if name],
            "achievement": self._achievement(),
            "narrative": self.wording.narrative(),
            "activityEndDate": moment(_noon_of(certificate.completed_on)),
        }
        if role := self.wording.role():
            subject["role"] = role
        if certificate.began_on:
            subject["activityStartDate"] = moment(_noon_of(certificate.began_on))
        if self.wording.shows_result:
            subject["result"] = [self._result()]
        return subject

    def _achievement(self) -> Document:
        page = self._page(FRENCH)
        achievement: Document = {
            "id": page or f"{self.check}#achievement",
            "type": ["Achievement"],
            "achievementType": TYPES[Certificate.Kind(self.certificate.kind)],
            "name": self.wording.course(),
            "description": self.wording.description(),
            "criteria": {"narrative": self.wording.criteria(), **({"id": page} if page else {})},
            "image": {"id": picture_address(self.mark), "type": "Image", "caption": self.wording.name()},
            "inLanguage": FRENCH,
        }
        if page:
            achievement["related"] = [{"id": self._page(ARABIC), "type": ["Related"], "inLanguage": ARABIC}]
        if self.wording.shows_result:
            achievement["resultDescription"] = [self._percent()]
        return achievement

    def _result(self) -> Document:
        percent = self.certificate.result_percent
        assert percent is not None  # it is shown
        value = format(percent.normalize(), "f")
        return {"type": ["Result"], "resultDescription": f"{self.check}#result", "value": value}

    def _percent(self) -> Document:
        """How the result is measured."""
        return {
            "id": f"{self.check}#result",
            "type": ["ResultDescription"],
            "name": self.wording.result(),
            "resultType": "Percent",
            "valueMin": "0",
            "valueMax": "100",
        }

    def _evidence(self) -> Document:
        name, narrative = self.wording.evidence()
        return {"id": self.check, "type": ["Evidence"], "name": name, "narrative": narrative}

    def _status(self) -> Document:
        """Where a verifier reads whether it still stands. Source: W3C Bitstring Status List 1.0, section 2.1."""
        address = status_list_address(self.place.list_number)
        return {
            "id": f"{address}#{self.place.position}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(self.place.position),
            "statusListCredential": address,
        }

    def _page(self, language: str) -> str:
        if self.certified is None:
            return ""
        with override(language):
            return page_address(self.certified)


def _named(name: str) -> Document:
    return {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}


def _noon_of(day: date) -> datetime:
    """A moment that is on `day` wherever it is read."""
    return datetime.combine(day, time(12), tzinfo=CASABLANCA)


def _end_of(day: date) -> datetime:
    """The last second of `day`, which still counts."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=CASABLANCA)
