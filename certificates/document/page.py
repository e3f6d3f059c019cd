"""The printed certificate: A4 in landscape, French on the left and Arabic on the right.

Pure: a certificate's snapshot and an address in, bytes out. Nothing is fetched but the fonts.
"""

from io import BytesIO

from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from certificates.document import drawings
from certificates.document.fitting import AMIRI, PLEX, SANS, SERIF, SERIF_BOLD
from certificates.document.layout import Line, Pair, Row, crowded, laid_out
from certificates.facts import Facts, facts_of
from certificates.models import Certificate
from lms.lib.languages import LANGUAGES

ANNEX_HEIGHT = 410.0
MODULES_ON_AN_ANNEX = 12
POLICY = ResourceAccessPolicy.server(AMIRI, extra_roots=(PLEX,), allow_remote=False, max_render_seconds=20)


def printed(certificate: Certificate, *, address: str, demo: bool) -> bytes:
    """Return `certificate` as a PDF of one page, and of more where its modules do not fit on the first.

    `address` is where it is verified, said by the QR code; `demo` marks it as a demonstration.
    About a tenth of a second of processor time, 62 to 75 kB; no query. Raises `ValueError` where the engine fails.
    """
    french, arabic = (facts_of(certificate, language=language) for language in LANGUAGES)
    body, modules = _body(french, arabic), _modules(french, arabic)
    overleaf = crowded(body, modules)
    body += [("module", *_in_both(_("The modules are listed overleaf.")))] if overleaf else modules
    context = {
        "facts": (french, arabic),
        "columns": _columns(laid_out(body)),
        "annexes": _annexes(french, arabic, modules) if overleaf else [],
        "mark": drawings.mark(),
        "rampart": drawings.rampart(),
        "qr": drawings.qr_code(address),
        "address": address.partition("://")[2],
        "demo": demo,
        "fonts": {"serif": SERIF, "serif_bold": SERIF_BOLD, "sans": SANS},
    }
    return _pdf(render_to_string("certificates/document/page.html", context))


def _body(french: Facts, arabic: Facts) -> list[Pair]:
    return [
        ("title", *_in_both(_("Certificate of achievement"))),
        ("small", *_in_both(_("awarded to"))),
        ("name", french.holder, arabic.holder),
        ("post", french.profession, arabic.profession),
        ("court", french.court, arabic.court),
        ("small", *_in_both(_("for having completed with success the course"))),
        ("course", french.course, arabic.course),
        ("measure", f"{french.regime} · {french.hours}", f"{arabic.regime} · {arabic.hours}"),
    ]


def _modules(french: Facts, arabic: Facts) -> list[Pair]:
    titles = zip(french.modules, arabic.modules, strict=True)
    return [("module", f"{n}. {fr}", f"{n}. {ar}") for n, (fr, ar) in enumerate(titles, start=1)]


def _annexes(french: Facts, arabic: Facts, modules: list[Pair]) -> list[list[tuple[Line, ...]]]:
    """The columns of each page that lists `modules`, with whose certificate it belongs to."""
    head = [
        ("heading", *_in_both(_("Modules"))),
        ("bearer", f"{french.holder} · {french.number}", f"{arabic.holder} · {arabic.number}"),
    ]
    listed = [("annexed", fr, ar) for _look, fr, ar in modules]
    parts = [listed[at : at + MODULES_ON_AN_ANNEX] for at in range(0, len(listed), MODULES_ON_AN_ANNEX)]
    return [_columns(laid_out(head + part, height=ANNEX_HEIGHT)) for part in parts]


def _columns(rows: list[Row]) -> list[tuple[Line, ...]]:
    return list(zip(*rows, strict=True))


def _in_both(sentence: str) -> tuple[str, str]:
    """The French and the Arabic of a sentence of the document."""
    told = []
    for language in LANGUAGES:
        with override(language):
            told.append(gettext(sentence))
    return told[0], told[1]


def _pdf(html: str) -> bytes:
    out = BytesIO()
    if pisa.CreatePDF(html, dest=out, encoding="utf-8", resource_policy=POLICY).err:
        raise ValueError("The certificate could not be printed.")
    return out.getvalue()
