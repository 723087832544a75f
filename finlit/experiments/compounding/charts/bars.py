"""Bars: the end by years waited, a fee's share by years held, prices by decade, a debt's cost."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import (
    DOLLARS,
    FINE_PERCENT,
    INK,
    PERCENT,
    SHORT_DOLLARS,
    Chart,
    compile_spec,
    named_rows,
    palette,
)
from finlit.charts.parts import LABEL_SIZE, legend, value_axis


def _steps(name: str, expression: str = "datum.label") -> alt.X:
    """One place a bar, upright labels."""
    return alt.X(
        field=name,
        type="ordinal",
        axis=alt.Axis(
            title=None, labelAngle=0, ticks=False, labelOverlap=True, labelExpr=expression
        ),
    )


def _above(x: alt.X, name: str, form: str) -> alt.Chart:
    """The value written over its bar."""
    return (
        alt.Chart(named_rows())
        .mark_text(dy=-9, color=INK, fontSize=LABEL_SIZE)
        .encode(
            x=x,
            y=value_axis(name, form),
            text=alt.Text(field=name, type="quantitative", format=form),
        )
    )


def _tip(name: str, title: str, form: str) -> alt.Tooltip:
    return alt.Tooltip(field=name, type="quantitative", title=title, format=form)


def waiting_chart(frame: pd.DataFrame) -> Chart:
    """The end by years waited. `frame`: wait (years), end (dollars), monthly_needed (dollars)."""
    first, last = frame.iloc[0], frame.iloc[-1]
    text = (
        f"Bars that shrink with each year waited: ${first['end']:,.0f} when starting now, "
        f"${last['end']:,.0f} after waiting {last['wait']:.0f} years."
    )
    return Chart(_waiting_spec(), frame, text)


@cache
def _waiting_spec() -> dict[str, Any]:
    x = _steps("wait", "datum.value == 0 ? 'now' : '+' + datum.label")
    bars = (
        alt.Chart(named_rows())
        .mark_bar(color=palette("growth")[0], opacity=0.9)
        .encode(
            x=x,
            y=value_axis("end"),
            tooltip=[
                _tip("wait", "Years waited", "d"),
                _tip("end", "Money at the end", DOLLARS),
                _tip("monthly_needed", "Needed a month to catch up", DOLLARS),
            ],
        )
    )
    return compile_spec(alt.layer(bars, _above(x, "end", SHORT_DOLLARS)), height=260)


def fee_share_chart(frame: pd.DataFrame) -> Chart:
    """Share of the end that a fee took, over all spans. `frame`: years, low, middle, high."""
    last = frame.iloc[-1]
    text = (
        f"Bars that grow with the years. Over {last['years']:.0f} years the fee took "
        f"{last['middle']:.0%} of the end in the middle span of history, and from "
        f"{last['low']:.0%} to {last['high']:.0%} in all."
    )
    return Chart(_fee_share_spec(), frame, text)


@cache
def _fee_share_spec() -> dict[str, Any]:
    x, rows = _steps("years", "datum.label + ' years'"), alt.Chart(named_rows())
    tips = [
        _tip("years", "Years held", "d"),
        _tip("low", "Least", FINE_PERCENT),
        _tip("middle", "Middle", FINE_PERCENT),
        _tip("high", "Most", FINE_PERCENT),
    ]
    label = rows.mark_text(dy=-9, color=INK, fontSize=LABEL_SIZE, fontWeight=600).encode(
        x=x,
        y=value_axis("high", PERCENT),
        text=alt.Text(field="middle", type="quantitative", format=PERCENT),
    )
    return compile_spec(
        alt.layer(
            rows.mark_bar(color=palette("loss")[0], opacity=0.85).encode(
                x=x, y=value_axis("middle", PERCENT), tooltip=tips
            ),
            rows.mark_rule(color=INK, strokeWidth=2).encode(
                x=x, y=value_axis("low", PERCENT), y2=alt.Y2(field="high"), tooltip=tips
            ),
            label,
        ),
        height=260,
    )


def decades_chart(frame: pd.DataFrame) -> Chart:
    """How fast prices rose in each decade. `frame`: decade ("1970s"), inflation (a year)."""
    top = frame.loc[frame["inflation"].idxmax()]
    falling = int((frame["inflation"] < 0).sum())
    text = (
        f"One bar a decade. Prices rose fastest in the {top['decade']}, {top['inflation']:.1%} a "
        f"year; they fell in {falling} of {len(frame)} decades."
    )
    return Chart(_decades_spec(), frame, text)


@cache
def _decades_spec() -> dict[str, Any]:
    up, down = palette("loss", "muted")
    bars = (
        alt.Chart(named_rows())
        .mark_bar(opacity=0.9)
        .encode(
            x=_steps("decade"),
            y=value_axis("inflation", PERCENT),
            color=alt.condition("datum.inflation < 0", alt.value(down), alt.value(up)),
            tooltip=[
                alt.Tooltip(field="decade", type="nominal", title="Decade"),
                _tip("inflation", "Prices a year", FINE_PERCENT),
            ],
        )
    )
    return compile_spec(bars, height=240)


BORROWED, INTEREST = "Borrowed", "Interest"


def debt_cost_chart(frame: pd.DataFrame) -> Chart:
    """What each way to pay costs. `frame`: plan, borrowed, total (dollars)."""
    said = "; ".join(
        f"{row.plan}: ${row.total - row.borrowed:,.0f} of interest" for row in frame.itertuples()
    )
    return Chart(_debt_cost_spec(), frame, f"Bars of all that is paid back for the debt. {said}.")


@cache
def _debt_cost_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    plan = alt.Y(
        field="plan",
        type="nominal",
        sort=None,
        axis=alt.Axis(title=None, ticks=False, domain=False),
    )

    def dollars(name: str) -> alt.X:
        return alt.X(
            field=name,
            type="quantitative",
            axis=alt.Axis(title=None, format=SHORT_DOLLARS, tickCount=4),
        )

    tips = [
        alt.Tooltip(field="plan", type="nominal", title="Plan"),
        _tip("borrowed", BORROWED, DOLLARS),
        _tip("total", "Paid back in all", DOLLARS),
    ]
    return compile_spec(
        alt.layer(
            legend((BORROWED, INTEREST), palette("paid_in", "loss")),
            rows.mark_bar(size=34, opacity=0.9).encode(
                y=plan, x=dollars("borrowed"), color=alt.datum(BORROWED), tooltip=tips
            ),
            rows.mark_bar(size=34, opacity=0.9).encode(
                y=plan,
                x=dollars("borrowed"),
                x2=alt.X2(field="total"),
                color=alt.datum(INTEREST),
                tooltip=tips,
            ),
        ),
        height=200,
    )
