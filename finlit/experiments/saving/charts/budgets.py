"""What groups of households have and spend: two dots a group and what lies between."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import DOLLARS, INK, SHORT_DOLLARS, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend

HAD, SPENT = "Had", "Spent"
ROW = 44


def had_and_spent_chart(frame: pd.DataFrame) -> Chart:
    """Two dots a group on one axis of dollars. `frame`: label (words above), had, spent."""
    said = "; ".join(
        f"{row.label} had ${row.had:,.0f}, spent ${row.spent:,.0f}"
        for row in frame.itertuples(index=False)
    )
    return Chart(_spec(len(frame)), frame, f"Two dots a group, dollars a year. {said}.")


@lru_cache(maxsize=8)
def _spec(count: int) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    colours = palette("growth", "stock")
    y = alt.Y(
        field="label",
        type="nominal",
        sort=None,
        axis=None,
        # Room above for the words of the first group, below the legend.
        scale=alt.Scale(padding=0.5),
    )

    def dollars(name: str) -> alt.X:
        return alt.X(
            field=name,
            type="quantitative",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(title=None, format=SHORT_DOLLARS, tickCount=4, domain=False, ticks=False),
        )

    tips = [
        alt.Tooltip(field="label", type="nominal", title="Group"),
        alt.Tooltip(field="had", type="quantitative", title=HAD, format=DOLLARS),
        alt.Tooltip(field="spent", type="quantitative", title=SPENT, format=DOLLARS),
    ]

    def dots(name: str, label: str) -> alt.Chart:
        return rows.mark_circle(size=150, opacity=1).encode(
            y=y, x=dollars(name), color=alt.datum(label), tooltip=tips
        )

    return compile_spec(
        alt.layer(
            legend((HAD, SPENT), colours),
            rows.mark_bar(height=3, color=palette("muted")[0], opacity=0.8, aria=False).encode(
                y=y, x=dollars("had"), x2=alt.X2(field="spent")
            ),
            dots("had", HAD),
            dots("spent", SPENT),
            rows.mark_text(align="left", dy=-17, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="label", type="nominal")
            ),
        ),
        height=44 + ROW * count,
    )
