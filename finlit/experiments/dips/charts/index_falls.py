"""What a fall needs to come back, and how long whole markets took."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend, value_axis

PRICE, REAL = "Price", "Real, with dividends"
COLOURS = tuple(palette("muted", "growth"))


def needed_gain_chart(frame: pd.DataFrame, fall: float) -> Chart:
    """The gain that makes good each fall, one marked. `frame`: fall, gain (positive decimals)."""
    here = frame.loc[(frame["fall"] - fall).abs().idxmin()]
    mark = pd.DataFrame(
        {
            "fall": [here["fall"]],
            "marked": [here["gain"]],
            "label": [f"needs +{here['gain']:.0%}"],
        }
    )
    text = (
        "A curve that bends up ever faster. A fall of 20% needs a gain of 25%, a fall of half "
        f"needs a gain of 100%. Marked: a fall of {here['fall']:.0%} needs {here['gain']:.0%}."
    )
    return Chart(_gain_spec(), pd.concat([frame, mark], ignore_index=True), text)


def recovery_chart(frame: pd.DataFrame) -> Chart:
    """Years until back to even, two bars a fall. `frame`: fall (its name), basis, years, label.

    `years` is NaN where it is not known, `label` says so.
    """
    parts = "; ".join(f"{r.fall}, {r.basis.lower()}: {r.label}" for r in frame.itertuples())
    rows = frame.assign(years=frame["years"].fillna(0.0), order=range(len(frame)))
    return Chart(_recovery_spec(), rows, f"Bars: years until back to even. {parts}.")


@cache
def _gain_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="fall",
        type="quantitative",
        axis=alt.Axis(title="Fall", format=PERCENT, tickCount=5, grid=False),
        scale=alt.Scale(domain=[0, 0.9], nice=False),
    )
    marked = rows.transform_filter("isValid(datum.marked)")
    y = value_axis("marked", "+.0%")
    label = alt.Text(field="label", type="nominal")
    return compile_spec(
        alt.layer(
            rows.transform_filter("isValid(datum.gain)")
            .mark_line(strokeWidth=3, color=palette("growth")[0])
            .encode(
                x=x,
                y=value_axis("gain", "+.0%"),
                tooltip=[
                    alt.Tooltip(field="fall", type="quantitative", title="Fall", format=PERCENT),
                    alt.Tooltip(field="gain", type="quantitative", title="Needs", format="+.0%"),
                ],
            ),
            marked.mark_rule(color=palette("loss")[0], strokeDash=[4, 3], strokeWidth=1.5).encode(
                x=x, y=y, y2=alt.Y2Datum(0)
            ),
            marked.mark_point(filled=True, size=130, opacity=1, color=palette("loss")[0]).encode(
                x=x, y=y
            ),
            marked.transform_filter("datum.fall < 0.4")
            .mark_text(dy=-30, align="left", color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(x=x, y=y, text=label),
            marked.transform_filter("datum.fall >= 0.4")
            .mark_text(dx=-12, dy=-8, align="right", color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(x=x, y=y, text=label),
        ),
        height=250,
    )


@cache
def _recovery_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(
        field="fall",
        type="nominal",
        sort=alt.EncodingSortField(field="order", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=0, labelFontSize=12),
        scale=alt.Scale(paddingInner=0.25),
    )
    offset = alt.YOffset(field="basis", type="nominal", sort=[PRICE, REAL])
    x = alt.X(
        field="years",
        type="quantitative",
        scale=alt.Scale(zero=True, nice=False),
        axis=alt.Axis(title=None, format="d", tickCount=5, domain=False),
    )
    return compile_spec(
        alt.layer(
            legend((PRICE, REAL), COLOURS),
            rows.mark_bar(opacity=0.92).encode(
                y=y,
                yOffset=offset,
                x=x,
                color=alt.Color(field="basis", type="nominal", title=None),
                tooltip=[
                    alt.Tooltip(field="fall", type="nominal", title="Top"),
                    alt.Tooltip(field="basis", type="nominal", title="Counted as"),
                    alt.Tooltip(field="label", type="nominal", title="Back to even"),
                ],
            ),
            rows.mark_text(align="left", dx=5, color=INK, fontSize=12).encode(
                y=y, yOffset=offset, x=x, text=alt.Text(field="label", type="nominal")
            ),
        ),
        height=400,
    )
