"""The money of a game: steady players and you, above the spread of a thousand coin tossers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from finlit.charts.base import DOLLARS, INK, SHORT_DOLLARS, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE

COIN, INDEX, DIP, BILLS = "Coin toss", "Always the index", "Always the dip", "Always bills"
YOU = ("You", "Player 1", "Player 2")
COLOURS: Mapping[str, str] = dict(
    zip(
        (COIN, INDEX, DIP, BILLS, *YOU),
        palette("muted", "index", "stock", "cash", "you", "you", "growth"),
        strict=True,
    )
)
# One tick stands for ten of a thousand coin tossers.
TICKS = 100


def money_chart(ends: Mapping[str, float], coins: Sequence[float]) -> Chart:
    """Dollars at the end. `ends`: by name (see COLOURS), in the order shown; `coins`: every one."""
    spread = np.quantile(np.asarray(coins, float), (np.arange(TICKS) + 0.5) / TICKS)
    names = [*ends, COIN]
    rows = pd.concat(
        [
            pd.DataFrame({"who": list(ends), "dollars": list(ends.values())}),
            pd.DataFrame({"who": COIN, "coin": spread}),
        ],
        ignore_index=True,
    )
    rows["place"] = rows["who"].map({name: place for place, name in enumerate(names)})
    low, high = np.quantile(coins, (0.05, 0.95))
    told = ", ".join(f"{name} ${dollars:,.0f}" for name, dollars in ends.items())
    text = (
        f"Dollars at the end of ten rounds: {told}. "
        f"Nine of ten coin tossers ended between ${low:,.0f} and ${high:,.0f}."
    )
    return Chart(_spec(), rows, text)


@cache
def _spec() -> dict[str, Any]:
    rows = alt.Chart(named_rows())
    y = alt.Y(
        field="who",
        type="nominal",
        sort=alt.EncodingSortField(field="place", op="min"),
        axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=0, labelFontSize=12),
    )
    axis = alt.Axis(title=None, format=SHORT_DOLLARS, tickCount=4, domain=False)
    scale = alt.Scale(zero=False, nice=True, padding=24)
    colour = alt.Color(
        field="who",
        type="nominal",
        legend=None,
        scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
    )

    def dollars(field: str) -> alt.X:
        return alt.X(field=field, type="quantitative", axis=axis, scale=scale)

    players = rows.transform_filter("isValid(datum.dollars)")
    hover = [
        alt.Tooltip(field="who", type="nominal", title="Player"),
        alt.Tooltip(field="dollars", type="quantitative", format=DOLLARS, title="At the end"),
    ]
    return compile_spec(
        alt.layer(
            rows.transform_filter("isValid(datum.coin)")
            .mark_tick(thickness=1.5, height=22, opacity=0.55)
            .encode(y=y, x=dollars("coin"), color=colour),
            players.mark_circle(size=150, opacity=1).encode(
                y=y, x=dollars("dollars"), color=colour, tooltip=hover
            ),
            players.mark_text(dy=-13, color=INK, fontSize=LABEL_SIZE, fontWeight=600).encode(
                y=y,
                x=dollars("dollars"),
                text=alt.Text(field="dollars", type="quantitative", format=DOLLARS),
            ),
        ),
        height=270,
    )
