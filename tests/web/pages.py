"""Opening pages of the app in Streamlit's AppTest."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

SCRIPT = Path(__file__).resolve().parents[2] / "finlit" / "web" / "main.py"


def open_page(url_path: str = "", **query: str) -> AppTest:
    """A page by its address; AppTest cannot switch to a page that is a function."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app._page_hash = calc_hash(url_path)
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def texts(app: AppTest) -> str:
    """All text of a page, for a look whether a sentence is there."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.caption)
    boxes = (app.info, app.warning, app.success, app.error)
    shown = [str(element.value) for kind in (*kinds, *boxes) for element in kind]
    return "\n".join([*shown, *(element.proto.body for element in app.get("html"))])
