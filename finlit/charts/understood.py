"""A history as it was understood, to look at before it is used: its line, ends and odd points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from finlit.charts.base import INK, Chart, compile_spec, named_rows, palette, thin
from finlit.charts.parts import LABEL_SIZE, fitted_dates_axis, legend

LINE, ODD = "As read", "Looks odd"
MOST_POINTS = 300
MOST_ODD = 60


def understood_chart(levels: pd.Series, odd: Sequence[date] = (), figure: Any = None) -> Chart:
    """The picture. `levels` by day; `odd`: days to mark; `figure`: level -> text of its ends."""
    write = figure or (lambda value: f"{value:,.6g}")
    dates, values = pd.DatetimeIndex(levels.index), levels.to_numpy(float)
    marked = dates.get_indexer(pd.DatetimeIndex(sorted(set(odd)))[:MOST_ODD])
    marked = marked[marked >= 0]
    kept = np.unique(np.concatenate([thin(values, MOST_POINTS), marked]).astype(int))
    rows = pd.DataFrame({"date": dates[kept], "level": values[kept]})
    rows["odd"] = np.where(np.isin(kept, marked), rows["level"], np.nan)
    rows["end"] = ""
    for place in (0, len(rows) - 1):
        rows.loc[place, "end"] = write(rows["level"].iloc[place])
    rows["side"] = np.where(rows.index == 0, "first", "last")
    text = (
        f"A line from {rows['end'].iloc[0]} on {dates[0]:%Y-%m-%d} to {rows['end'].iloc[-1]} on "
        f"{dates[-1]:%Y-%m-%d}."
    )
    if len(marked):
        days = ", ".join(f"{dates[place]:%Y-%m-%d}" for place in marked[:6])
        count = "1 point looks" if len(marked) == 1 else f"{len(marked)} points look"
        text += f" {count} odd, marked with a ring: {days}."
    return Chart(_spec(bool(len(marked))), rows, text)


@lru_cache(maxsize=2)
def _spec(has_odd: bool) -> dict[str, Any]:
    x, rows = fitted_dates_axis("date"), alt.Chart(named_rows())
    y, odd_y = _height("level"), _height("odd")
    labels = (LINE, ODD) if has_odd else (LINE,)
    layers: list[Any] = [
        rows.mark_line(strokeWidth=1.8, interpolate="linear").encode(
            x=x, y=y, color=alt.datum(LINE) if has_odd else alt.value(palette("you")[0])
        )
    ]
    if has_odd:
        layers.insert(0, legend(labels, palette("you", "loss")))
        layers.append(
            rows.mark_point(size=110, strokeWidth=2.4, filled=False, opacity=1).encode(
                x=x,
                y=odd_y,
                color=alt.datum(ODD),
                tooltip=[
                    alt.Tooltip(field="date", type="temporal", title="Day", format="%Y-%m-%d"),
                    alt.Tooltip(field="odd", type="quantitative", title="Price", format=",.6~g"),
                ],
            )
        )
    to_the_right, to_the_left = alt.Align("left"), alt.Align("right")
    for side, align, dx in (("first", to_the_right, 4), ("last", to_the_left, -4)):
        ends = rows.transform_filter(f"datum.end != '' && datum.side == '{side}'")
        layers.append(ends.mark_point(filled=True, size=45, opacity=1, color=INK).encode(x=x, y=y))
        layers.append(
            ends.mark_text(
                align=align, dx=dx, dy=-12, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(x=x, y=y, text=alt.Text(field="end", type="nominal"))
        )
    return compile_spec(alt.layer(*layers), height=170)


def _height(name: str) -> alt.Y:
    """Without an axis: the ends are written beside the line."""
    scale = alt.Scale(zero=False, padding=14)
    return alt.Y(field=name, type="quantitative", scale=scale, axis=None)
