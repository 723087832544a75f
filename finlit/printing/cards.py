"""Cards for pupils to cut out: alias, class code, return code, QR code, and room for a name."""

from __future__ import annotations

import io
from collections.abc import Sequence

from markupsafe import Markup

from finlit.classroom import codes


def page(pupils: Sequence[tuple[str, str]], class_name: str, class_code: str, address: str) -> str:
    """A page to print. `pupils`: alias and return code of each; `address`: where they join.

    An element with `data-alias` stands where a browser that knows names may put one.
    """
    from finlit.printing import environment

    return (
        environment()
        .get_template("cards.html")
        .render(
            cards=[(alias, codes.shown(code)) for alias, code in pupils],
            class_name=class_name,
            class_code=codes.shown(class_code),
            address=address.partition("://")[2].partition("?")[0],
            qr=qr_code(address),
        )
    )


def qr_code(address: str) -> Markup:
    """A QR code as SVG, to stand in a page."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=3, border=2, xmldecl=False)
    return Markup(out.getvalue().decode())
