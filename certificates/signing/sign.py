"""Signing, which comes last: nothing is written into the document after it."""

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps import TimestampRequestError

from certificates.errors import SignatureRefused, TimestampMissing
from certificates.signing.authority import Authority
from certificates.signing.judge import Worth, judged

FIELD = "Rempart"


def signed(pdf: bytes, *, by: Authority, reason: str, at: datetime) -> bytes:
    """Return `pdf` with a PAdES signature of `by` that certifies it and allows no change, 5 to 15 kB more.

    The signature is judged before anything is returned. Raises `SignatureRefused` where it would not be trusted, and
    `TimestampMissing` where the authority that is to date it does not answer.
    """
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason,
        certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
    )  # fmt: skip
    out = BytesIO()
    try:
        signers.sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), meta, signer=by.signer, timestamper=by.timestamper,
            bytes_reserved=by.room, output=out,
        )  # fmt: skip
    except (TimestampRequestError, OSError) as error:
        raise TimestampMissing from error
    except ValueError as error:  # pyHanko's SigningError among them
        raise SignatureRefused from error
    content = out.getvalue()
    if judged(content, roots=by.roots, at=at).worth is not Worth.TRUSTED:
        raise SignatureRefused
    return content
