"""What a class guessed: how many guesses lie in each bar, and where history came out."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import (
    INK,
    PERCENT,
    SHORT_DOLLARS,
    Chart,
    compile_spec,
    named_rows,
    palette,
)
from finlit.words.formats import as_said

_FORMS = {"money": SHORT_DOLLARS, "percent": PERCENT}
_FONT = 24  # read from the back of a room


def guesses_chart(frame: pd.DataFrame, unit: str, *, by_ratio: bool, came: str = "") -> Chart:
    """A histogram, large enough for a projector. `frame`: low, high (the edges of a bar, in
    `unit`), count; a row with `answer` alone marks what came out, which `came` says in words."""
    bars = frame.dropna(subset=["count"])
    top = bars.loc[bars["count"].idxmax()]
    text = (
        f"Bars of {bars['count'].sum():.0f} guesses from {as_said(bars['low'].min(), unit)} to "
        f"{as_said(bars['high'].max(), unit)}. Most lie between {as_said(top['low'], unit)} and "
        f"{as_said(top['high'], unit)}."
    )
    if came:
        text += f" What came out: {came}."
    return Chart(_spec(_FORMS.get(unit, "~s"), by_ratio), frame, text)


@cache
def _spec(form: str, by_ratio: bool) -> dict[str, Any]:
    axis = alt.Axis(
        title=None, format=form, tickCount=7, grid=False, labelOverlap=True, labelFontSize=_FONT
    )
    scale = alt.Scale(type="log", nice=False) if by_ratio else alt.Scale(zero=False, nice=False)

    def along(field: str) -> alt.X:
        return alt.X(field=field, type="quantitative", axis=axis, scale=scale)

    rows = alt.Chart(named_rows())
    bars = rows.transform_filter("datum.count > 0").transform_calculate(
        middle="sqrt(datum.low * datum.high)" if by_ratio else "(datum.low + datum.high) / 2"
    )
    # Room above the highest bar for its number.
    height = alt.Y(
        field="count",
        type="quantitative",
        axis=None,
        scale=alt.Scale(zero=True, padding=24, nice=False),
    )
    tips = [
        alt.Tooltip(field="low", type="quantitative", title="From", format=form),
        alt.Tooltip(field="high", type="quantitative", title="To", format=form),
        alt.Tooltip(field="count", type="quantitative", title="Guesses", format="d"),
    ]
    answer = rows.transform_filter("isValid(datum.answer)")
    return compile_spec(
        alt.layer(
            bars.mark_bar(color=palette("you")[0], opacity=0.85, binSpacing=2).encode(
                x=along("low"), x2=alt.X2(field="high"), y=height, y2=alt.Y2(datum=0), tooltip=tips
            ),
            bars.mark_text(dy=-12, color=INK, fontSize=_FONT, fontWeight=600).encode(
                x=along("middle"), y=height, text=alt.Text(field="count", type="quantitative")
            ),
            answer.mark_rule(color=INK, strokeWidth=4, strokeDash=[8, 5]).encode(x=along("answer")),
        ),
        height=320,
    )
