"""A few days that matter: money with and without them, and when they came."""

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
from finlit.charts.parts import LABEL_SIZE, dates_axis, end_rows, hover, legend, value_axis

LINES = {
    "held": "Every day",
    "without_best": "Without the best",
    "without_worst": "Without the worst",
    "without_both": "Without both",
}
COLOURS = tuple(palette("index", "loss", "growth", "muted"))
BEST, WORST = "Best days", "Worst days"


def missed_chart(frame: pd.DataFrame) -> Chart:
    """Four ways of holding. `frame`: date and the four columns of LINES, in dollars."""
    last = frame.iloc[-1]
    ends = {name: float(last[name]) for name in LINES}
    first, span = frame["date"].iloc[0], last["date"] - frame["date"].iloc[0]
    # End labels count along the axis from 0 to 1; here that is a stretch of days.
    labels = end_rows(pd.Series([0.0, 1.0]), ends)
    labels[["end_x", "room"]] = labels[["end_x", "room"]].apply(lambda along: first + along * span)
    parts = ", ".join(f"{LINES[name].lower()} ${value:,.0f}" for name, value in ends.items())
    rows = pd.concat([frame, labels], ignore_index=True)
    return Chart(_missed_spec(), rows, f"Four lines. At the end: {parts}.")


def days_chart(frame: pd.DataFrame, ends: pd.Series) -> Chart:
    """When the days came. `frame`: date, daily_return, kind (BEST or WORST).

    A column `holds` marks changes that hold more than one session with a ring, and says what
    they hold; "" is none. `ends`: first and last date of the whole span, so that empty years are
    seen as empty.
    """
    low, high = frame["daily_return"].min(), frame["daily_return"].max()
    text = (
        f"Upright bars by date: {(frame['kind'] == BEST).sum()} best days up to {high:+.1%} and "
        f"{(frame['kind'] == WORST).sum()} worst days down to {low:+.1%}. They come in clusters."
    )
    rows = pd.concat([frame, pd.DataFrame({"end": ends})], ignore_index=True)
    return Chart(_days_spec(), rows, text)


@cache
def _missed_spec() -> dict[str, Any]:
    x, rows = dates_axis("date"), alt.Chart(named_rows())
    at_end = alt.X(field="end_x", type="temporal")
    room = rows.transform_filter("isValid(datum.room)").mark_point(opacity=0, aria=False)
    return compile_spec(
        alt.layer(
            legend(tuple(LINES.values()), COLOURS),
            *(
                rows.mark_line(
                    strokeWidth=2, strokeDash=[5, 4] if name == "without_both" else [1, 0]
                ).encode(x=x, y=value_axis(name), color=alt.datum(label))
                for name, label in LINES.items()
            ),
            hover(
                x,
                {name: (label, DOLLARS) for name, label in LINES.items()}
                | {"date": ("Day", "%B %d, %Y")},
            ),
            rows.transform_filter("isValid(datum.end_value)")
            .mark_text(align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(
                x=at_end,
                y=value_axis("end_y"),
                text=alt.Text(field="end_value", type="quantitative", format=SHORT_DOLLARS),
            ),
            room.encode(x=alt.X(field="room", type="temporal")),
        ),
        height=320,
    )


@cache
def _days_spec() -> dict[str, Any]:
    x, rows = dates_axis("date"), alt.Chart(named_rows())
    return compile_spec(
        alt.layer(
            legend((BEST, WORST), palette("growth", "loss")),
            rows.transform_filter("isValid(datum.kind)")
            .mark_rule(strokeWidth=2.5, opacity=0.9)
            .encode(
                x=x,
                y=value_axis("daily_return", PERCENT),
                y2=alt.Y2Datum(0),
                color=alt.Color(field="kind", type="nominal", title=None),
                tooltip=[
                    alt.Tooltip(field="date", type="temporal", title="Day", format="%B %d, %Y"),
                    alt.Tooltip(
                        field="daily_return",
                        type="quantitative",
                        title="Change",
                        format=FINE_PERCENT,
                    ),
                ],
            ),
            rows.transform_filter("datum.holds")
            .mark_point(shape="circle", size=60, strokeWidth=2, filled=False, opacity=1, aria=False)
            .encode(
                x=x,
                y=value_axis("daily_return", PERCENT),
                color=alt.Color(field="kind", type="nominal", title=None),
                tooltip=[
                    alt.Tooltip(field="date", type="temporal", title="Day", format="%B %d, %Y"),
                    alt.Tooltip(field="holds", type="nominal", title="Holds"),
                ],
            ),
            rows.mark_rule(color=INK, strokeWidth=1, aria=False).encode(y=alt.datum(0.0)),
            rows.mark_point(opacity=0, aria=False).encode(x=alt.X(field="end", type="temporal")),
        ),
        height=230,
    )
