"""Mixes of assets: four measures, growth, and the cloud of mixes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import FINE_PERCENT, INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend, years_axis

YOURS = "Your mix"
MEASURES = ("Growth a year", "Swings", "Worst year", "Deepest fall")


def measures_chart(frame: pd.DataFrame, others: str, kind: str) -> Chart:
    """Two bars a measure: a mix, and below it what it is set beside.

    `frame`: measure, mix, beside (decimals; falls negative). `others`: name of what stands beside,
    `kind` its colour.
    """
    rows = frame.melt("measure", ["mix", "beside"], "who", "value")
    text = "; ".join(
        f"{row.measure} {row.mix:.1%}, {others} {row.beside:.1%}"
        for row in frame.itertuples(index=False)
    )
    return Chart(_measures_spec(others, kind), rows, f"{YOURS}: {text}.")


@cache
def _measures_spec(others: str, kind: str) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    bands = alt.Scale(paddingInner=0.42, paddingOuter=0.42)
    y = alt.Y(field="measure", type="nominal", sort=None, axis=None, scale=bands)
    x = alt.X(
        field="value",
        type="quantitative",
        axis=alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False),
    )
    at = rows.encode(
        y=y,
        x=x,
        yOffset=alt.YOffset(field="who", type="nominal", sort=["mix", "beside"]),
        tooltip=[
            alt.Tooltip(field="measure", type="nominal", title="Measure"),
            alt.Tooltip(field="value", type="quantitative", title="Value", format=FINE_PERCENT),
        ],
    )

    def bars(who: str, label: str) -> alt.Chart:
        mine = at.transform_filter(f"datum.who === '{who}'")
        return mine.mark_bar(opacity=0.9).encode(color=alt.datum(label))

    def figures(where: str, align: Any, dx: int) -> alt.Chart:
        return (
            at.transform_filter(f"datum.value {where} 0")
            .mark_text(align=align, dx=dx, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(text=alt.Text(field="value", type="quantitative", format=FINE_PERCENT))
        )

    # The name stands above its bars: beside them, a phone would have no room for the bars.
    names = rows.transform_filter("datum.who === 'mix'").mark_text(
        align="left", baseline="bottom", dy=-4, color=INK, fontSize=LABEL_SIZE
    )
    top = alt.Y(field="measure", type="nominal", sort=None, axis=None, scale=bands, bandPosition=0)
    return compile_spec(
        alt.layer(
            legend((YOURS, others), palette("you", kind)),
            rows.mark_rule(color=INK, opacity=0.6).encode(x=alt.datum(0)),
            bars("mix", YOURS),
            bars("beside", others),
            figures(">=", "left", 4),
            figures("<", "right", -4),
            names.encode(y=top, x=alt.value(0), text=alt.Text(field="measure", type="nominal")),
        ),
        height=340,
    )


# Steps of a logarithmic axis; those outside the data are not drawn.
STEPS = [step * 10**power for power in range(1, 8) for step in (1, 2, 5)]


def growth_lines_chart(frame: pd.DataFrame, labels: Sequence[str], kinds: Sequence[str]) -> Chart:
    """Value of 100 dollars on a logarithmic scale. `frame`: year (may have months as fractions),
    and line_0, line_1 ... in the order of `labels`; `kinds`: names of the palette."""
    last = frame.iloc[-1]
    ends = "; ".join(f"{label} ${last[f'line_{n}']:,.0f}" for n, label in enumerate(labels))
    return Chart(
        _growth_lines_spec(tuple(labels), tuple(kinds)),
        frame,
        f"What 100 dollars became by year. The scale is logarithmic: each step up multiplies. "
        f"At the end: {ends}.",
    )


@cache
def _growth_lines_spec(labels: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = years_axis("year", "")
    tips = [alt.Tooltip(field="year", type="quantitative", title="Year", format="d")] + [
        alt.Tooltip(field=f"line_{n}", type="quantitative", title=label, format="$,.0f")
        for n, label in enumerate(labels)
    ]
    axis = alt.Axis(
        title=None, format="$~s", values=STEPS, domain=False, ticks=False, labelOverlap=True
    )
    scale = alt.Scale(type="log", nice=False)
    lines = [
        rows.mark_line(strokeWidth=2.5).encode(
            x=x,
            y=alt.Y(field=f"line_{n}", type="quantitative", scale=scale, axis=axis),
            color=alt.datum(label),
        )
        for n, label in enumerate(labels)
    ]
    reader = rows.mark_rule(opacity=0, strokeWidth=10, aria=False).encode(x=x, tooltip=tips)
    return compile_spec(alt.layer(legend(labels, palette(*kinds)), *lines, reader), height=300)


GROUPS = ("No stocks", "Up to half stocks", "More than half stocks")
GROUP_KINDS = ("muted", "bonds", "index")


def cloud_chart(frame: pd.DataFrame, risk: str, assets: Sequence[str]) -> Chart:
    """All mixes as dots, risk to the right and growth up.

    `frame`: risk, cagr (decimals), group (0, 1, 2 by share of stocks), part_0 ... (whole percent of
    each asset), and on some rows name (a label) with side (left or right of the dot), or yours
    (1.0: the learner's mix). `risk`: name of the measure; `assets`: names of the parts.
    """
    yours = frame.dropna(subset=["yours"]).iloc[0]
    cloud = frame[frame["yours"].isna()]
    text = (
        f"{len(cloud)} mixes by {risk.lower()} and growth a year. Your mix: {risk.lower()} "
        f"{yours['risk']:.1%}, growth {yours['cagr']:.1%}. Among all mixes it goes from "
        f"{cloud['risk'].min():.1%} to {cloud['risk'].max():.1%}."
    )
    return Chart(_cloud_spec(risk, tuple(assets)), frame, text)


@cache
def _cloud_spec(risk: str, assets: tuple[str, ...]) -> dict[str, Any]:
    at = _cloud_dots(risk, assets)
    dots = [
        at.transform_filter(f"datum.group === {number} && !isValid(datum.yours)")
        .mark_circle(size=34, opacity=0.55)
        .encode(color=alt.datum(group))
        for number, group in enumerate(GROUPS)
    ]
    yours = at.transform_filter("isValid(datum.yours)")
    names = at.transform_filter("isValid(datum.name)")

    def text(where: str, align: Any, dx: int) -> alt.Chart:
        return (
            names.transform_filter(f"datum.side === '{where}'")
            .mark_text(align=align, dx=dx, color=INK, fontSize=LABEL_SIZE, fontWeight=600)
            .encode(text=alt.Text(field="name", type="nominal"))
        )

    return compile_spec(
        alt.layer(
            legend((*GROUPS, YOURS), palette(*GROUP_KINDS, "you")),
            *dots,
            names.transform_filter("!isValid(datum.yours)").mark_point(
                size=60, color=INK, strokeWidth=1.5
            ),
            yours.mark_point(filled=True, size=170, opacity=1).encode(color=alt.datum(YOURS)),
            text("left", "right", -9),
            text("right", "left", 9),
        ),
        height=340,
    )


def _cloud_dots(risk: str, assets: tuple[str, ...]) -> alt.Chart:
    """Where a mix lies, and what it says when pointed at."""
    axis = alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False)
    tips = [
        *(
            alt.Tooltip(field=f"part_{n}", type="quantitative", title=f"{asset}, %", format="d")
            for n, asset in enumerate(assets)
        ),
        alt.Tooltip(field="cagr", type="quantitative", title="Growth a year", format=FINE_PERCENT),
        alt.Tooltip(field="risk", type="quantitative", title=risk, format=FINE_PERCENT),
    ]
    return alt.Chart(named_rows()).encode(
        x=alt.X(
            field="risk",
            type="quantitative",
            scale=alt.Scale(zero=False, padding=12),
            axis=alt.Axis(title=risk, format=PERCENT, tickCount=5, grid=False),
        ),
        y=alt.Y(
            field="cagr",
            type="quantitative",
            scale=alt.Scale(zero=False, padding=14),
            axis=axis,
        ),
        tooltip=tips,
    )
