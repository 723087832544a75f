"""Who came first and who came later: who won each market, and what became of the money."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import DOLLARS, INK, SHORT_DOLLARS, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend

FIRST, LATER, GONE = "The first", "A later one", "Neither by now"
FIRST_STOCK, LATER_STOCK, INDEX = "The first", "The one after", "S&P 500"
ROW = 22
RIVALS_ROW = 46


def winners_chart(frame: pd.DataFrame) -> Chart:
    """A dot a market in one of three columns. `frame`: product, winner (FIRST, LATER or GONE)."""
    said = "; ".join(
        f"{name.lower()}: " + (", ".join(frame.loc[frame["winner"] == name, "product"]) or "none")
        for name in (FIRST, LATER, GONE)
    )
    return Chart(_winners_spec(len(frame)), frame, f"A dot for each market. Won by {said}.")


@lru_cache(maxsize=8)
def _winners_spec(count: int) -> dict[str, Any]:
    names = (FIRST, LATER, GONE)
    colours = palette("growth", "stock", "muted")
    y = alt.Y(
        field="product",
        type="nominal",
        sort=None,
        axis=alt.Axis(
            title=None, ticks=False, domain=False, labelFontSize=LABEL_SIZE, labelLimit=150
        ),
    )
    x = alt.X(
        field="winner",
        type="nominal",
        scale=alt.Scale(domain=list(names)),
        axis=alt.Axis(labels=False, ticks=False, domain=False, title=None, grid=True),
    )
    dots = (
        alt.Chart(named_rows())
        .mark_circle(size=190, opacity=1)
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                field="winner",
                type="nominal",
                scale=alt.Scale(domain=list(names), range=colours),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip(field="product", type="nominal", title="Market"),
                alt.Tooltip(field="winner", type="nominal", title="Won by"),
            ],
        )
    )
    return compile_spec(alt.layer(legend(names, colours, columns=1), dots), height=ROW * count)


def rivals_chart(frame: pd.DataFrame) -> Chart:
    """Two dots a market on a log scale, and a tick where the index ended.

    `frame`: name, label (the amounts in words), first, later, index (dollars), and shown_first,
    shown_later (the same, what is gone put at the edge).
    """
    said = "; ".join(
        f"{row.name}: the first ${row.first:,.0f}, the one after ${row.later:,.0f}"
        for row in frame.itertuples(index=False)
    )
    index = frame["index"].iloc[0]
    return Chart(
        _rivals_spec(len(frame)), frame, f"Two dots a market. {said}. The index: ${index:,.0f}."
    )


@lru_cache(maxsize=8)
def _rivals_spec(count: int) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    colours = palette("growth", "stock", "index")
    y = alt.Y(field="name", type="nominal", sort=None, axis=None)

    def dollars(name: str) -> alt.X:
        return alt.X(
            field=name,
            type="quantitative",
            scale=alt.Scale(type="log", nice=False),
            axis=alt.Axis(
                title=None,
                format=SHORT_DOLLARS,
                tickCount=4,
                domain=False,
                ticks=False,
                grid=False,
            ),
        )

    def dots(name: str, label: str) -> alt.Chart:
        return rows.mark_circle(size=150, opacity=1).encode(
            y=y, x=dollars(name), color=alt.datum(label), tooltip=tips
        )

    tips = [
        alt.Tooltip(field="name", type="nominal", title="Market"),
        alt.Tooltip(field="first", type="quantitative", title=FIRST_STOCK, format=DOLLARS),
        alt.Tooltip(field="later", type="quantitative", title=LATER_STOCK, format=DOLLARS),
    ]
    return compile_spec(
        alt.layer(
            legend((FIRST_STOCK, LATER_STOCK, INDEX), colours, columns=3),
            rows.mark_bar(height=2, color=palette("muted")[0], opacity=0.7, aria=False).encode(
                y=y, x=dollars("shown_first"), x2=alt.X2(field="shown_later")
            ),
            rows.mark_tick(thickness=3, size=16, opacity=1, aria=False).encode(
                y=y, x=dollars("index"), color=alt.datum(INDEX)
            ),
            dots("shown_later", LATER_STOCK),
            dots("shown_first", FIRST_STOCK),
            rows.mark_text(align="left", dy=-16, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="label", type="nominal")
            ),
        ),
        height=30 + RIVALS_ROW * count,
    )
