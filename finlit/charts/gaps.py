"""Two ways to buy, side by side: the gap at the end of every span, by size and by start.

A gap is the second buyer's end value over the first one's, less one: -0.1 means a tenth less.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, dates_axis, legend, sparse, value_axis, years_axis

GAP = "+.0%"
# The first buyer holds the index all the time, the second holds cash until the day.
BUYERS = tuple(palette("index", "dip"))


def gap_histogram(frame: pd.DataFrame, median: float, first: str, second: str, spans: str) -> Chart:
    """How many spans ended with which gap. `frame`: low, high (edges), spans (a count), share.

    `first`, `second`: the two buyers, as in "Steady saver"; `spans`: "40-year spans".
    """
    middle = (frame["low"] + frame["high"]) / 2
    rows = frame.assign(ahead=_ahead(middle, first, second))
    tallest = frame["share"].max()
    # Lines end above the tallest bar, the label of the middle stands over them.
    mark = pd.DataFrame(
        {
            "median": [median],
            "label": [f"middle: {signed(median)}"],
            "top": [tallest * 1.08],
            "room": [tallest * 1.2],
        }
    )
    text = (
        f"Bars: share of {spans} by the gap at the end. The {first.lower()} ended ahead in "
        f"{frame.loc[middle < 0, 'share'].sum():.0%}. In the middle span the {second.lower()} "
        f"ended with {signed(median)}."
    )
    return Chart(_histogram_spec(first, second), pd.concat([rows, mark], ignore_index=True), text)


def signed(gap: float, digits: int = 1) -> str:
    """A gap as "+4.1%" or "−1.2%"."""
    return f"{gap:+.{digits}%}".replace("-", "−")


def gap_by_year(frame: pd.DataFrame, first: str, second: str) -> Chart:
    """The gap along the way of one span. `frame`: year (from the start), gap."""
    rows = frame
    last = frame.iloc[-1]
    text = (
        f"A line over {last['year']:.0f} years. Above zero the {second.lower()} is ahead, below "
        f"zero the {first.lower()}. The gap lies between {signed(frame['gap'].min())} and "
        f"{signed(frame['gap'].max())} and ends at {signed(last['gap'])}."
    )
    return Chart(_by_year_spec(first, second), rows, text)


def gap_by_start(frame: pd.DataFrame, first: str, second: str) -> Chart:
    """The gap by the month in which the span begins. `frame`: start (dates), gap."""
    rows = frame
    low, high = frame.loc[frame["gap"].idxmin()], frame.loc[frame["gap"].idxmax()]
    text = (
        f"A line over the start months from {frame['start'].iloc[0]:%Y} to "
        f"{frame['start'].iloc[-1]:%Y}. Above zero the {second.lower()} ended ahead, below zero "
        f"the {first.lower()}. Highest {signed(high['gap'], 0)} (start {high['start']:%Y-%m}), "
        f"lowest {signed(low['gap'], 0)} (start {low['start']:%Y-%m})."
    )
    return Chart(_by_start_spec(first, second), rows, text)


def _ahead(gaps: pd.Series, first: str, second: str) -> pd.Series:
    return (gaps < 0).map({True: f"{first} ahead", False: f"{second} ahead"})


def gap_ticks(title: str | None = None, *, grid: bool = True) -> alt.Axis:
    """Gaps as -10%, same, +10%."""
    return alt.Axis(
        title=title,
        format=GAP,
        tickCount=5,
        grid=grid,
        domain=False,
        ticks=False,
        labelOverlap=True,
        labelExpr="abs(datum.value) < 1e-9 ? 'same' : datum.label",
    )


def _two(first: str, second: str) -> alt.Chart:
    return legend((f"{first} ahead", f"{second} ahead"), BUYERS)


def zero_line() -> alt.Chart:
    return alt.Chart(named_rows()).mark_rule(color=INK, strokeWidth=1.2, aria=False)


@cache
def _histogram_spec(first: str, second: str) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="low",
        type="quantitative",
        scale=alt.Scale(zero=False, nice=False),
        axis=gap_ticks(f"{second}, compared with the {first.lower()}", grid=False),
    )
    bars = (
        rows.transform_filter("isValid(datum.share)")
        .mark_bar(stroke="white", strokeOpacity=0.35, strokeWidth=1)
        .encode(
            x=x,
            x2=alt.X2(field="high"),
            y=value_axis("share", PERCENT),
            y2=alt.Y2Datum(0),
            color=alt.Color(field="ahead", type="nominal", title=None),
            tooltip=[
                alt.Tooltip(field="low", type="quantitative", title="Gap from", format=GAP),
                alt.Tooltip(field="high", type="quantitative", title="to", format=GAP),
                alt.Tooltip(field="share", type="quantitative", title="Share", format=".1%"),
                alt.Tooltip(field="spans", type="quantitative", title="Spans", format=",d"),
            ],
        )
    )
    middle = rows.transform_filter("isValid(datum.median)")
    at = alt.X(field="median", type="quantitative")
    return compile_spec(
        alt.layer(
            _two(first, second),
            bars,
            middle.mark_rule(color=INK, strokeWidth=1.2, aria=False).encode(
                x=alt.datum(0.0), y=value_axis("top", PERCENT), y2=alt.Y2Datum(0)
            ),
            middle.mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=2).encode(
                x=at, y=value_axis("top", PERCENT), y2=alt.Y2Datum(0)
            ),
            middle.mark_text(dy=2, color=INK, fontSize=LABEL_SIZE, fontWeight=600).encode(
                x=at, y=value_axis("room", PERCENT), text=alt.Text(field="label", type="nominal")
            ),
        ),
        height=280,
    )


@cache
def _by_start_spec(first: str, second: str) -> dict[str, Any]:
    when = alt.Tooltip(field="start", type="temporal", title="Start", format="%B %Y")
    return _areas(first, second, dates_axis("start"), when, "Gap at the end")


@cache
def _by_year_spec(first: str, second: str) -> dict[str, Any]:
    when = alt.Tooltip(field="year", type="quantitative", title="Years", format=".1f")
    return _areas(first, second, years_axis("year"), when, "Gap so far")


def _areas(first: str, second: str, x: alt.X, when: alt.Tooltip, gap: str) -> dict[str, Any]:
    rows = alt.Chart(named_rows())

    # The browser cuts the gap at zero, so that one column travels and not three.
    def side(part: str, name: str) -> alt.Chart:
        return (
            rows.transform_calculate(side=f"{part}(datum.gap, 0)")
            .mark_area(opacity=0.85, interpolate="step-after")
            .encode(
                x=x,
                y=alt.Y(field="side", type="quantitative", axis=gap_ticks()),
                y2=alt.Y2Datum(0),
                color=alt.datum(f"{name} ahead"),
            )
        )

    tips = (
        sparse("gap")
        .mark_rule(opacity=0, strokeWidth=14, aria=False)
        .encode(
            x=x,
            tooltip=[when, alt.Tooltip(field="gap", type="quantitative", title=gap, format="+.1%")],
        )
    )
    return compile_spec(
        alt.layer(
            _two(first, second),
            side("min", first),
            side("max", second),
            zero_line().encode(y=alt.datum(0.0)),
            tips,
        ),
        height=250,
    )
