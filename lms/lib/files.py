"""Files sent in parts: a phone that plays a video asks for the piece it needs."""

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")
_PIECE = 64 * 1024


def asked_range(header: str, *, size: int) -> tuple[int, int] | None:
    """The first and last byte that a Range header asks of a file of `size` bytes; `None` for the whole file.

    Several ranges at once are answered with the whole file. Raises `ValueError` when no byte can be given.
    Source: RFC 9110, section 14.
    """
    found = _RANGE.match(header)
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start, end = (int(first), int(last or size - 1)) if first else (max(size - int(last), 0), size - 1)
    if start >= size or (first and last and end < start) or (not first and int(last) == 0):
        raise ValueError(header)
    return start, min(end, size - 1)


def send(request: HttpRequest, path: Path, *, internal: str) -> HttpResponseBase:
    """Send the file `path`, whole or in the range asked for; by the proxy's `internal` address in production."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if settings.ACCEL_REDIRECT:
        return HttpResponse(headers={"X-Accel-Redirect": internal, "Content-Type": kind})
    size = path.stat().st_size
    try:
        asked = asked_range(request.headers.get("Range", ""), size=size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: StreamingHttpResponse
    if asked is None:
        response = FileResponse(path.open("rb"), content_type=kind)
    else:
        start, end = asked
        response = StreamingHttpResponse(_bytes(path, start, end), status=206, content_type=kind)
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
        response["Content-Length"] = str(end - start + 1)
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(path.stat().st_mtime)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _bytes(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
