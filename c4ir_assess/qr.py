"""A QR code as SVG: one path of squares, no style and no script, sharp at any size on paper."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # light modules around it, as ISO/IEC 18004 asks for


def svg(text: str, title: str) -> SafeString:
    """Return the code of a text; ``title`` says to a screen reader what it leads to."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix) + 2 * QUIET
    dark = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges"><title>{}</title>'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        size,
        size,
        title,
        title,
        dark,
    )
