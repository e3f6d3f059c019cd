"""What is drawn and not written: the mark, the rampart at the foot and the QR code, as SVG without text."""

import base64

import segno

ACCENT = "#0e5a47"
WASH = "#e5f1ec"
INK = "#171c1a"
_MERLON = "v-6h4v-6h4v-6h8v6h4v6h4v6h4"
_MERLONS = 36
_MARK = "M1 12h2V9h2V6h4v3h2v3h2V9h1V6h4v3h1v3h2V9h2V6h4v3h2v3h2v18H1V12Zm11 18h8v-6.2a5 5 0 1 0-8 0V30Z"


def mark() -> str:
    """Return the platform's mark as a data address."""
    return _address(f'<path fill="{ACCENT}" d="{_MARK}"/>', width=32, height=32)


def rampart() -> str:
    """Return a row of merlons as a data address."""
    width = _MERLONS * 28
    return _address(f'<path fill="{WASH}" d="M0 24{_MERLON * _MERLONS}V24Z"/>', width=width, height=24)


def qr_code(text: str) -> str:
    """Return the QR code that says `text` as a data address, without its quiet zone, repairing up to 15 %."""
    return str(segno.make_qr(text, error="m").svg_data_uri(border=0, xmldecl=False, dark=INK))


def _address(drawing: str, *, width: int, height: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    return f"data:image/svg+xml;base64,{base64.b64encode(f'{svg}{drawing}</svg>'.encode()).decode()}"
