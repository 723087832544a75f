"""A hundred people in groups, a square each; and how outcomes spread with a share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend, value_axis

SIDE = 10


def hundred_chart(counts: Sequence[int], labels: Sequence[str], kinds: Sequence[str]) -> Chart:
    """A square a person, group after group. `counts` add up to 100, one for each of `labels`."""
    place = np.arange(SIDE * SIDE)
    frame = pd.DataFrame(
        {
            "column": place % SIDE,
            "row": place // SIDE,
            "group": np.repeat(np.array(labels, dtype=object), counts),
        }
    )
    said = "; ".join(f"{count} {label}" for label, count in zip(labels, counts, strict=True))
    return Chart(_hundred_spec(tuple(labels), tuple(kinds)), frame, f"A hundred squares: {said}.")


@cache
def _hundred_spec(labels: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, Any]:
    def along(name: str) -> dict[str, Any]:
        return {"field": name, "type": "ordinal", "axis": None, "scale": alt.Scale(padding=0.14)}

    squares = (
        alt.Chart(named_rows())
        .mark_rect(cornerRadius=3, opacity=0.9)
        .encode(
            x=alt.X(**along("column")),
            y=alt.Y(**along("row")),
            color=alt.Color(
                field="group",
                type="nominal",
                scale=alt.Scale(domain=list(labels), range=palette(*kinds)),
                legend=alt.Legend(
                    orient="top", title=None, columns=2, labelLimit=0, labelFontSize=LABEL_SIZE
                ),
            ),
            tooltip=[alt.Tooltip(field="group", type="nominal", title=" ")],
        )
    )
    return compile_spec(squares, height=260)


BAND_LABELS = ("Most, 8 of 10", "The middle one")


def spread_chart(frame: pd.DataFrame, text: str) -> Chart:
    """How far outcomes spread as a share grows.

    `frame`: share (a decimal), low, middle, high (decimals of what the index alone gave), picked
    (the share of the learner, in one row). Dashed: as much as the index.
    """
    return Chart(_spread_spec(), frame, text)


@cache
def _spread_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="share",
        type="quantitative",
        axis=alt.Axis(title="Share in own company", format=PERCENT, tickCount=5, grid=False),
    )
    tips = [
        alt.Tooltip(field=name, type="quantitative", title=title, format=PERCENT)
        for name, title in (
            ("share", "In own company"),
            ("low", "One in ten had less than"),
            ("middle", "Middle one"),
            ("high", "One in ten had more than"),
        )
    ]
    level = rows.mark_rule(color=INK, strokeDash=[4, 3], opacity=0.7).encode(y=alt.datum(1))
    picked = rows.transform_filter("isValid(datum.picked)").encode(x=x)
    return compile_spec(
        alt.layer(
            legend(BAND_LABELS, palette("stock", "you")),
            rows.mark_area(opacity=0.3, color=palette("stock")[0]).encode(
                x=x, y=value_axis("low", PERCENT), y2=alt.Y2(field="high"), tooltip=tips
            ),
            level,
            rows.mark_line(strokeWidth=2.6, color=palette("you")[0]).encode(
                x=x, y=value_axis("middle", PERCENT), tooltip=tips
            ),
            picked.mark_rule(color=INK, strokeWidth=1.5).encode(
                y=value_axis("low", PERCENT), y2=alt.Y2(field="high")
            ),
        ),
        height=260,
    )
