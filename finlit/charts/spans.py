"""The same plan in every span of history: the band of all, and the end of each by its start."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import (
    DOLLARS,
    INK,
    SHORT_DOLLARS,
    TIMES,
    Chart,
    compile_spec,
    named_rows,
    palette,
)
from finlit.charts.parts import (
    dates_axis,
    end_labels,
    end_rows,
    hover,
    legend,
    value_axis,
    years_axis,
)

MIDDLE, YOURS, HALF, NINE, EDGES, PAID_IN = (
    "The middle span",
    "The span you picked",
    "Half of all spans",
    "9 of 10 spans",
    "Best and worst",
    "Paid in",
)
LABELS = (MIDDLE, YOURS, HALF, NINE, EDGES, PAID_IN)
# The two bands are the index's colour, thinner the further out, so that either page shines through.
BANDS = ("rgba(59, 125, 216, 0.5)", "rgba(59, 125, 216, 0.28)")
COLOURS = (*palette("index", "you"), *BANDS, INK, *palette("paid_in"))


def band_chart(frame: pd.DataFrame) -> Chart:
    """All spans of history year by year. `frame`: year, worst, low, quarter, middle,
    three_quarters, high, best, picked, paid_in (dollars)."""
    last = frame.iloc[-1]
    ends = {name: float(last[name]) for name in ("best", "middle", "worst", "picked", "paid_in")}
    rows = pd.concat([frame, end_rows(frame["year"], ends)], ignore_index=True)
    text = (
        f"After {last['year']:.0f} years the middle span of history ended with "
        f"${last['middle']:,.0f}; half ended between ${last['quarter']:,.0f} and "
        f"${last['three_quarters']:,.0f}, the worst with ${last['worst']:,.0f}, the best with "
        f"${last['best']:,.0f}, the one picked with ${last['picked']:,.0f}. "
        f"${last['paid_in']:,.0f} was paid in."
    )
    return Chart(_band_spec(), rows, text)


@cache
def _band_spec() -> dict[str, Any]:
    x, rows = years_axis("year"), alt.Chart(named_rows())

    def band(low: str, high: str, label: str) -> alt.Chart:
        return rows.mark_area().encode(
            x=x, y=value_axis(low), y2=alt.Y2(field=high), color=alt.datum(label)
        )

    def line(name: str, label: str, width: float, **mark: Any) -> alt.Chart:
        return rows.mark_line(strokeWidth=width, **mark).encode(
            x=x, y=value_axis(name), color=alt.datum(label)
        )

    tips = {
        "year": ("Years", "d"),
        "best": ("Best", DOLLARS),
        "three_quarters": ("A quarter ended above", DOLLARS),
        "middle": ("Middle", DOLLARS),
        "quarter": ("A quarter ended below", DOLLARS),
        "worst": ("Worst", DOLLARS),
        "picked": ("The one you picked", DOLLARS),
        "paid_in": ("Paid in", DOLLARS),
    }
    return compile_spec(
        alt.layer(
            legend(LABELS, COLOURS),
            band("low", "high", NINE),
            band("quarter", "three_quarters", HALF),
            line("best", EDGES, 1.5, strokeDash=[2, 3]),
            line("worst", EDGES, 1.5, strokeDash=[2, 3]),
            line("paid_in", PAID_IN, 2.5),
            line("middle", MIDDLE, 3),
            line("picked", YOURS, 3),
            hover(x, tips),
            end_labels(value_axis("end_y")),
        ),
        height=400,
    )


def starts_chart(frame: pd.DataFrame, *, kind: str) -> Chart:
    """Where each span ended, by its first month. `frame`: start (date), end, picked (the same value
    at the picked start alone), level (the line to be above). `kind`: "dollars" or "times"."""
    picked = frame.dropna(subset="picked").iloc[0]
    form = "${:,.0f}" if kind == "dollars" else "{:.2f} times"
    low, high = frame.loc[frame["end"].idxmin()], frame.loc[frame["end"].idxmax()]
    text = (
        f"One point for each start. Lowest {form.format(low['end'])} from {low['start']:%Y-%m}, "
        f"highest {form.format(high['end'])} from {high['start']:%Y-%m}; the start picked, "
        f"{picked['start']:%Y-%m}, ended with {form.format(picked['picked'])}. "
        f"The level line stands at {form.format(picked['level'])}."
    )
    return Chart(_starts_spec(kind), frame, text)


@cache
def _starts_spec(kind: str) -> dict[str, Any]:
    axis, tip = (SHORT_DOLLARS, DOLLARS) if kind == "dollars" else (TIMES, ".2f")
    x, rows = dates_axis("start"), alt.Chart(named_rows())
    tips = {"start": ("Start", "%b %Y"), "end": ("Ended with", tip)}
    picked = rows.transform_filter("isValid(datum.picked)")
    return compile_spec(
        alt.layer(
            rows.mark_line(strokeDash=[6, 4], color=palette("paid_in")[0], strokeWidth=2).encode(
                x=x, y=value_axis("level", axis)
            ),
            rows.mark_line(color=palette("index")[0], strokeWidth=2).encode(
                x=x, y=value_axis("end", axis)
            ),
            picked.mark_point(color=palette("you")[0], filled=True, size=130, opacity=1).encode(
                x=x, y=value_axis("picked", axis)
            ),
            hover(x, tips),
        ),
        height=280,
    )
