"""The picture of what was read: its ends, its odd points, and axes that fit any span."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
import vl_convert

from finlit.charts.base import ROWS
from finlit.charts.understood import understood_chart


def levels(days: int, values: np.ndarray | None = None, step: str = "D") -> pd.Series:
    index = pd.date_range("2024-01-24", periods=days, freq=step, unit="us")
    return pd.Series(np.linspace(100, 200, days) if values is None else values, index)


def svg(series: pd.Series, odd: list[date] | None = None) -> str:
    chart = understood_chart(series, odd or [])
    rows = chart.rows.assign(date=chart.rows["date"].dt.strftime("%Y-%m-%d"))
    spec = {**chart.spec, "datasets": {ROWS: rows.to_dict("records")}, "width": 600}
    return str(vl_convert.vegalite_to_svg(spec))


def test_the_ends_are_written_and_odd_points_are_kept_and_marked() -> None:
    values = np.full(5000, 10.0)
    values[2345] = 10.001
    series = levels(5000, values)
    day = series.index[2345].date()
    chart = understood_chart(series, [day, date(1999, 1, 1)])
    assert chart.rows["odd"].dropna().tolist() == [10.001]
    assert len(chart.rows) <= 400
    assert f"1 point looks odd, marked with a ring: {day}" in chart.description
    assert [text for text in chart.rows["end"] if text] == ["10", "10"]
    assert "Looks odd" in svg(series, [day])
    assert "Looks odd" not in svg(series)


@pytest.mark.parametrize(
    ("days", "step", "seen", "unseen"),
    [
        (12, "D", "Jan 25", ">2024<"),
        (366, "D", "Jul 2024", ">2024<"),
        (3000, "W", ">2030<", "Jan 2030"),
    ],
)
def test_the_axis_fits_the_span(days: int, step: str, seen: str, unseen: str) -> None:
    drawn = svg(levels(days, step=step))
    assert seen in drawn
    assert unseen not in drawn
