"""Opening pages of the app in Streamlit's AppTest."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from finlit.experiments.kit import Value

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
    said = [str(element.value) for kind in (*kinds, *boxes) for element in kind]
    for element in live_pictures(app):
        frame = element.frame
        said += [frame.get("bad", ""), plain(frame.get("answer", "")), plain(frame.get("note", ""))]
        said += [
            f"{each['heading']}\n{each['text']}\n{each['small']}"
            for each in frame.get("pictures", ())
        ]
    said += [element.proto.body for element in app.get("html")]
    return "\n".join(said)


def plain(html: str) -> str:
    """The words of a live picture as they stand in its Markdown."""
    for tag in ("<strong>", "</strong>"):
        html = html.replace(tag, "**")
    return unescape(re.sub("<[^>]*>", "", html))


@dataclass(frozen=True)
class Element:
    """A live picture as the browser gets it."""

    data: dict[str, Any]

    @property
    def frame(self) -> dict[str, Any]:
        """Its words and pictures; {} where the browser has them already."""
        last = self.data["outcome"].split("\n")[-1]
        return json.loads(last)["frame"] if last else {}

    @property
    def columns(self) -> list[dict[str, list[Any]]]:
        """What each picture draws: its columns by name."""
        lines = [json.loads(line) for line in self.data["outcome"].split("\n")]
        known = {line["column"]: line["values"] for line in lines if "column" in line}
        return [
            {
                name: [known[mark]["all"]] * picture["rows"]
                if isinstance(known[mark], dict)
                else known[mark]
                for name, mark in picture["columns"].items()
            }
            for picture in self.frame["pictures"]
        ]


def live_pictures(app: AppTest) -> list[Element]:
    """All live pictures of a page, in order."""
    protos = [each.proto for each in app.get("bidi_component")]
    return [
        Element(json.loads(proto.mixed.json or proto.json))
        for proto in protos
        if proto.component_name == "finlit_live_picture"
    ]


def turn(app: AppTest, key: str, **values: Value) -> AppTest:
    """Move controls of the live picture under `key`, as its browser would tell of it."""
    known = app.session_state[f"{key}.heard"]
    moved = {"values": known.values | values, "n": known.count + 1, "drawn": "", "typed": {}}
    app.session_state[f"live-{key}"] = {"moved": moved}
    return app.run()
