"""Axes, legends, hover text and end labels that line pictures share.

Frames are wide: one row a point, one column a line, so that few rows travel. End labels are rows
of their own (`end_x`, `end_y`, `end_value`), and `room` widens the x axis for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from finlit.charts.base import INK, SHORT_DOLLARS, named_rows

LABEL_SIZE = 13
# Share of the x axis that is kept free for labels at the right; of its height between two labels.
ROOM = 0.17
GAP = 0.075


def end_rows(along: pd.Series, ends: Mapping[str, float], *, log: bool = False) -> pd.DataFrame:
    """Rows that write each line's last value beside its end, moved apart where they would touch.

    `along`: the ascending x values of the lines; `ends`: line -> last value.
    """
    values = np.array(sorted(ends.values()), dtype=float)
    known = values[~np.isnan(values)]
    known = known[known > 0] if log else known
    rows = pd.DataFrame({"end_y": _apart(known, log), "end_value": known})
    first, last = float(along.iloc[0]), float(along.iloc[-1])
    rows["end_x"] = last
    rows["room"] = np.nan
    rows.loc[len(rows), "room"] = last + ROOM * (last - first)
    return rows


def _apart(values: np.ndarray, log: bool) -> np.ndarray:
    """Heights of ascending labels, each at least a gap above the one below."""
    heights = np.log(values) if log else values.copy()
    if len(heights) < 2:
        return values
    # A plain axis begins at 0; a logarithmic one spans some three powers of ten.
    gap = GAP * (np.log(1000) if log else heights[-1])
    for place in range(1, len(heights)):
        heights[place] = max(heights[place], heights[place - 1] + gap)
    return np.exp(heights) if log else heights


def years_axis(name: str, unit: str = "years") -> alt.X:
    """Years from a start along the bottom, the unit said once; or ages, with unit "age"."""
    one = unit.removesuffix("s")
    first = (
        "datum.index == 0 ? 'age ' + datum.value"
        if unit == "age"
        else f"datum.index == 1 ? datum.value + (datum.value == 1 ? ' {one}' : ' {unit}')"
    )
    return alt.X(
        field=name,
        type="quantitative",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            format="d",
            tickCount=5,
            tickMinStep=1,
            grid=False,
            labelExpr=f"{first} : datum.label",
            labelOverlap=True,
        ),
    )


def dates_axis(name: str) -> alt.X:
    """Calendar years along the bottom."""
    return alt.X(
        field=name,
        type="temporal",
        axis=alt.Axis(title=None, format="%Y", tickCount=6, grid=False, labelOverlap=True),
    )


# Under some three years a tick is a month, and the same year would stand there several times.
_FITTED = (
    "domain('x')[1] - domain('x')[0] < 9.5e10"
    " ? (domain('x')[1] - domain('x')[0] < 1e10"
    " ? timeFormat(datum.value, '%b %d') : timeFormat(datum.value, '%b %Y'))"
    " : timeFormat(datum.value, '%Y')"
)


def fitted_dates_axis(name: str) -> alt.X:
    """Dates along the bottom of any span: days, months or years, whichever fits."""
    axis = alt.Axis(title=None, labelExpr=_FITTED, tickCount=5, grid=False, labelOverlap=True)
    return alt.X(field=name, type="temporal", axis=axis)


def value_axis(name: str, form: str = SHORT_DOLLARS, *, log: bool = False) -> alt.Y:
    """Dollars, percent or times up the side, without a title."""
    scale = alt.Scale(type="log", nice=False) if log else alt.Scale(zero=True)
    axis = alt.Axis(title=None, format=form, tickCount=4, domain=False, ticks=False)
    return alt.Y(field=name, type="quantitative", scale=scale, axis=axis)


def fitted_value_axis(name: str, *, log: bool = False) -> alt.Y:
    """Amounts of any size up the side: "12k", "12", "0.0000088", never "8.8µ"."""
    scale = alt.Scale(type="log", nice=False) if log else alt.Scale(zero=True)
    small = "abs(datum.value) < 1 ? format(datum.value, '.4~r')"
    axis = alt.Axis(
        title=None,
        labelExpr=f"{small} : format(datum.value, '.3~s')",
        tickCount=4,
        domain=False,
        ticks=False,
    )
    return alt.Y(field=name, type="quantitative", scale=scale, axis=axis)


def fitted_percent_axis(name: str) -> alt.Y:
    """Percent up the side, with as many decimals as keep the labels apart."""
    span = "abs(domain('y')[1] - domain('y')[0])"
    axis = alt.Axis(
        title=None,
        labelExpr=(
            f"{span} < 0.005 ? format(datum.value, '.2%')"
            f" : {span} < 0.05 ? format(datum.value, '.1%') : format(datum.value, '.0%')"
        ),
        tickCount=4,
        domain=False,
        ticks=False,
    )
    return alt.Y(field=name, type="quantitative", axis=axis)


def legend(labels: Sequence[str], colours: Sequence[str], columns: int = 2) -> alt.Chart:
    """A layer without marks that gives the lines of a wide frame their colours and legend.

    A line takes its colour by `color=alt.datum(label)`.
    """
    return (
        alt.Chart(named_rows())
        .transform_filter("false")
        .mark_square(opacity=1, size=120, aria=False)
        .encode(
            color=alt.Color(
                field="line",
                type="nominal",
                scale=alt.Scale(domain=list(labels), range=list(colours)),
                legend=alt.Legend(
                    orient="top",
                    title=None,
                    columns=columns,
                    columnPadding=14,
                    rowPadding=2,
                    padding=0,
                    offset=8,
                    labelLimit=0,
                    labelFontSize=LABEL_SIZE,
                ),
            )
        )
    )


MOST_BARS = 80


def sparse(field: str) -> alt.Chart:
    """At most some eighty of the rows that know `field`, evenly taken, chosen in the browser.

    Every mark on a picture is redrawn on every move of a control, the unseen ones too.
    """
    return (
        alt.Chart(named_rows())
        .transform_filter(f"isValid(datum['{field}'])")
        .transform_window(number="row_number()")
        .transform_joinaggregate(all="count()")
        .transform_filter(f"datum.number % ceil(datum.all / {MOST_BARS}) == 0")
    )


def hover(x: alt.X, tips: Mapping[str, tuple[str, str]]) -> alt.Chart:
    """Unseen upright bars that show all lines' values: column -> (name shown, format)."""
    first = next(iter(tips))
    return (
        sparse(first)
        .mark_rule(opacity=0, strokeWidth=14, aria=False)
        .encode(
            x=x,
            tooltip=[
                alt.Tooltip(
                    field=name,
                    type="temporal" if form.startswith("%") else "quantitative",
                    title=title,
                    format=form,
                )
                for name, (title, form) in tips.items()
            ],
        )
    )


def end_labels(axis: alt.Y, form: str = SHORT_DOLLARS, unit: str = "years") -> Any:
    """Draws what `end_rows` made."""
    x = years_axis("end_x", unit)
    text = (
        alt.Chart(named_rows())
        .transform_filter("isValid(datum.end_value)")
        .mark_text(align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
        .encode(x=x, y=axis, text=alt.Text(field="end_value", type="quantitative", format=form))
    )
    room = (
        alt.Chart(named_rows())
        .transform_filter("isValid(datum.room)")
        .mark_point(opacity=0, aria=False)
        .encode(x=years_axis("room", unit))
    )
    return alt.layer(text, room)
