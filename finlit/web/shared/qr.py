"""QR codes as SVG, made here: no service outside is asked."""

from __future__ import annotations

import io
from functools import lru_cache


@lru_cache(maxsize=256)
def drawn(text: str, scale: int = 6) -> str:
    """A QR code that a phone reads off a projector: dark on white, with its quiet border."""
    import segno  # only a page that shows a code needs it

    out = io.BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(out, kind="svg", scale=scale, border=3, dark="#14181c", light="#ffffff")
    return out.getvalue().decode()
