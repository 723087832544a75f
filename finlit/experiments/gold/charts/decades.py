"""Two things side by side in each decade: an upright bar each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import FINE_PERCENT, INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import legend, value_axis

# Two bars a decade leave less room than other labels have.
SMALL = 11


def decades_side_by_side(
    frame: pd.DataFrame, labels: Sequence[str], kinds: Sequence[str], text: str
) -> Chart:
    """A pair of bars a decade. `frame`: decade ("1980s"), bar_0, bar_1 (decimals a year)."""
    long = frame.melt("decade", ["bar_0", "bar_1"], "bar", "value")
    return Chart(_spec(tuple(labels), tuple(kinds)), long, text)


@cache
def _spec(labels: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="decade",
        type="ordinal",
        sort=None,
        axis=alt.Axis(title=None, labelAngle=0, ticks=False, domain=False, orient="bottom"),
    )
    apart = alt.XOffset(field="bar", type="nominal")
    tips = [
        alt.Tooltip(field="decade", type="nominal", title="Decade"),
        alt.Tooltip(field="value", type="quantitative", title="A year", format=FINE_PERCENT),
    ]

    def bars(place: int) -> alt.Chart:
        return (
            rows.transform_filter(f"datum.bar == 'bar_{place}'")
            .mark_bar(opacity=0.9)
            .encode(
                x=x,
                xOffset=apart,
                y=value_axis("value", PERCENT),
                color=alt.datum(labels[place]),
                tooltip=tips,
            )
        )

    figure = alt.Text(field="value", type="quantitative", format=PERCENT)
    figures = rows.encode(x=x, xOffset=apart, y=value_axis("value", PERCENT), text=figure)
    return compile_spec(
        alt.layer(
            legend(labels, palette(*kinds)),
            bars(0),
            bars(1),
            figures.transform_filter("datum.value >= 0").mark_text(
                dy=-7, color=INK, fontSize=SMALL
            ),
            figures.transform_filter("datum.value < 0").mark_text(dy=9, color=INK, fontSize=SMALL),
        ),
        height=280,
    )
