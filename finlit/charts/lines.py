"""Lines side by side over dates or years, and a bar for each of a few named figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, dates_axis, hover, legend, value_axis, years_axis


def lines_chart(
    frame: pd.DataFrame,
    labels: Sequence[str],
    kinds: Sequence[str],
    form: str,
    text: str,
    *,
    log: bool = False,
    zero: bool = True,
) -> Chart:
    """Lines over `date`, or over `year` from a moment (may be negative).

    `frame` holds line_0, line_1 ... in the order of `labels`; a missing value is not drawn. `kinds`
    names the palette, `form` writes values, `text` says what is to be seen. The axis begins at 0
    unless `zero` is false.
    """
    by_date = "date" in frame
    return Chart(_lines_spec(tuple(labels), tuple(kinds), form, log, zero, by_date), frame, text)


@lru_cache(maxsize=64)
def _lines_spec(
    labels: tuple[str, ...],
    kinds: tuple[str, ...],
    form: str,
    log: bool,
    zero: bool,
    by_date: bool,
) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = dates_axis("date") if by_date else years_axis("year", "")

    def up(field: str) -> alt.Y:
        axis = value_axis(field, form, log=log)
        return axis if zero else axis.scale(zero=False)

    lines = [
        rows.mark_line(strokeWidth=2.4).encode(x=x, y=up(f"line_{place}"), color=alt.datum(label))
        for place, label in enumerate(labels)
    ]
    tips = {f"line_{place}": (label, form) for place, label in enumerate(labels)}
    when = {"date": ("Month", "%b %Y")} if by_date else {"year": ("Years", ".1f")}
    return compile_spec(
        alt.layer(legend(labels, palette(*kinds)), *lines[::-1], hover(x, {**tips, **when})),
        height=300,
    )


def named_bars(frame: pd.DataFrame, form: str, text: str, *, kind: str = "index") -> Chart:
    """A bar a row, its name above it. `frame`: name, value, picked (True stands out)."""
    return Chart(_bars_spec(form, kind, len(frame)), frame, text)


@lru_cache(maxsize=32)
def _bars_spec(form: str, kind: str, count: int) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(field="name", type="nominal", sort=None, axis=None)
    x = alt.X(
        field="value",
        type="quantitative",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(title=None, format=form, tickCount=4, domain=False, ticks=False),
    )
    picked, other = palette(kind, "muted")
    tips = [
        alt.Tooltip(field="name", type="nominal", title=" "),
        alt.Tooltip(field="value", type="quantitative", title="Value", format=form),
    ]
    value = alt.Text(field="value", type="quantitative", format=form)
    text = rows.encode(y=y, x=x, text=value)
    return compile_spec(
        alt.layer(
            rows.mark_bar(height=16, opacity=0.9).encode(
                y=y,
                x=x,
                color=alt.condition("datum.picked", alt.value(picked), alt.value(other)),
                tooltip=tips,
            ),
            text.transform_filter("datum.value >= 0").mark_text(
                align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ),
            text.transform_filter("datum.value < 0").mark_text(
                align="right", dx=-5, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ),
            rows.mark_text(align="left", dy=-20, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="name", type="nominal")
            ),
        ),
        height=60 + 52 * count,
    )
