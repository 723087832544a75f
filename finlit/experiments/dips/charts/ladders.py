"""Buying one stock all the way down: its price with each purchase, and what the money became."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from finlit.charts.base import DOLLARS, INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, dates_axis, hover, legend, value_axis

PRICE, BUY, COST, SINGLE = "Price", "You buy", "Your average cost", "Price from a press report"
PAID_IN, STOCK, INDEX = "Paid in", "In the stock", "Same dollars in the index"
WORTHLESS = "shares worthless"
CENTS = "$,.2f"


def ladder_chart(frame: pd.DataFrame, name: str) -> Chart:
    """Price, purchases and average cost on a logarithmic scale.

    `frame`: date, price, average_cost, buy (price of a purchase, else NaN), single (price known
    for this day alone, else NaN), ended (0 on the day the shares were worthless, else NaN).
    """
    known = frame.dropna(subset=["price"])
    bought = frame["buy"].count()
    text = (
        f"The price of {name} on a logarithmic scale, from ${known['price'].iloc[0]:,.2f} to "
        f"${known['price'].iloc[-1]:,.2f}, with {bought} dots where the buyer buys and a line for "
        "the average cost."
    )
    ended = frame["ended"].notna()
    if ended.any():
        text += f" In the end: {WORTHLESS}."
    # A logarithmic scale has no zero, so the end stands a little below the lowest price.
    lowest = np.nanmin(frame[["price", "single", "average_cost"]].to_numpy())
    rows = frame.assign(ended=frame["ended"].where(~ended, lowest * 0.8))
    return Chart(_ladder_spec(), rows, text)


def money_chart(frame: pd.DataFrame, name: str, index: str) -> Chart:
    """Paid in, worth in the stock and in the index by date (dollars).

    `frame`: date, paid_in, value, index_value, single_value (known for this day alone),
    ended (0 on the day the shares were worthless, else NaN).
    """
    last = frame.dropna(subset=["index_value"]).iloc[-1]
    worth = frame["value"].dropna().iloc[-1]
    text = (
        f"Three lines. At the end ${last['paid_in']:,.0f} is paid in and the same dollars in "
        f"{index} are worth ${last['index_value']:,.0f}. The last known worth in {name}: "
        f"${worth:,.0f}."
    )
    return Chart(_money_spec(), frame, text)


def prices(name: str) -> alt.Y:
    """Dollars on a logarithmic scale, with a line across at each power of ten alone."""
    power = "abs(log(datum.value) / LN10 - round(log(datum.value) / LN10)) > 0.001"
    axis = value_axis(name, "$~g", log=True)
    axis["axis"]["gridOpacity"] = alt.when(power).then(alt.value(0)).otherwise(alt.value(1))
    return axis


@cache
def _ladder_spec() -> dict[str, Any]:
    x, rows = dates_axis("date"), alt.Chart(named_rows())
    labels = (PRICE, BUY, COST)
    colours = palette("stock", "you", "paid_in")
    ended = rows.transform_filter("isValid(datum.ended)")
    return compile_spec(
        alt.layer(
            legend(labels, colours),
            rows.mark_line(strokeWidth=1.6).encode(x=x, y=prices("price"), color=alt.datum(PRICE)),
            rows.mark_line(strokeWidth=2, strokeDash=[5, 4], interpolate="step-after").encode(
                x=x, y=prices("average_cost"), color=alt.datum(COST)
            ),
            rows.mark_point(size=26, strokeWidth=1.5, color=palette("stock")[0]).encode(
                x=x,
                y=prices("single"),
                tooltip=[
                    alt.Tooltip(field="date", type="temporal", title=SINGLE, format="%B %d, %Y"),
                    alt.Tooltip(field="single", type="quantitative", title=PRICE, format=CENTS),
                ],
            ),
            hover(
                x, {"price": (PRICE, CENTS), "average_cost": (COST, CENTS), "date": ("Day", "%x")}
            ),
            rows.mark_point(filled=True, size=60, opacity=1, stroke=INK, strokeWidth=0.6).encode(
                x=x,
                y=prices("buy"),
                color=alt.datum(BUY),
                tooltip=[
                    alt.Tooltip(field="date", type="temporal", title=BUY, format="%B %d, %Y"),
                    alt.Tooltip(field="buy", type="quantitative", title=PRICE, format=CENTS),
                    alt.Tooltip(
                        field="average_cost", type="quantitative", title=COST, format=CENTS
                    ),
                ],
            ),
            ended.mark_point(
                shape="cross", angle=45, filled=True, size=130, opacity=1, color=palette("loss")[0]
            ).encode(x=x, y=prices("ended")),
            ended.mark_text(
                text=WORTHLESS,
                align="right",
                dx=-11,
                color=INK,
                fontSize=LABEL_SIZE,
                fontWeight=600,
            ).encode(x=x, y=prices("ended")),
        ),
        height=300,
    )


@cache
def _money_spec() -> dict[str, Any]:
    x, rows = dates_axis("date"), alt.Chart(named_rows())
    labels, colours = (PAID_IN, STOCK, INDEX), palette("paid_in", "stock", "index")
    ended = rows.transform_filter("isValid(datum.ended)")
    return compile_spec(
        alt.layer(
            legend(labels, colours),
            rows.mark_line(strokeWidth=2, interpolate="step-after").encode(
                x=x, y=value_axis("paid_in"), color=alt.datum(PAID_IN)
            ),
            rows.mark_line(strokeWidth=2.2).encode(
                x=x, y=value_axis("index_value"), color=alt.datum(INDEX)
            ),
            rows.mark_line(strokeWidth=2.2).encode(
                x=x, y=value_axis("value"), color=alt.datum(STOCK)
            ),
            rows.mark_point(size=26, strokeWidth=1.5, color=palette("stock")[0]).encode(
                x=x, y=value_axis("single_value")
            ),
            hover(
                x,
                {
                    "index_value": (INDEX, DOLLARS),
                    "value": (STOCK, DOLLARS),
                    "paid_in": (PAID_IN, DOLLARS),
                    "date": ("Day", "%x"),
                },
            ),
            ended.mark_point(
                shape="cross", angle=45, filled=True, size=130, opacity=1, color=palette("loss")[0]
            ).encode(x=x, y=value_axis("ended")),
        ),
        height=280,
    )
