"""A chart of an experiment as SVG for paper: black ink, and told apart without colour too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from finlit.charts.base import INK, ROWS, Chart
from finlit.experiments import EXPERIMENTS
from finlit.experiments.kit import Control, Experiment, Switch, Value
from finlit.lessons import ExperimentBlock
from finlit.printing.ink import told_apart
from finlit.printing.prose import outcome, plain

VEGA_LITE = "6.4"
BLACK = "#1c1c1c"
# Pixels of 1/96 inch: the whole width of the text on A4 and Letter, and half of it.
WHOLE, HALF = 620, 296
# Paper is read from near: a chart may be lower than on a screen. Two pictures say the main thing.
WIDE_SHARE, HALF_SHARE, LIST_SHARE = 0.42, 0.48, 0.58
MOST_PICTURES = 2
# More names along the side than this need the whole width.
MOST_NAMES = 4


@dataclass(frozen=True)
class Printed:
    """A chart with its small print. `wide` where it stands alone in its row."""

    heading: Markup
    svg: Markup
    source: Markup
    wide: bool


@dataclass(frozen=True)
class Exhibit:
    """An experiment as it stands in a lesson: its question, its settings, its pictures, and what
    it answers (for the key). `half` where it needs half the width of the page alone."""

    question: Markup
    settings: str
    pictures: tuple[Printed, ...]
    answer: Markup
    note: Markup
    ask: str
    half: bool = False


def exhibit(block: ExperimentBlock, most: int = MOST_PICTURES, *, half: bool = False) -> Exhibit:
    """The experiment of a block at the block's own values, with its first pictures."""
    experiment = EXPERIMENTS[block.use]
    values = experiment.complete(block.values)
    found = outcome(block.use, values)
    chosen = found.pictures[:most]
    pictures = []
    for number, picture in enumerate(chosen):
        wide = (len(chosen) == 1 and not half) or names_along_the_side(picture.chart) > MOST_NAMES
        pictures.append(
            Printed(
                plain(picture.heading),
                _drawn(block.id, block.use, tuple(sorted(values.items())), number, wide),
                plain(f"{picture.source} {picture.caveats}"),
                wide,
            )
        )
    return Exhibit(
        plain(experiment.question),
        settings(experiment, values, (*block.show, *block.values)),
        tuple(pictures),
        plain(found.answer),
        plain(found.note),
        block.ask,
        half and not any(picture.wide for picture in pictures),
    )


def names_along_the_side(chart: Chart) -> int:
    """How many names stand along the side of a chart; 0 where there is a scale."""
    for layer in (chart.spec, *chart.spec.get("layer", ())):
        y = layer.get("encoding", {}).get("y", {})
        if y.get("type") in ("nominal", "ordinal") and y.get("field") in chart.rows:
            return int(chart.rows[y["field"]].nunique())
    return 0


def settings(experiment: Experiment, values: Mapping[str, Value], named: tuple[str, ...]) -> str:
    """Where the named controls stand: "Saved each month $400 · Interest a year 10%"."""
    said = [
        text
        for control in experiment.controls
        if control.name in named and (text := _setting(control, values[control.name]))
    ]
    return " · ".join(said)


def _setting(control: Control, value: Value) -> str:
    """A switch that is off is not named."""
    if isinstance(control, Switch):
        return control.label if value else ""
    return f"{control.label}: {control.say(value)}"


@lru_cache(maxsize=256)
def _drawn(
    block_id: str, use: str, values: tuple[tuple[str, Value], ...], number: int, wide: bool
) -> Markup:
    """A picture of an experiment, drawn once for the pupils' sheet and the teacher's pack."""
    picture = outcome(use, dict(values)).pictures[number]
    label = picture.heading or EXPERIMENTS[use].title
    return svg(picture.chart, f"{block_id}-{number}", label, wide=wide)


def svg(chart: Chart, name: str, label: str, *, wide: bool) -> Markup:
    """A chart as an SVG element. `name` is its own on the page; `label` is for screen readers."""
    import vl_convert

    drawing = vl_convert.vegalite_to_svg(_paper_spec(chart, wide), vl_version=VEGA_LITE)
    return Markup(told_apart(drawing, name, label))


def _paper_spec(chart: Chart, wide: bool) -> dict[str, Any]:
    """The chart's specification with its rows, at a width of paper and with black text."""
    spec: dict[str, Any] = json.loads(json.dumps(chart.spec).replace(INK, BLACK))
    spec["width"] = WHOLE if wide else HALF
    if isinstance(spec.get("height"), int | float):
        share = LIST_SHARE if names_along_the_side(chart) else WIDE_SHARE if wide else HALF_SHARE
        spec["height"] = round(spec["height"] * share)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["padding"] = {"left": 2, "top": 4, "right": 14, "bottom": 2}
    spec["background"] = None
    spec["datasets"] = {ROWS: _records(chart)}
    config = spec.setdefault("config", {})
    config["view"] = {"stroke": None}
    config["axis"] = {"gridColor": "#d5d5d5", "tickColor": "#999", "domainColor": "#777"} | dict(
        config.get("axis", {})
    )
    return spec


def _records(chart: Chart) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(chart.rows.to_json(orient="records", date_format="iso"))
    return rows
