"""What a signature in a PDF is worth: whether it is there, whole, and of somebody trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext


class Worth(StrEnum):
    """What a signature says of the document that bears it."""

    TRUSTED = "trusted"  # whole, and signed under a root that is trusted
    UNTRUSTED = "untrusted"  # whole, and signed by somebody unknown
    ALTERED = "altered"  # something was changed or added after the signature
    ABSENT = "absent"  # a PDF without a signature
    UNREADABLE = "unreadable"  # not a PDF that can be read


@dataclass(frozen=True)
class Judgement:
    """A signature's worth, who signed, when, and whether a timestamp authority and not the signer says so."""

    worth: Worth
    signer: str = ""
    signed_at: datetime | None = None
    timestamped: bool = False


def judged(pdf: bytes, *, roots: Sequence[x509.Certificate], at: datetime) -> Judgement:
    """Judge the signature of `pdf` under `roots`, offline, as of the moment it says it was made, `at` where it is mute.

    The first signature counts, and it must cover the whole file: what was added after it counts as altered.
    Source: PAdES baseline, ETSI EN 319 142-1; certification path, RFC 5280.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = reader.embedded_regular_signatures
        return _judged(signatures[0], roots=roots, at=at) if signatures else Judgement(Worth.ABSENT)
    except SignatureValidationError:
        return Judgement(Worth.ALTERED)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError):
        return Judgement(Worth.UNREADABLE)  # pyHanko lets these through for files that are no sound PDF


def _judged(signature: EmbeddedPdfSignature, *, roots: Sequence[x509.Certificate], at: datetime) -> Judgement:
    signed_at = signature.self_reported_timestamp
    moment = (signed_at or at).astimezone(UTC)
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment)
    status = validate_pdf_signature(signature, signer_validation_context=context, ts_validation_context=context)
    stamp = status.timestamp_validity
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and whole):
        worth = Worth.ALTERED
    else:
        worth = Worth.TRUSTED if status.trusted else Worth.UNTRUSTED
    name = status.signing_cert.subject.native.get("common_name", "")
    return Judgement(worth, str(name), stamp.timestamp if stamp else signed_at, timestamped=bool(stamp and stamp.valid))
