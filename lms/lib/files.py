"""Files sent in parts: a phone that plays a video asks for the piece it needs."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header, http_date

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})$")
# What a browser only shows or plays, whatever the machine's own table of types knows.
_SHOWN = {
    ".avif": "image/avif", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".png": "image/png",
    ".webp": "image/webp", ".m4a": "audio/mp4", ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav",
    ".m4v": "video/mp4", ".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt", ".pdf": "application/pdf",
    ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
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
    """Send the file `path`, whole or in the range asked for; by the proxy's `internal` address in production.

    What is not known to be merely shown (a page, a script, a drawing that may hold one) is sent as bytes to be saved.
    """
    headers = _headers(path)
    if settings.ACCEL_REDIRECT:
        return HttpResponse(headers={**headers, "X-Accel-Redirect": quote(internal)})
    size = path.stat().st_size
    headers |= {"Accept-Ranges": "bytes", "Last-Modified": http_date(path.stat().st_mtime)}
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", headers["Last-Modified"]) != headers["Last-Modified"]:
        wanted = ""
    try:
        asked = asked_range(wanted, size=size)
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response: StreamingHttpResponse
    if asked is None:
        response = FileResponse(path.open("rb"))
    else:
        start, end = asked
        response = StreamingHttpResponse(_bytes(path, start, end), status=206)
        headers |= {"Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(end - start + 1)}
    for name, value in headers.items():
        response[name] = value
    return response


def _headers(path: Path) -> dict[str, str]:
    kind = _SHOWN.get(path.suffix.lower())
    return {
        "Content-Type": kind or "application/octet-stream",
        "Content-Disposition": content_disposition_header(kind is None, path.name) or "inline",
        "X-Content-Type-Options": "nosniff",
    }


def _bytes(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = end - start + 1
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
