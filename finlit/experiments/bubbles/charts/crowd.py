"""A crowd as two rows of dots: the hint each person had, and what the person chose."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend

HINT, CHOICE = "Own hint", "Choice"
RIGHT, WRONG = "Right", "Wrong"


def crowd_chart(frame: pd.DataFrame) -> Chart:
    """`frame`: person (1, 2, ...), row (HINT or CHOICE), answer (RIGHT or WRONG), followed (True
    for a choice made without the own hint)."""
    chosen = frame[frame["row"] == CHOICE]
    hinted = frame[frame["row"] == HINT]
    text = (
        f"Two rows of {len(chosen)} dots, a person each. {(hinted['answer'] == RIGHT).sum()} own "
        f"hints were right. {(chosen['answer'] == RIGHT).sum()} chose right; "
        f"{chosen['followed'].sum()} followed those before."
    )
    return Chart(_crowd_spec(), frame, text)


@cache
def _crowd_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    names, colours = (RIGHT, WRONG), palette("growth", "stock")
    x = alt.X(
        field="person",
        type="quantitative",
        scale=alt.Scale(nice=False, padding=8),
        axis=alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=False),
    )
    y = alt.Y(field="row", type="nominal", sort=None, axis=None)
    colour = alt.Color(
        field="answer",
        type="nominal",
        scale=alt.Scale(domain=list(names), range=colours),
        legend=None,
    )
    tips = [
        alt.Tooltip(field="person", type="quantitative", title="Person", format="d"),
        alt.Tooltip(field="row", type="nominal", title=" "),
        alt.Tooltip(field="answer", type="nominal", title="Was"),
    ]
    firsts = rows.transform_filter("datum.person == 1")
    return compile_spec(
        alt.layer(
            legend(names, colours),
            rows.transform_filter("!datum.followed")
            .mark_circle(size=70, opacity=1)
            .encode(x=x, y=y, color=colour, tooltip=tips),
            # Who followed is drawn as a ring: nothing of one's own is in it.
            rows.transform_filter("datum.followed")
            .mark_point(size=46, filled=False, strokeWidth=2, opacity=1)
            .encode(x=x, y=y, color=colour, tooltip=tips),
            firsts.mark_text(align="left", dx=-5, dy=-18, color=INK, fontSize=LABEL_SIZE).encode(
                x=x, y=y, text=alt.Text(field="row", type="nominal")
            ),
        ),
        height=130,
    )
