"""The document of somebody made up, shown to whoever edits a template: with long names and courts, and with short ones.

As a page with a picture of each sheet, since not every browser shows a PDF in the frame of the editor; or as the PDF.
"""

import base64
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from certificates.document.design import design_from
from certificates.document.page import printed
from certificates.models.certificate import Certificate
from certificates.models.issuers import IssuingBody

if TYPE_CHECKING:
    from certificates.models.templates import DocumentTemplate

NUMBER = "0000-0000-0000"
DOTS_AN_INCH = 110
SHORT: dict[str, Any] = {
    "holder_name_fr": "Amina Exemple", "holder_name_ar": "أمينة المثال",
    "profession_fr": "Juge des mineurs", "profession_ar": "قاضية الأحداث",
    "court_fr": "Tribunal de première instance de Fès", "court_ar": "المحكمة الابتدائية بفاس",
    "course_title_fr": "Détecter et identifier", "course_title_ar": "الكشف والتعرف",
    "modules": [{"fr": "Comprendre la traite", "ar": "فهم الاتجار بالبشر"}],
}  # fmt: skip
LONG: dict[str, Any] = {
    "holder_name_fr": "Fatima-Zahra Bent Lalla Oum Keltoum El Idrissi El Ouazzani d’Exemple",
    "holder_name_ar": "فاطمة الزهراء بنت للا أم كلثوم الإدريسي الوزاني المثال",
    "profession_fr": "Magistrate du parquet", "profession_ar": "قاضية من قضاة النيابة العامة",
    "court_fr": "Tribunal de première instance d’El Kelâa des Sraghna, section de la famille et des mineurs",
    "court_ar": "المحكمة الابتدائية بقلعة السراغنة، قسم قضاء الأسرة والأحداث",
    "course_title_fr": "Repérer, protéger et accompagner les personnes victimes de traite pendant la procédure",
    "course_title_ar": "رصد ضحايا الاتجار بالبشر وحمايتهم ومواكبتهم طيلة مراحل المسطرة الجنائية",
    "modules": [{"fr": f"Module {n}, au titre un peu long", "ar": f"الوحدة {n}، ذات عنوان طويل"} for n in range(1, 8)],
}  # fmt: skip


def preview(template: "DocumentTemplate", mode: str) -> HttpResponse:
    """Return the preview of `template` in `mode`: "long" and "short" as a page, "pdf" as the file."""
    content = printed(
        _sample(template, SHORT if mode == "short" else LONG),
        address=f"{settings.BASE_URL}/verify/{NUMBER}/",
        demo=True,
        design=design_from(template.serializable_data()),
        logos=[body.logo.read() for body in _bodies(template) if body.logo],
        signer="…",
    )
    if mode == "pdf":
        return HttpResponse(content, content_type="application/pdf")
    return HttpResponse(render_to_string("certificates/preview.html", {"sheets": _pictures(content)}))


def _bodies(template: "DocumentTemplate") -> list[IssuingBody]:
    return list(template.issuers.all()[:3])


def _sample(template: "DocumentTemplate", facts: dict[str, Any]) -> Certificate:
    today = date.today()
    own: dict[str, Any] = {} if template.kind == Certificate.Kind.ACHIEVEMENT else {"modules": []}
    return Certificate(
        kind=template.kind, number=NUMBER, regime="continuing", hours=Decimal("12.5"), result_percent=Decimal(82),
        completed_on=today, law_as_of=today.replace(day=1),
        began_on=today.replace(day=1) if template.kind == Certificate.Kind.PRESENCE else None,
        valid_until=today.replace(year=today.year + 3, day=1),
        issuers=[{"fr": body.name_fr, "ar": body.name_ar, "logo": ""} for body in _bodies(template)],
        **{**facts, **own},
    )  # fmt: skip


def _pictures(content: bytes) -> list[str]:
    """Each sheet as an address that holds the picture itself."""
    pictures = []
    with pypdfium2.PdfDocument(content) as document:
        for sheet in document:
            out = BytesIO()
            sheet.render(scale=DOTS_AN_INCH / 72).to_pil().save(out, "PNG", optimize=True)
            pictures.append(f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}")
    return pictures
