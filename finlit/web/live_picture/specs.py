"""Vega specifications: compiled from our Vega-Lite once, and kept on disk for the next start.

The compiler brings a JavaScript engine with it, which takes some two seconds to begin.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from finlit.charts.base import INK, ROWS
from finlit.web.live_picture import keeping
from finlit.web.live_picture.packing import mark

FONT = '"Source Sans", sans-serif'
# A width to compile for; the browser sets its own.
WIDTH = 600
_LABEL = {"labelColor": INK, "labelOpacity": 0.85, "titleColor": INK, "titleOpacity": 0.85}
LOOK: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "padding": {"left": 2, "right": 4, "top": 4, "bottom": 2},
    "view": {"stroke": None},
    "axis": {
        **_LABEL,
        **dict.fromkeys(("gridColor", "domainColor", "tickColor"), INK),
        "gridOpacity": 0.13,
        "domainOpacity": 0.4,
        "tickOpacity": 0.4,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 400,
    },
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13},
    # A rule only guides the eye; read aloud it would be an element without a name.
    "rule": {"aria": False},
    "text": {"color": INK},
}
# Part of a kept specification's name, so that a new look or compiler makes it anew.
_LOOK_MARK = mark(json.dumps(LOOK, sort_keys=True))

_compiled: dict[str, str] = {}


def compiled(name: str, spec: Mapping[str, Any]) -> str:
    """The Vega specification (JSON) of a Vega-Lite one, which `packing.spec_mark` calls `name`."""
    known = _compiled.get(name) or kept(name)
    if known is None:
        known = _compile(spec)
        keeping.write(_file(name), known.encode())
    _compiled[name] = known
    return known


def kept(name: str) -> str | None:
    """The Vega specification called `name` where it was compiled before, now or long ago."""
    if name not in _compiled:
        data = keeping.read(_file(name))
        if data is None:
            return None
        _compiled[name] = data.decode()
    return _compiled[name]


def remember(name: str, text: str) -> None:
    """Take in what another process has compiled."""
    _compiled[name] = text


def _file(name: str) -> str:
    return f"spec-{name}-{_LOOK_MARK}-{keeping.versions()}.json"


def _compile(spec: Mapping[str, Any]) -> str:
    import vl_convert

    whole = {
        **spec,
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "datasets": {ROWS: []},
        "config": LOOK,
    }
    return json.dumps(vl_convert.vegalite_to_vega(whole), separators=(",", ":"))
