"""Two ways into work: which one is ahead at each age, and when degrees catch up with a trade."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import (
    DOLLARS,
    INK,
    SHORT_DOLLARS,
    Chart,
    compile_spec,
    named_rows,
    palette,
)
from finlit.charts.parts import LABEL_SIZE, hover, legend, value_axis, years_axis

TRADE, COLLEGE = "The trade is ahead by", "College is ahead by"


def lead_chart(frame: pd.DataFrame, text: str) -> Chart:
    """By how much one path is ahead of the other in all that came in, by age.

    `frame`: age, trade, college (dollars). Above the line the trade is ahead, below it college.
    """
    gap = frame["trade"] - frame["college"]
    rows = pd.DataFrame(
        {
            "age": frame["age"],
            "above": gap.clip(lower=0),
            "below": gap.clip(upper=0),
            "trade": frame["trade"],
            "college": frame["college"],
        }
    )
    rows.loc[len(rows), ["room", "end_y", "end_value"]] = [
        END_ROOM,
        float(gap.iloc[-1]),
        abs(float(gap.iloc[-1])),
    ]
    return Chart(_lead_spec(), rows, text)


END_ROOM = 72


@cache
def _lead_spec() -> dict[str, Any]:
    rows, x = alt.Chart(named_rows()), years_axis("age", "age")
    colours = palette("growth", "bonds")

    def up(field: str) -> alt.Y:
        # Dollars ahead have no sign: the side of the line says whose they are.
        axis = value_axis(field)
        return axis.axis(
            alt.Axis(
                title=None,
                tickCount=4,
                domain=False,
                ticks=False,
                labelExpr="format(abs(datum.value), '$.3~s')",
            )
        )

    areas = [
        rows.transform_filter(f"isValid(datum.{field})")
        .mark_area(opacity=0.8, line=False)
        .encode(x=x, y=up(field), color=alt.datum(label))
        for field, label in (("above", TRADE), ("below", COLLEGE))
    ]
    zero = rows.mark_rule(color=INK, opacity=0.6).encode(y=alt.YDatum(0))
    end = (
        rows.transform_filter("isValid(datum.end_value)")
        .mark_text(align="right", dy=-10, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
        .encode(
            x=years_axis("room", "age"),
            y=up("end_y"),
            text=alt.Text(field="end_value", type="quantitative", format=SHORT_DOLLARS),
        )
    )
    tips = {
        "trade": ("All pay, the trade", DOLLARS),
        "college": ("All pay, college", DOLLARS),
        "age": ("Age", "d"),
    }
    return compile_spec(
        alt.layer(legend((TRADE, COLLEGE), colours, columns=1), *areas, zero, end, hover(x, tips)),
        height=300,
    )


# Majors that never catch up stand in columns of their own at the right, under one word.
NEVER_AT, NEVER_ROWS = 67, 10
FIRST_AGE, LAST_PLACE = 22, NEVER_AT + 8


def catch_up_chart(frame: pd.DataFrame, text: str) -> Chart:
    """A dot a major, stacked over the age at which it catches up; those that never do, apart.

    `frame`: age (NaN for never), major, early, later (dollars), in the order of stacking.
    """
    rows = frame[["major", "early", "later"]].copy()
    never = frame["age"].isna()
    rows["place"] = frame["age"].fillna(NEVER_AT)
    rows["height"] = rows.groupby("place").cumcount() + 1
    column, row = divmod(rows.loc[never, "height"] - 1, NEVER_ROWS)
    rows.loc[never, "place"] += column
    rows.loc[never, "height"] = row + 1
    return Chart(_catch_up_spec(), rows, text)


@cache
def _catch_up_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="place",
        type="quantitative",
        scale=alt.Scale(domain=[FIRST_AGE, LAST_PLACE], nice=False, zero=False),
        axis=alt.Axis(
            title=None,
            values=[25, 30, 35, 40, 45, 50, 55, 60, NEVER_AT + 1],
            grid=False,
            labelOverlap=True,
            labelExpr=f"datum.value > {NEVER_AT} ? 'never' : "
            "(datum.index == 0 ? 'age ' : '') + datum.label",
        ),
    )
    y = alt.Y(
        field="height",
        type="quantitative",
        scale=alt.Scale(domain=[0, NEVER_ROWS + 1], nice=False),
        axis=None,
    )
    yes, no = palette("bonds", "growth")
    dots = rows.mark_circle(size=64, opacity=0.9).encode(
        x=x,
        y=y,
        color=alt.condition(f"datum.place >= {NEVER_AT}", alt.value(no), alt.value(yes)),
        tooltip=[
            alt.Tooltip(field="major", type="nominal", title="Major"),
            alt.Tooltip(field="early", type="quantitative", title="Pay, 22 to 27", format=DOLLARS),
            alt.Tooltip(field="later", type="quantitative", title="Pay, 35 to 45", format=DOLLARS),
        ],
    )
    return compile_spec(dots, height=220)
