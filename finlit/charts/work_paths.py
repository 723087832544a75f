"""Two ways into work: what each has brought by each age, and when degrees catch up with a trade."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import DOLLARS, INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import (
    LABEL_SIZE,
    end_labels,
    end_rows,
    hover,
    legend,
    value_axis,
    years_axis,
)

TRADE, COLLEGE = "The trade", "College"


def two_paths_chart(frame: pd.DataFrame, catch_up: float, text: str) -> Chart:
    """Totals by age, and a ring where college catches up for good.

    `frame`: age, trade, college (dollars). `catch_up`: the age of that, NaN if there is none.
    """
    last = frame.iloc[-1]
    ends = end_rows(frame["age"], {TRADE: last["trade"], COLLEGE: last["college"]})
    met = frame[frame["age"] == catch_up][["age", "college"]]
    ring = met.rename(columns={"age": "met_age", "college": "met"})
    return Chart(_two_paths_spec(), pd.concat([frame, ends, ring], ignore_index=True), text)


@cache
def _two_paths_spec() -> dict[str, Any]:
    rows, x = alt.Chart(named_rows()), years_axis("age", "age")
    colours = palette("growth", "bonds")
    lines = [
        rows.transform_filter(f"isValid(datum.{field})")
        .mark_line(strokeWidth=2.6)
        .encode(x=x, y=value_axis(field), color=alt.datum(label))
        for field, label in (("trade", TRADE), ("college", COLLEGE))
    ]
    ring = (
        rows.transform_filter("isValid(datum.met)")
        .mark_point(size=160, strokeWidth=2.5, color=INK, filled=False)
        .encode(x=years_axis("met_age", "age"), y=value_axis("met"))
    )
    tips = {
        "trade": (TRADE, DOLLARS),
        "college": (COLLEGE, DOLLARS),
        "age": ("Age", "d"),
    }
    return compile_spec(
        alt.layer(
            legend((TRADE, COLLEGE), colours),
            *lines[::-1],
            ring,
            end_labels(value_axis("end_y"), unit="age"),
            hover(x, tips),
        ),
        height=300,
    )


NEVER_AT = 68


def catch_up_chart(frame: pd.DataFrame, text: str) -> Chart:
    """A dot a major, stacked over the age at which it catches up; those that do not stand apart.

    `frame`: place (age, or NEVER_AT), height (1, 2 ... in its stack), major, early, later.
    """
    return Chart(_catch_up_spec(), frame, text)


@cache
def _catch_up_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="place",
        type="quantitative",
        scale=alt.Scale(domain=[21.5, NEVER_AT + 1.5], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            values=[25, 30, 35, 40, 45, 50, 55, 60, NEVER_AT],
            grid=False,
            labelOverlap=True,
            labelExpr=f"datum.value == {NEVER_AT} ? 'never' : "
            "(datum.index == 0 ? 'age ' : '') + datum.label",
        ),
    )
    y = alt.Y(
        field="height",
        type="quantitative",
        scale=alt.Scale(domain=[0, 18], nice=False),
        axis=None,
    )
    yes, no = palette("bonds", "growth")
    dots = rows.mark_circle(size=90, opacity=0.9).encode(
        x=x,
        y=y,
        color=alt.condition(f"datum.place == {NEVER_AT}", alt.value(no), alt.value(yes)),
        tooltip=[
            alt.Tooltip(field="major", type="nominal", title="Major"),
            alt.Tooltip(field="early", type="quantitative", title="Pay, 22 to 27", format=DOLLARS),
            alt.Tooltip(field="later", type="quantitative", title="Pay, 35 to 45", format=DOLLARS),
        ],
    )
    names = (
        rows.transform_filter("isValid(datum.label)")
        .mark_text(fontSize=LABEL_SIZE, color=INK, dy=-14)
        .encode(x=x, y=y, text=alt.Text(field="label", type="nominal"))
    )
    return compile_spec(alt.layer(dots, names), height=280)
