"""Companies that fell by half: where each stood some years on, and when they fell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend, value_axis

EPISODES = ("2000 to 2002", "2008 to 2009", "other years")
COLOURS = tuple(palette("bonds", "stock", "muted"))
# Places 0 to 7 are known growth, the two after them are not.
LAST_KNOWN = 7
AVERAGE, MIDDLE, INDEX = "Average", "Middle one", "Index, average"


def standing_chart(frame: pd.DataFrame, order: Sequence[str]) -> Chart:
    """Count of companies by where they stood, stacked by episode. `frame`: where, episode, count.

    `order`: the places from top to bottom.
    """
    total = frame.groupby("where", sort=False)["count"].sum().reindex(order).fillna(0)
    counts = ", ".join(f"{where}: {count:.0f}" for where, count in total.items())
    rows = frame.assign(place=frame["where"].map({name: n for n, name in enumerate(order)}))
    ends = pd.DataFrame({"where": order, "total": total.to_numpy(), "place": range(len(order))})
    text = f"Bars of companies, colored by when they fell. {counts}."
    return Chart(_standing_spec(), pd.concat([rows, ends], ignore_index=True), text)


def when_chart(frame: pd.DataFrame) -> Chart:
    """Count of first falls by year. `frame`: year, episode, count."""
    by_episode = frame.groupby("episode")["count"].sum()
    parts = ", ".join(f"{by_episode.get(name, 0)} in {name}" for name in EPISODES)
    return Chart(_when_spec(), frame, f"Bars by year: how many companies fell so far. {parts}.")


def averages_chart(frame: pd.DataFrame) -> Chart:
    """Mean and median growth by treatment of those that left. `frame`: how, mean, median, index."""
    parts = "; ".join(
        f"{row.how}: average {row.mean:.2f}, middle {row.median:.2f}, index {row.index_mean:.2f}"
        for row in frame.rename(columns={"index": "index_mean"}).itertuples()
    )
    text = f"Growth of one dollar by what is done with those that left. {parts}."
    return Chart(_averages_spec(), frame, text)


def _episode() -> alt.Color:
    return alt.Color(field="episode", type="nominal", title=None)


@cache
def _standing_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(
        field="where",
        type="nominal",
        sort=alt.EncodingSortField(field="place", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=0, labelFontSize=12),
    )
    return compile_spec(
        alt.layer(
            legend(EPISODES, COLOURS),
            rows.transform_filter("isValid(datum.count)")
            .mark_bar()
            .encode(
                y=y,
                x=alt.X(
                    field="count",
                    type="quantitative",
                    stack="zero",
                    axis=alt.Axis(title=None, format="d", tickCount=4, domain=False),
                ),
                color=_episode(),
                # What is not known is paler.
                opacity=alt.when(f"datum.place > {LAST_KNOWN}")
                .then(alt.value(0.5))
                .otherwise(alt.value(0.95)),
                order=alt.Order(field="order", type="quantitative"),
                tooltip=[
                    alt.Tooltip(field="where", type="nominal", title="Stood"),
                    alt.Tooltip(field="episode", type="nominal", title="Fell in"),
                    alt.Tooltip(field="count", type="quantitative", title="Companies"),
                ],
            ),
            rows.transform_filter("isValid(datum.total)")
            .mark_text(align="left", dx=5, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(
                y=y,
                x=alt.X(field="total", type="quantitative"),
                text=alt.Text(field="total", type="quantitative", format="d"),
            ),
        ),
        height=330,
    )


@cache
def _when_spec() -> dict[str, Any]:
    return compile_spec(
        alt.layer(
            legend(EPISODES, COLOURS),
            alt.Chart(named_rows())
            .mark_bar(opacity=0.92)
            .encode(
                x=alt.X(
                    field="year",
                    type="ordinal",
                    axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True, ticks=False),
                ),
                y=value_axis("count", "d"),
                color=_episode(),
                tooltip=[
                    alt.Tooltip(field="year", type="quantitative", title="Year"),
                    alt.Tooltip(field="count", type="quantitative", title="Companies"),
                ],
            ),
        ),
        height=220,
    )


@cache
def _averages_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(field="how", type="nominal", sort=None, axis=None)

    def mark(layer: alt.Chart, field: str, label: str) -> alt.Chart:
        return layer.encode(
            y=y,
            x=alt.X(
                field=field,
                type="quantitative",
                scale=alt.Scale(zero=False, padding=14),
                axis=alt.Axis(title=None, format="$.2f", tickCount=5, domain=False),
            ),
            color=alt.datum(label),
            tooltip=[
                alt.Tooltip(field="how", type="nominal", title="Those that left"),
                alt.Tooltip(field="mean", type="quantitative", title=AVERAGE, format="$.2f"),
                alt.Tooltip(field="median", type="quantitative", title=MIDDLE, format="$.2f"),
                alt.Tooltip(field="index", type="quantitative", title=INDEX, format="$.2f"),
            ],
        )

    return compile_spec(
        alt.layer(
            legend((AVERAGE, MIDDLE, INDEX), palette("stock", "bonds", "index")),
            rows.mark_text(align="left", dy=-18, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="how", type="nominal")
            ),
            mark(rows.mark_tick(thickness=4, size=20), "index", INDEX),
            mark(rows.mark_point(filled=True, size=130, opacity=1), "mean", AVERAGE),
            mark(
                rows.mark_point(filled=True, size=110, opacity=1, shape="diamond"), "median", MIDDLE
            ),
        ),
        height=320,
    )
