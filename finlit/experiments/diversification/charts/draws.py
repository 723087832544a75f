"""Stocks drawn at random: how far portfolios swing by the number of stocks, and year by year."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend, value_axis

# What a portfolio can hold; the last one holds every member.
ALL = "all"
DRAW, YEAR, MEAN, FLOOR = "One draw", "One year", "Average", "All: the floor"
OURS, PUBLISHED = "These companies", "Study of 1977"
ONE, SOME = "One stock", "Your number"


def swings_chart(frame: pd.DataFrame, *, years: bool) -> Chart:
    """Swings a year by number of stocks: small dots, and a larger one for their mean.

    `frame`: stocks (text), and one of dot (with nudge, -1 to 1, which sets dots apart), mean, floor
    (decimals a year). A dot is one draw, or the mean of one of the `years`.
    """
    mean = frame.dropna(subset=["mean"])
    text = "Swings a year by number of stocks, on average: " + "; ".join(
        f"{row.stocks} {row.mean:.0%}" for row in mean[["stocks", "mean"]].itertuples(index=False)
    )
    dots = "single years" if years else "single draws"
    return Chart(_swings_spec(YEAR if years else DRAW), frame, f"{text}. Small dots: {dots}.")


def _stocks_axis() -> alt.X:
    return alt.X(
        field="stocks",
        type="ordinal",
        sort=None,
        axis=alt.Axis(title="Stocks held", labelAngle=0, ticks=False, grid=False),
    )


@cache
def _swings_spec(dot: str) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = _stocks_axis()
    nudge = alt.XOffset(field="nudge", type="quantitative", scale=alt.Scale(domain=[-1.6, 1.6]))
    dots = (
        rows.transform_filter("isValid(datum.dot)")
        .mark_circle(size=18, opacity=0.6)
        .encode(x=x, xOffset=nudge, y=value_axis("dot", PERCENT), color=alt.datum(dot))
    )
    means = rows.transform_filter("isValid(datum.mean)").encode(
        x=x,
        y=value_axis("mean", PERCENT),
        tooltip=[
            alt.Tooltip(field="stocks", type="nominal", title="Stocks held"),
            alt.Tooltip(field="mean", type="quantitative", title="Average swing", format=".1%"),
        ],
    )
    floor = (
        rows.transform_filter("isValid(datum.floor)")
        .mark_rule(strokeDash=[6, 4], strokeWidth=2)
        .encode(y=value_axis("floor", PERCENT), color=alt.datum(FLOOR))
    )
    return compile_spec(
        alt.layer(
            legend((dot, MEAN, FLOOR), palette("stock", "index", "muted")),
            dots,
            floor,
            means.mark_point(filled=True, size=70, opacity=1).encode(color=alt.datum(MEAN)),
            means.mark_text(dy=-13, color=INK, fontSize=LABEL_SIZE, fontWeight=600).encode(
                text=alt.Text(field="mean", type="quantitative", format=PERCENT)
            ),
        ),
        height=320,
    )


def share_left_chart(frame: pd.DataFrame) -> Chart:
    """Share of one stock's swings that is left. `frame`: stocks (text), ours, published."""
    text = "Share of one stock's swings that is left: " + "; ".join(
        f"{row.stocks} {row.ours:.0%}, in the study {row.published:.0%}"
        for row in frame.itertuples(index=False)
    )
    return Chart(_share_left_spec(), frame, f"{text}.")


@cache
def _share_left_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = _stocks_axis()
    tips = [
        alt.Tooltip(field="stocks", type="nominal", title="Stocks held"),
        alt.Tooltip(field="ours", type="quantitative", title=OURS, format=PERCENT),
        alt.Tooltip(field="published", type="quantitative", title=PUBLISHED, format=PERCENT),
    ]

    def line(name: str, label: str, dy: int) -> tuple[alt.Chart, ...]:
        y = value_axis(name, PERCENT)
        marks = rows.encode(x=x, y=y, tooltip=tips)
        return (
            marks.mark_line(strokeWidth=3).encode(color=alt.datum(label)),
            marks.mark_point(filled=True, size=50, opacity=1).encode(color=alt.datum(label)),
            marks.transform_filter("datum.stocks != '1'")
            .mark_text(dy=dy, color=INK, fontSize=LABEL_SIZE)
            .encode(text=alt.Text(field=name, type="quantitative", format=PERCENT)),
        )

    return compile_spec(
        alt.layer(
            legend((OURS, PUBLISHED), palette("index", "muted")),
            *line("ours", OURS, -13),
            *line("published", PUBLISHED, 16),
        ),
        height=280,
    )


def floor_chart(frame: pd.DataFrame) -> Chart:
    """Swings year by year. `frame`: year, one, some, all (decimals a year)."""
    high = frame.loc[frame["all"].idxmax()]
    low = frame.loc[frame["all"].idxmin()]
    text = (
        f"Swings of each year for one stock, for a few, and for all members. The floor was lowest "
        f"in {low['year']:.0f}, at {low['all']:.0%}, and highest in {high['year']:.0f}, at "
        f"{high['all']:.0%}."
    )
    return Chart(_floor_spec(), frame, text)


@cache
def _floor_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="year",
        type="ordinal",
        axis=alt.Axis(
            title=None, labelAngle=0, ticks=False, grid=False, labelOverlap=True, format="d"
        ),
    )
    tips = [
        alt.Tooltip(field="year", type="quantitative", title="Year", format="d"),
        alt.Tooltip(field="one", type="quantitative", title=ONE, format=PERCENT),
        alt.Tooltip(field="some", type="quantitative", title=SOME, format=PERCENT),
        alt.Tooltip(field="all", type="quantitative", title=FLOOR, format=PERCENT),
    ]
    marks = rows.encode(x=x, tooltip=tips)

    def dots(name: str, label: str) -> alt.Chart:
        return marks.mark_point(filled=True, size=60, opacity=1).encode(
            y=value_axis(name, PERCENT), color=alt.datum(label)
        )

    return compile_spec(
        alt.layer(
            legend((ONE, SOME, FLOOR), palette("stock", "you", "index")),
            marks.mark_bar(opacity=0.35).encode(
                y=value_axis("all", PERCENT), color=alt.datum(FLOOR)
            ),
            marks.mark_rule(strokeWidth=1.5, opacity=0.6).encode(
                y=value_axis("all", PERCENT), y2=alt.Y2(field="one"), color=alt.datum(ONE)
            ),
            dots("one", ONE),
            dots("some", SOME),
        ),
        height=300,
    )
