"""The printed certificate: A4 in landscape, French on the left and Arabic on the right.

Pure: a certificate's snapshot, a design, logos and an address in, bytes out. Nothing is fetched but the fonts.
"""

from collections.abc import Sequence
from io import BytesIO
from threading import Lock

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from certificates.document.design import Design, default_design
from certificates.document.faces import load_faces
from certificates.document.layout import Pair, crowded, laid_out
from certificates.document.sheet import HIGH, WIDE, Sheet
from certificates.document.words import Words
from certificates.facts import facts_of
from certificates.models import Certificate
from lms.lib.languages import ARABIC, FRENCH

ANNEX_HEIGHT = 410.0
MODULES_ON_AN_ANNEX = 12
rl_config.useA85 = 0  # streams as they are: a quarter shorter than spelt in letters
one_at_a_time = Lock()  # ReportLab reads each font file from one place at a time


def printed(
    certificate: Certificate, *, address: str, demo: bool, design: Design | None = None,
    logos: Sequence[bytes] = (), signer: str = "",
) -> bytes:  # fmt: skip
    """Return `certificate` as a PDF of one page, and of more where its modules do not fit on the first.

    `address` is where it is verified, said by the QR code; `signer` is who is about to sign it; `demo` marks it as a
    demonstration. About 20 ms of processor time, 35 to 50 kB without logos; no query.
    """
    design = design or default_design(certificate.kind)
    words = Words((facts_of(certificate, language=FRENCH), facts_of(certificate, language=ARABIC)), design)
    body, modules = words.body(), words.modules()
    overleaf = crowded(body, modules)
    with one_at_a_time:
        load_faces()
        out = BytesIO()
        canvas = Canvas(out, pagesize=(WIDE, HIGH), pageCompression=1, lang=FRENCH)
        canvas.setTitle(f"{words.design.sentences[FRENCH].title} {certificate.number}")
        canvas.setAuthor(" · ".join(words.facts[0].issuers) or "Rempart")
        canvas.setSubject(address)
        canvas.setKeywords([certificate.number])
        sheet = Sheet(canvas, colours=design.colours)
        _begin(sheet, words, logos=logos, demo=demo)
        sheet.rule()
        sheet.columns(laid_out([*body, *([words.overleaf()] if overleaf else modules)]))
        sheet.foot(words.dates(), words.small_print(signer=signer))
        sheet.code(address, number=certificate.number)
        for part in _parts(modules) if overleaf else ():
            canvas.showPage()
            _begin(sheet, words, logos=logos, demo=demo)
            sheet.columns(laid_out([*words.annex_head(), *part], height=ANNEX_HEIGHT))
        canvas.save()
    return out.getvalue()


def _begin(sheet: Sheet, words: Words, *, logos: Sequence[bytes], demo: bool) -> None:
    """What stands on every page."""
    sheet.frame(words.design.kind)
    if demo:
        sheet.demonstration(words.design.kind)
    sheet.brand(words.brand(), beside=sheet.emblems(logos))


def _parts(modules: Sequence[Pair]) -> list[list[Pair]]:
    """The lines of `modules` for each page that lists them."""
    listed = [("annexed", fr, ar) for _look, fr, ar in modules]
    return [listed[at : at + MODULES_ON_AN_ANNEX] for at in range(0, len(listed), MODULES_ON_AN_ANNEX)]
