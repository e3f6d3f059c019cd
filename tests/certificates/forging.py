"""What forgers do to a document."""

from io import BytesIO

import pypdf
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.pdfgen.canvas import Canvas


def turned(document: bytes, *, at: int) -> bytes:
    """One bit of the byte `at` turned round."""
    return document[:at] + bytes([document[at] ^ 1]) + document[at + 1 :]


def in_a_stream(document: bytes) -> int:
    """A place within what the page draws."""
    return document.index(b"stream", len(document) // 3) + 40


def appended(document: bytes) -> bytes:
    """A revision more, with a note on the first page."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    kept = writer.root["/Pages"]["/Kids"][0]
    where = ArrayObject(NumberObject(each) for each in (100, 300, 300, 340))  # type: ignore[no-untyped-call]
    note = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    described = DictionaryObject({NameObject(key): NameObject(value) for key, value in note.items()})  # type: ignore[no-untyped-call]
    described[NameObject("/Rect")], described[NameObject("/Contents")] = where, TextStringObject("20 sur 20")
    kept["/Annots"] = ArrayObject([*kept.get("/Annots", []), writer.add_object(described)])
    writer.update_container(kept)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def with_another_page(document: bytes, *, written: str) -> bytes:
    """A page of the same size in the place of the first one, in a further revision: the signature is left as it is."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    other = PdfFileReader(BytesIO(page(written)))
    content = writer.import_object(other.root["/Pages"]["/Kids"][0]["/Contents"])
    kept = writer.root["/Pages"]["/Kids"][0]
    kept["/Contents"] = writer.add_object(content)
    writer.update_container(kept)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def written_anew(document: bytes) -> bytes:
    """All pages copied into a new file by another program."""
    writer = pypdf.PdfWriter()
    source = pypdf.PdfReader(BytesIO(document))
    for each in source.pages:
        writer.add_page(each)
    writer.add_metadata({"/Title": str(source.metadata.title) if source.metadata else ""})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def page(written: str) -> bytes:
    """A page of one line."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(842, 595))
    canvas.drawString(100, 300, written)
    canvas.save()
    return out.getvalue()
