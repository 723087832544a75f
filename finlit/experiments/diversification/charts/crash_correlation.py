"""How assets move together: correlations with US stocks, and what each did in a crash."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, legend

USUAL, CRASH = "Other times", "Crash"


def together_chart(frame: pd.DataFrame) -> Chart:
    """How assets move with US stocks, outside crashes and in one.

    `frame`: asset, usual, crash (correlations from -1 to 1).
    """
    text = "Correlation with US stocks, outside crashes and in the crash: " + "; ".join(
        f"{row.asset} {row.usual:.2f} and {row.crash:.2f}" for row in frame.itertuples(index=False)
    )
    return Chart(_together_spec(), frame, f"{text}.")


def _assets_axis() -> alt.Y:
    return alt.Y(
        field="asset",
        type="nominal",
        sort=None,
        axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=0, labelFontSize=13),
    )


@cache
def _together_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    scale = alt.Scale(domain=[-0.6, 1], clamp=True)
    axis = alt.Axis(
        title="against   ←   0   →   in step",
        format=".1~f",
        values=[-0.5, 0, 0.5, 1],
        domain=False,
        ticks=False,
    )
    y = _assets_axis()
    tips = [
        alt.Tooltip(field="asset", type="nominal", title="Asset"),
        alt.Tooltip(field="usual", type="quantitative", title=USUAL, format=".2f"),
        alt.Tooltip(field="crash", type="quantitative", title=CRASH, format=".2f"),
    ]
    at = rows.encode(y=y, tooltip=tips)

    def x(name: str) -> alt.X:
        return alt.X(field=name, type="quantitative", scale=scale, axis=axis)

    return compile_spec(
        alt.layer(
            legend((USUAL, CRASH), palette("muted", "loss")),
            rows.mark_rule(color=INK, opacity=0.5).encode(x=alt.datum(0)),
            at.mark_rule(strokeWidth=3, opacity=0.45).encode(
                x=x("usual"), x2=alt.X2(field="crash"), color=alt.datum(CRASH)
            ),
            at.mark_point(filled=True, size=100, opacity=1).encode(
                x=x("usual"), color=alt.datum(USUAL)
            ),
            at.mark_point(filled=True, size=130, opacity=1).encode(
                x=x("crash"), color=alt.datum(CRASH)
            ),
        ),
        height=310,
    )


GAIN, LOSS = "Gained", "Lost"


def crash_chart(frame: pd.DataFrame) -> Chart:
    """What each asset did from the top to the bottom. `frame`: asset, change (decimal)."""
    text = "Change from the top of US stocks to the bottom: " + "; ".join(
        f"{row.asset} {row.change:.0%}" for row in frame.itertuples(index=False)
    )
    return Chart(_crash_spec(), frame, f"{text}.")


@cache
def _crash_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="change",
        type="quantitative",
        scale=alt.Scale(domain=[-0.8, 0.4]),
        axis=alt.Axis(title=None, format=PERCENT, tickCount=5, domain=False, ticks=False),
    )
    at = rows.encode(y=_assets_axis(), x=x)
    words = alt.Text(field="change", type="quantitative", format="+.0%")

    def side(where: str, label: str, align: Any, dx: int) -> tuple[alt.Chart, ...]:
        some = at.transform_filter(f"datum.change {where} 0")
        return (
            some.mark_bar(height=17, opacity=0.9).encode(color=alt.datum(label)),
            some.mark_text(
                align=align, dx=dx, color=INK, fontSize=LABEL_SIZE, fontWeight=600
            ).encode(text=words),
        )

    return compile_spec(
        alt.layer(
            legend((LOSS, GAIN), palette("loss", "growth")),
            rows.mark_rule(color=INK, opacity=0.6).encode(x=alt.datum(0)),
            *side("<", LOSS, "right", -4),
            *side(">=", GAIN, "left", 4),
        ),
        height=310,
    )
