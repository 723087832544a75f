"""A learner's own series: its falls, savings in it, a ladder into it, and several side by side.

Money has no sign here, for the series may be in any currency; the heading above names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import (
    fitted_dates_axis,
    fitted_percent_axis,
    fitted_value_axis,
    hover,
    legend,
)

PLAIN, FINE = ",.0f", ",.4~r"
PAID_IN, WORTH, BUY, COST, PRICE = "Paid in", "Worth", "You buy", "Your average cost", "Price"
# As many as a chart can tell apart; the learner's own comes first.
KINDS = ("you", "index", "growth", "stock", "bonds", "gold")
MOST = len(KINDS)


def falls_chart(frame: pd.DataFrame) -> Chart:
    """How far below its high so far. `frame`: date, below (0 at a high, -0.5 half lost)."""
    low = frame.loc[frame["below"].idxmin()]
    text = (
        f"An area that hangs from zero. Deepest in {low['date']:%B %Y}: {low['below']:.0%} from "
        "the highest level so far."
    )
    return Chart(_falls_spec(), frame, text)


@cache
def _falls_spec() -> dict[str, Any]:
    x, rows = fitted_dates_axis("date"), alt.Chart(named_rows())
    (loss,) = palette("loss")
    y = fitted_percent_axis("below")
    return compile_spec(
        alt.layer(
            rows.mark_area(
                color=loss, opacity=0.35, line={"color": loss, "strokeWidth": 1.6}
            ).encode(x=x, y=y),
            hover(x, {"below": ("From its high", ".1%"), "date": ("Day", "%x")}),
        ),
        height=240,
    )


def worth_chart(frame: pd.DataFrame, name: str, beside: str = "") -> Chart:
    """Money paid in and what it is worth. `frame`: date, paid_in, value, and beside_value where
    `beside` names what else the same money went into; a missing value is not drawn."""
    columns = ["value", "beside_value"] if beside else ["value"]
    ends = {column: frame[column].dropna().iloc[-1] for column in columns}
    text = (
        f"Lines by date. At the end {frame['paid_in'].iloc[-1]:,.0f} is paid in and worth "
        f"{ends['value']:,.0f} in {name}"
    )
    text += f", {ends['beside_value']:,.0f} in {beside}." if beside else "."
    rows = frame[["date", "paid_in", *columns]]
    return Chart(_worth_spec(beside), rows, text)


@lru_cache(maxsize=16)
def _worth_spec(beside: str) -> dict[str, Any]:
    x, rows = fitted_dates_axis("date"), alt.Chart(named_rows())
    labels, colours = [PAID_IN, WORTH], palette("paid_in", "you")
    lines: list[Any] = [
        rows.mark_line(strokeWidth=2, interpolate="step-after").encode(
            x=x, y=fitted_value_axis("paid_in"), color=alt.datum(PAID_IN)
        )
    ]
    tips = {"value": (WORTH, PLAIN), "paid_in": (PAID_IN, PLAIN), "date": ("Day", "%x")}
    if beside:
        labels.append(beside)
        colours += palette("index")
        lines.append(
            rows.mark_line(strokeWidth=2.2).encode(
                x=x, y=fitted_value_axis("beside_value"), color=alt.datum(beside)
            )
        )
        tips = {"value": (WORTH, PLAIN), "beside_value": (beside, PLAIN)} | tips
    lines.append(
        rows.mark_line(strokeWidth=2.4).encode(
            x=x, y=fitted_value_axis("value"), color=alt.datum(WORTH)
        )
    )
    return compile_spec(alt.layer(legend(labels, colours), *lines, hover(x, tips)), height=300)


def ladder_chart(frame: pd.DataFrame, name: str) -> Chart:
    """Price, purchases and average cost on a logarithmic scale. `frame`: date, price, average_cost,
    buy (the price of a purchase, else missing)."""
    text = (
        f"The price of {name} on a logarithmic scale, from {frame['price'].iloc[0]:,.2f} to "
        f"{frame['price'].iloc[-1]:,.2f}, with {frame['buy'].count()} dots where the buyer buys "
        "and a dashed line for the average cost."
    )
    return Chart(_ladder_spec(), frame[["date", "price", "average_cost", "buy"]], text)


@cache
def _ladder_spec() -> dict[str, Any]:
    x, rows = fitted_dates_axis("date"), alt.Chart(named_rows())

    def y(field: str) -> alt.Y:
        return fitted_value_axis(field, log=True)

    bought = [
        alt.Tooltip(field="date", type="temporal", title=BUY, format="%B %d, %Y"),
        alt.Tooltip(field="buy", type="quantitative", title=PRICE, format=FINE),
        alt.Tooltip(field="average_cost", type="quantitative", title=COST, format=FINE),
    ]
    tips = {"price": (PRICE, FINE), "average_cost": (COST, FINE), "date": ("Day", "%x")}
    return compile_spec(
        alt.layer(
            legend((PRICE, BUY, COST), palette("stock", "you", "paid_in")),
            rows.mark_line(strokeWidth=1.6).encode(x=x, y=y("price"), color=alt.datum(PRICE)),
            rows.mark_line(strokeWidth=2, strokeDash=[5, 4], interpolate="step-after").encode(
                x=x, y=y("average_cost"), color=alt.datum(COST)
            ),
            hover(x, tips),
            rows.mark_point(filled=True, size=60, opacity=1, stroke=INK, strokeWidth=0.6).encode(
                x=x, y=y("buy"), color=alt.datum(BUY), tooltip=bought
            ),
        ),
        height=300,
    )


def compare_chart(frame: pd.DataFrame, names: Sequence[str], *, log: bool) -> Chart:
    """What 100 became in each. `frame`: date and one column a name, in order, 100 at first."""
    last = frame.iloc[-1]
    ends = "; ".join(f"{name} {last[name]:,.0f}" for name in names)
    text = f"{len(names)} lines that all begin at 100. At the end: {ends}."
    if log:
        text += " The scale is logarithmic: each step up multiplies."
    columns = {name: f"s{place}" for place, name in enumerate(names)}
    return Chart(_compare_spec(tuple(names), log), frame.rename(columns=columns), text)


@lru_cache(maxsize=64)
def _compare_spec(names: tuple[str, ...], log: bool) -> dict[str, Any]:
    x, rows = fitted_dates_axis("date"), alt.Chart(named_rows())
    lines = [
        rows.mark_line(strokeWidth=2.4 if place == 0 else 1.9).encode(
            x=x, y=fitted_value_axis(f"s{place}", log=log), color=alt.datum(name)
        )
        for place, name in enumerate(names)
    ]
    tips = {f"s{place}": (name, PLAIN) for place, name in enumerate(names)}
    return compile_spec(
        alt.layer(
            legend(names, palette(*KINDS[: len(names)]), columns=1),
            *lines[::-1],
            hover(x, tips | {"date": ("Date", "%b %Y")}),
        ),
        height=320,
    )
