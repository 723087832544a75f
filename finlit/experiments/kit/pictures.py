"""Pictures that many experiments share, from plain values: bars, and lines over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from finlit.charts.base import Chart, thin
from finlit.charts.lines import lines_chart, named_bars


def bars(
    names: Iterable[str],
    values: Iterable[float],
    form: str,
    text: str,
    *,
    picked: Iterable[bool] | str,
    kind: str = "index",
    separator: str = "; ",
) -> Chart:
    """A bar a name. `picked`: the name that stands out, or a True or False a bar.

    `form` writes values (PERCENT, DOLLARS ...), `text` begins the description; names and values
    follow it.
    """
    frame = pd.DataFrame({"name": list(names), "value": list(values)})
    frame["picked"] = frame["name"] == picked if isinstance(picked, str) else list(picked)
    told = separator.join(
        f"{name} {_said(value, form)}"
        for name, value in zip(frame["name"], frame["value"], strict=True)
    )
    return named_bars(frame, form, f"{text}: {told}.", kind=kind)


def _said(value: float, form: str) -> str:
    return f"${value:,.0f}" if form.startswith("$") else f"{value:{form}}"


def lines(
    over: pd.Index,
    series: Mapping[str, Sequence[float] | np.ndarray | pd.Series],
    kinds: Sequence[str],
    form: str,
    text: str,
    *,
    most: int | None = None,
    log: bool = False,
    zero: bool = True,
) -> Chart:
    """Lines by label over dates, or over years from a moment.

    `most`: points kept of each line, its extremes among them; None keeps all.
    """
    rows = pd.DataFrame({"date" if isinstance(over, pd.DatetimeIndex) else "year": over})
    for place, values in enumerate(series.values()):
        rows[f"line_{place}"] = np.asarray(values, float)
    if most is not None:
        kept = {int(row) for name in rows.columns[1:] for row in thin(rows[name].to_numpy(), most)}
        rows = rows.iloc[sorted(kept)]
    return lines_chart(rows, tuple(series), tuple(kinds), form, text, log=log, zero=zero)
