"""Growth at a constant rate: what was paid in, what it earned, and how doubling goes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import DOLLARS, INK, SHORT_DOLLARS, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import (
    LABEL_SIZE,
    end_labels,
    end_rows,
    hover,
    legend,
    value_axis,
    years_axis,
)

PAID_IN, SIMPLE, COMPOUND, TODAY = (
    "Paid in",
    "Simple interest",
    "Interest on interest",
    "In today's money",
)
LAYERS = (PAID_IN, SIMPLE, COMPOUND, TODAY)
# A paler and a full green: both are growth.
LAYER_COLOURS = (*palette("paid_in"), "#7cc9a8", *palette("growth"), INK)
LINES = ("Balance", PAID_IN, TODAY)
LINE_COLOURS = (*palette("growth", "paid_in"), INK)


def growth_chart(frame: pd.DataFrame, *, log: bool) -> Chart:
    """Balance by year. `frame`: year, paid_in, with_simple, balance, real_balance (dollars).

    On a plain scale the balance is stacked from its three parts; on a logarithmic one the lines
    alone are drawn, from the first year on.
    """
    shown = frame[frame["paid_in"] > 0] if log else frame
    last = shown.iloc[-1]
    ends = {name: float(last[name]) for name in ("balance", "paid_in", "real_balance")}
    rows = pd.concat([shown, end_rows(shown["year"], ends, log=log)], ignore_index=True)
    text = (
        f"Money by year. After {last['year']:.0f} years the balance is ${last['balance']:,.0f}: "
        f"${last['paid_in']:,.0f} paid in, the rest earned. In today's money the balance is worth "
        f"${last['real_balance']:,.0f}."
    )
    if log:
        text += " The scale is logarithmic: each step up multiplies."
    return Chart(_log_spec() if log else _plain_spec(), rows, text)


_TIPS: Mapping[str, tuple[str, str]] = {
    "year": ("Years", "d"),
    "balance": ("Balance", DOLLARS),
    "paid_in": (PAID_IN, DOLLARS),
    "real_balance": (TODAY, DOLLARS),
}


@cache
def _plain_spec() -> dict[str, Any]:
    x = years_axis("year")
    rows = alt.Chart(named_rows())

    def layer(bottom: str | None, top: str, label: str, opacity: float) -> alt.Chart:
        encoded = {
            "x": x,
            "y": value_axis(top),
            "color": alt.datum(label),
        }
        if bottom:
            encoded["y2"] = alt.Y2(field=bottom)
        return rows.mark_area(opacity=opacity).encode(**encoded)

    return compile_spec(
        alt.layer(
            legend(LAYERS, LAYER_COLOURS),
            layer(None, "paid_in", PAID_IN, 0.9),
            layer("paid_in", "with_simple", SIMPLE, 0.9),
            layer("with_simple", "balance", COMPOUND, 0.9),
            rows.mark_line(strokeDash=[6, 4], strokeWidth=2.5).encode(
                x=x,
                y=value_axis("real_balance"),
                color=alt.datum(TODAY),
            ),
            hover(x, _TIPS),
            end_labels(value_axis("end_y")),
        ),
        height=360,
    )


@cache
def _log_spec() -> dict[str, Any]:
    x = years_axis("year")
    rows = alt.Chart(named_rows())

    def line(name: str, label: str, **mark: Any) -> alt.Chart:
        return rows.mark_line(strokeWidth=3, **mark).encode(
            x=x,
            y=value_axis(name, log=True),
            color=alt.datum(label),
        )

    return compile_spec(
        alt.layer(
            legend(LINES, LINE_COLOURS),
            line("balance", "Balance"),
            line("paid_in", PAID_IN),
            line("real_balance", TODAY, strokeDash=[6, 4]),
            hover(x, _TIPS),
            end_labels(value_axis("end_y", log=True)),
        ),
        height=360,
    )


BEFORE, ADDED = "There before", "This doubling adds"
MOST_LABELS = 6


def doubling_chart(frame: pd.DataFrame) -> Chart:
    """One bar a doubling. `frame`: year (when it is reached), before, added (dollars)."""
    rows = frame.assign(amount=frame["before"] + frame["added"])
    # The label of the tallest bar needs room under the legend.
    rows["room"] = 1.15 * rows["amount"]
    # Many small bars stand too close for a label each: only the tall ones keep theirs.
    rows["label"] = rows["amount"].where(
        (len(rows) <= MOST_LABELS) | (rows["amount"] > rows["amount"].iloc[-1] / 9)
    )
    last = rows.iloc[-1]
    text = (
        f"Bars, each twice as tall as the one before. The last doubling, in year "
        f"{last['year']:.1f}, alone adds ${last['added']:,.0f}."
    )
    return Chart(_doubling_spec(), rows, text)


@cache
def _doubling_spec() -> dict[str, Any]:
    x = alt.X(
        field="year",
        type="ordinal",
        axis=alt.Axis(
            title=None,
            format=".0f",
            labelAngle=0,
            ticks=False,
            labelOverlap=True,
            labelExpr="'year ' + datum.label",
        ),
    )
    rows = alt.Chart(named_rows())
    tips = [
        alt.Tooltip(field="year", type="quantitative", title="Years", format=".1f"),
        alt.Tooltip(field="amount", type="quantitative", title="Worth", format=DOLLARS),
        alt.Tooltip(field="added", type="quantitative", title="Added", format=DOLLARS),
    ]
    return compile_spec(
        alt.layer(
            legend((BEFORE, ADDED), palette("paid_in", "growth")),
            rows.mark_bar(opacity=0.9).encode(
                x=x,
                y=value_axis("before"),
                color=alt.datum(BEFORE),
                tooltip=tips,
            ),
            rows.mark_bar(opacity=0.9).encode(
                x=x,
                y=value_axis("before"),
                y2=alt.Y2(field="amount"),
                color=alt.datum(ADDED),
                tooltip=tips,
            ),
            rows.mark_point(opacity=0, aria=False).encode(x=x, y=value_axis("room")),
            rows.transform_filter("isValid(datum.label)")
            .mark_text(dy=-8, color=INK, fontSize=LABEL_SIZE)
            .encode(
                x=x,
                y=value_axis("label"),
                text=alt.Text(field="label", type="quantitative", format=SHORT_DOLLARS),
            ),
        ),
        height=280,
    )
