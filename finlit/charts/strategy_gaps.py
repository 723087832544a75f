"""Waiting for dips of several sizes side by side, and how often stocks had gained."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.gaps import BUYERS, GAP, gap_ticks, signed, zero_line
from finlit.charts.parts import LABEL_SIZE, value_axis


def gap_ranges(frame: pd.DataFrame, first: str, second: str) -> Chart:
    """Where most spans ended, one bar a dip. `frame`: dip, low, median, high (gaps), behind."""
    rows = frame.assign(
        name=[
            f"Wait for −{dip:.0%}: behind in {behind * 100:.0f} of 100"
            for dip, behind in zip(frame["dip"], frame["behind"], strict=True)
        ]
    )
    parts = "; ".join(
        f"{name}, gap {signed(low, 0)} to {signed(high, 0)}, middle {signed(median, 0)}"
        for name, low, high, median in zip(
            rows["name"], rows["low"], rows["high"], rows["median"], strict=True
        )
    )
    text = (
        f"One bar a dip, from the gap that one span in ten stays below to the gap that one in ten "
        f"exceeds. The {second.lower()} beside the {first.lower()}. {parts}."
    )
    return Chart(_ranges_spec(), rows, text)


@cache
def _ranges_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(field="name", type="nominal", sort=None, axis=None)
    x = alt.X(field="low", type="quantitative", axis=gap_ticks())
    tips = [
        alt.Tooltip(field="low", type="quantitative", title="One in ten lower", format=GAP),
        alt.Tooltip(field="median", type="quantitative", title="Middle", format=GAP),
        alt.Tooltip(field="high", type="quantitative", title="One in ten higher", format=GAP),
        alt.Tooltip(field="behind", type="quantitative", title="Share behind", format=PERCENT),
    ]
    return compile_spec(
        alt.layer(
            rows.mark_bar(height=16, cornerRadius=8, color=BUYERS[1], opacity=0.85).encode(
                y=y, x=x, x2=alt.X2(field="high"), tooltip=tips
            ),
            zero_line().encode(x=alt.datum(0.0)),
            rows.mark_tick(color=INK, thickness=3, size=24).encode(
                y=y, x=alt.X(field="median", type="quantitative"), tooltip=tips
            ),
            rows.mark_text(align="left", dy=-21, color=INK, fontSize=LABEL_SIZE).encode(
                y=y, x=alt.value(2), text=alt.Text(field="name", type="nominal")
            ),
        ),
        height=270,
    )


def shares_by_years(frame: pd.DataFrame) -> Chart:
    """Share of spans with a gain, a bar a length. `frame`: years, gained."""
    parts = ", ".join(
        f"{years} {'year' if years == 1 else 'years'} {gained:.0%}"
        for years, gained in zip(frame["years"], frame["gained"], strict=True)
    )
    rows = frame.assign(
        lost=1 - frame["gained"],
        label=[f">{0.99:.0%}" if 0.995 <= g < 1 else f"{g:.0%}" for g in frame["gained"]],
    )
    return Chart(_shares_spec(), rows, f"Bars that grow: share of spans with a gain. {parts}.")


@cache
def _shares_spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    x = alt.X(
        field="years",
        type="ordinal",
        axis=alt.Axis(title="Years held", labelAngle=0, ticks=False, domain=False),
    )
    tips = [
        alt.Tooltip(field="years", type="quantitative", title="Years held"),
        alt.Tooltip(field="gained", type="quantitative", title="Had gained", format=".1%"),
        alt.Tooltip(field="lost", type="quantitative", title="Had lost", format=".1%"),
    ]
    return compile_spec(
        alt.layer(
            rows.mark_bar(color=palette("growth")[0], opacity=0.9).encode(
                x=x, y=value_axis("gained", PERCENT), tooltip=tips
            ),
            rows.mark_text(dy=-8, color=INK, fontSize=LABEL_SIZE).encode(
                x=x,
                y=value_axis("gained", PERCENT),
                text=alt.Text(field="label", type="nominal"),
            ),
        ),
        height=240,
    )
