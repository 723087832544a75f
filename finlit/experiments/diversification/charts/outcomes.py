"""What drawn stocks became beside the index: histogram, shares by start year, survivors' bars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, SHORT_DOLLARS, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, dates_axis, hover, legend, value_axis

BEHIND, AHEAD = "Behind the index", "Ahead of the index"
LEAVER_LABELS = ("Leavers into index", "Leavers as cash", "Leavers left out")


def histogram_chart(frame: pd.DataFrame) -> Chart:
    """Portfolios by what they made for each dollar the index made.

    `frame`: bars with low, high (multiples of the index), span (text) and behind or ahead (share of
    all); upright lines with at, text and lift (share of all); one row with edge and tail (text),
    written over the last bar.
    """
    behind, ahead = frame["behind"].sum(), frame["ahead"].sum()
    bars = frame.dropna(subset=["low"])
    peak = bars.loc[bars[["behind", "ahead"]].max(axis=1).idxmax()]
    text = (
        f"Histogram of results beside the index. {behind:.0%} ended behind it, {ahead:.0%} ahead. "
        f"The tallest bar stands from {peak['low']:.2f} to {peak['high']:.2f} times the index; "
        f"the tail reaches to the right."
    )
    return Chart(_histogram_spec(), frame, text)


@cache
def _histogram_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="low",
        type="quantitative",
        axis=alt.Axis(title="Times what the index made", tickCount=6, grid=False, format="~g"),
    )

    def bars(name: str, label: str) -> alt.Chart:
        return (
            rows.transform_filter(f"isValid(datum.{name})")
            .mark_bar(opacity=0.9)
            .encode(
                x=x,
                x2=alt.X2(field="high"),
                y=value_axis(name, PERCENT),
                y2=alt.datum(0),
                color=alt.datum(label),
                tooltip=[
                    alt.Tooltip(field="span", type="nominal", title="Times the index"),
                    alt.Tooltip(field=name, type="quantitative", title="Share", format=".1%"),
                ],
            )
        )

    marks = rows.transform_filter("isValid(datum.at)")
    at = alt.X(field="at", type="quantitative")
    return compile_spec(
        alt.layer(
            legend((BEHIND, AHEAD), palette("stock", "growth")),
            bars("behind", BEHIND),
            bars("ahead", AHEAD),
            marks.mark_rule(color=INK, strokeWidth=1.5, strokeDash=[4, 3]).encode(
                x=at, y=value_axis("lift", PERCENT), y2=alt.datum(0)
            ),
            marks.mark_text(
                align="left", dx=4, dy=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(
                x=at, y=value_axis("lift", PERCENT), text=alt.Text(field="text", type="nominal")
            ),
            rows.transform_filter("isValid(datum.edge)")
            .mark_text(align="right", dy=-9, color=INK, fontSize=LABEL_SIZE)
            .encode(
                x=alt.X(field="edge", type="quantitative"),
                y=value_axis("lift", PERCENT),
                text=alt.Text(field="tail", type="nominal"),
            ),
        ),
        height=300,
    )


def start_years_chart(frame: pd.DataFrame) -> Chart:
    """Share that beat the index by start year. `frame`: year, index, cash, stayers, picked."""
    first, last = frame.iloc[0], frame.iloc[-1]
    text = (
        f"Share of members that beat the index over ten years, by start year, leavers treated in "
        f"three ways. With leavers in the index: {first['index']:.0%} from {first['year']:.0f}, "
        f"{last['index']:.0%} from {last['year']:.0f}."
    )
    return Chart(_start_years_spec(), frame, text)


@cache
def _start_years_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="year",
        type="ordinal",
        axis=alt.Axis(title="Start in January of", labelAngle=0, ticks=False, labelOverlap=True),
    )
    names = ("index", "cash", "stayers")

    def up(name: str) -> alt.Y:
        # The same height for every switch, with room above for the label of the picked year.
        axis = alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False)
        scale = alt.Scale(domain=[0, 0.8])
        return alt.Y(field=name, type="quantitative", scale=scale, axis=axis)

    tips = [alt.Tooltip(field="year", type="quantitative", title="Start", format="d")] + [
        alt.Tooltip(field=name, type="quantitative", title=label, format=PERCENT)
        for name, label in zip(names, LEAVER_LABELS, strict=True)
    ]

    def line(name: str, label: str) -> tuple[alt.Chart, ...]:
        marks = rows.encode(x=x, y=up(name), color=alt.datum(label), tooltip=tips)
        return (
            marks.mark_line(strokeWidth=2, opacity=0.7),
            marks.mark_point(filled=True, size=55, opacity=1),
        )

    half = rows.mark_rule(color=INK, strokeDash=[2, 3], opacity=0.6).encode(y=alt.datum(0.5))
    picked = rows.transform_filter("isValid(datum.picked)").encode(x=x, y=up("picked"))
    return compile_spec(
        alt.layer(
            legend(LEAVER_LABELS, palette("index", "cash", "stock")),
            half,
            *(mark for pair in zip(names, LEAVER_LABELS, strict=True) for mark in line(*pair)),
            picked.mark_point(color=INK, size=170, strokeWidth=2),
            picked.mark_text(dy=-17, color=INK, fontSize=LABEL_SIZE, fontWeight=600).encode(
                text=alt.Text(field="picked", type="quantitative", format=PERCENT)
            ),
        ),
        height=300,
    )


def shares_chart(frame: pd.DataFrame) -> Chart:
    """Shares that beat the index, a bar a way to count. `frame`: way, share, strong (0 or 1)."""
    text = "Share that beat the index: " + "; ".join(
        f"{row.way} {row.share:.0%}" for row in frame.itertuples(index=False)
    )
    return Chart(_shares_spec(), frame, f"{text}.")


@cache
def _shares_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(
        field="way",
        type="nominal",
        sort=None,
        axis=alt.Axis(title=None, labelLimit=0, ticks=False, domain=False, labels=False),
        scale=alt.Scale(paddingInner=0.55, paddingOuter=0.4),
    )
    x = alt.X(
        field="share",
        type="quantitative",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False),
    )
    bars = rows.encode(y=y)
    return compile_spec(
        alt.layer(
            rows.mark_rule(color=INK, strokeDash=[2, 3], opacity=0.5).encode(x=alt.datum(0.5)),
            bars.mark_bar(color=palette("index")[0]).encode(
                x=x,
                opacity=alt.Opacity(
                    field="strong",
                    type="quantitative",
                    scale=alt.Scale(domain=[0, 1], range=[0.4, 1]),
                    legend=None,
                ),
                tooltip=[
                    alt.Tooltip(field="way", type="nominal", title="Counted"),
                    alt.Tooltip(field="share", type="quantitative", title="Beat", format=PERCENT),
                ],
            ),
            # The name stands above its bar: beside it, a phone would have no room for the bar.
            bars.mark_text(
                align="left", baseline="bottom", dy=-18, color=INK, fontSize=LABEL_SIZE
            ).encode(x=alt.datum(0), text=alt.Text(field="way", type="nominal")),
            bars.mark_text(
                align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(x=x, text=alt.Text(field="share", type="quantitative", format=PERCENT)),
        ),
        height=240,
    )


def averages_chart(frame: pd.DataFrame, labels: Sequence[str], colours: Sequence[str]) -> Chart:
    """Value of 100 dollars by week. `frame`: date, and one column for each label in order, named
    line_0, line_1 ...; `colours`: names of the palette."""
    last = frame.iloc[-1]
    ends = "; ".join(f"{label} ${last[f'line_{n}']:,.0f}" for n, label in enumerate(labels))
    spec = _averages_spec(tuple(labels), tuple(colours))
    return Chart(spec, frame, f"What 100 dollars became, week by week. At the end: {ends}.")


@cache
def _averages_spec(labels: tuple[str, ...], colours: tuple[str, ...]) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = dates_axis("date")
    tips = {"date": ("Week", "%b %d, %Y")}
    layers: list[alt.Chart] = []
    for number, label in enumerate(labels):
        name = f"line_{number}"
        tips[name] = (label, "$,.0f")
        layers.append(
            rows.mark_line(strokeWidth=2.5).encode(
                x=x, y=value_axis(name, SHORT_DOLLARS), color=alt.datum(label)
            )
        )
    return compile_spec(
        alt.layer(legend(labels, palette(*colours)), *layers, hover(x, tips)), height=300
    )
