"""What a chooser between stocks and cash comes to, by how often the choice is right."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from finlit.charts.base import INK, PERCENT, Chart, compile_spec, named_rows, palette
from finlit.charts.parts import LABEL_SIZE, hover

# Powers of ten, with half and twice where there is room; on a wide scale only each third power.
MARKS = (*(10.0**power for power in range(-15, 16)), 0.5, 2.0)
SPREAD = "(domain('y')[1] / domain('y')[0])"
MARK = (
    "datum.value == 1 ? 'holding' : "
    f"(datum.value == 0.5 || datum.value == 2) && {SPREAD} > 3000 ? '' : "
    f"{SPREAD} > 1e9 && round(log(datum.value) / LN10) % 3 != 0 ? '' : "
    "format(datum.value, ',~r') + ' times'"
)


def skill_chart(frame: pd.DataFrame, right: float, middle: float, text: str) -> Chart:
    """Times what holding brought, by the share of right choices, with a band for luck.

    `frame`: right (share), low, middle, high (times). The chosen skill stands as a dot.
    """
    said = f"{middle:.2f}" if middle >= 0.1 else f"{middle:.2g}"
    chosen = pd.DataFrame({"at": [right], "dot": [middle], "said": [said]})
    return Chart(_skill_spec(), pd.concat([frame, chosen], ignore_index=True), text)


@cache
def _skill_spec() -> dict[str, Any]:
    rows, (line, you) = alt.Chart(named_rows()), palette("index", "you")

    def across(field: str) -> alt.X:
        return alt.X(
            field=field,
            type="quantitative",
            scale=alt.Scale(nice=False, zero=False),
            axis=alt.Axis(
                title=None,
                grid=False,
                format=PERCENT,
                tickCount=5,
                labelExpr="datum.index == 0 ? datum.label + ' right' : datum.label",
            ),
        )

    def up(field: str) -> alt.Y:
        return alt.Y(
            field=field,
            type="quantitative",
            scale=alt.Scale(type="log", nice=False),
            axis=alt.Axis(
                title=None,
                values=list(MARKS),
                domain=False,
                ticks=False,
                labelExpr=MARK,
            ),
        )

    known = rows.transform_filter("isValid(datum.middle)")
    band = known.mark_area(color=line, opacity=0.25).encode(
        x=across("right"), y=up("low"), y2=alt.Y2(field="high")
    )
    middle = known.mark_line(color=line, strokeWidth=2.6).encode(x=across("right"), y=up("middle"))
    level = rows.mark_rule(color=INK, opacity=0.6).encode(y=alt.YDatum(1))
    chosen = rows.transform_filter("isValid(datum.dot)")
    dot = chosen.mark_circle(color=you, size=150).encode(x=across("at"), y=up("dot"))
    label = chosen.mark_text(
        color=INK, fontSize=LABEL_SIZE, fontWeight=600, align="left", dx=8, dy=12
    ).encode(
        x=across("at"),
        y=up("dot"),
        text=alt.Text(field="said", type="nominal"),
    )
    tips = {
        "middle": ("Middle, times holding", ".2~r"),
        "low": ("One in ten below", ".2~r"),
        "high": ("One in ten above", ".2~r"),
        "right": ("Right", PERCENT),
    }
    return compile_spec(
        alt.layer(band, middle, level, dot, label, hover(across("right"), tips)), height=300
    )
